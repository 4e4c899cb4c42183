// Ask our server on behalf of whoever Shopify says is looking; nothing is kept.
import { BACKEND } from "./backend.js";

const PATIENCE = 10_000;

/** The server said no; the message is its own sentence, in the reader's language, or empty. */
export class Refused extends Error {}

/**
 * @param {string} path below /account-api
 * @param {Record<string, string>} [asked]
 */
export async function ask(path, asked = {}) {
  const lang = shopify.localization.extensionLanguage.value.isoCode;
  const query = new URLSearchParams({ ...asked, lang });
  const answer = await fetch(`${BACKEND}/account-api/${path}?${query}`, {
    headers: { Authorization: `Bearer ${await shopify.sessionToken.get()}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Refused(typeof said.error === "string" ? said.error : "");
  return said;
}

/** Return a link if it is a web address, else nothing: a component would run a script's address. */
export const web = (/** @type {string} */ link) => (/^https?:\/\//i.test(link) ? link : "");

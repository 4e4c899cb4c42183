// Ask our server on behalf of whoever Shopify says is looking; nothing is kept.
import { BACKEND } from "./backend.js";

const PATIENCE = 10_000;

/** The server said no; the message is its own sentence, in the reader's language, or empty. */
export class Refused extends Error {}

/**
 * Write a question as the address that is asked: the same question, the same address.
 * @param {string} path below /account-api
 * @param {Record<string, string>} asked
 */
export function question(path, asked) {
  const lang = shopify.localization.extensionLanguage.value.isoCode;
  return `${path}?${new URLSearchParams({ ...asked, lang })}`;
}

/**
 * Ask, naming the `version` that is known; there is no answer when that is still the newest.
 * @param {string} question
 * @param {string} version
 * @returns {Promise<{ answer?: any, version: string }>}
 */
export async function ask(question, version) {
  const token = { Authorization: `Bearer ${await shopify.sessionToken.get()}` };
  const response = await fetch(`${BACKEND}/account-api/${question}`, {
    headers: version ? { ...token, "If-None-Match": version } : token,
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status === 304) return { version };
  const answer = await response.json();
  if (!response.ok) throw new Refused(typeof answer.error === "string" ? answer.error : "");
  return { answer, version: response.headers.get("ETag") ?? "" };
}

/** Return a link if it is a web address, else nothing: a component would run a script's address. */
export const web = (/** @type {string} */ link) => (/^https?:\/\//i.test(link) ? link : "");

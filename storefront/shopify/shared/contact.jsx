// How the shop is reached: its own page for that, and its mail address.
/** @import { Order, Words } from "./shapes" */
import { web } from "./api.js";

// That a link may be one: https://github.com/Shopify/ui-extensions/pull/4678
const mailing = (/** @type {string} */ link) => (/^mailto:/i.test(link) ? link : "");

/** @param {{ order: Order, words: Words }} props */
export function Contact({ order: { contact }, words }) {
  const page = words.contact_page && web(contact?.page ?? "");
  const mail = contact?.address && mailing(contact.mail);
  if (!page && !mail) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.contact}</s-text>
      {page && (
        <s-link href={page} target="_blank">
          {words.contact_page}
        </s-link>
      )}
      {mail && <s-link href={mail}>{contact?.address}</s-link>}
    </s-stack>
  );
}

// The parts of an order beside its parcels: its way, notes, questions, campaigns, other orders, and
// what leads to everything that can be done about it. The words around them come with the order.
/** @import { Order, Words } from "./shapes" */
import { web } from "./api.js";

const ORDER_LINK = /^shopify:customer-account\/orders\/\d+$/;

/** @param {{ order: Order, words: Words }} props */
export function Progress({ order: { steps = [] }, words }) {
  const reached = steps.filter((step) => step.reached !== "ahead").length;
  const here = steps[reached - 1];
  if (!here) return null;
  const next = here.reached === "now" && steps[reached];
  return (
    <s-stack gap="small-200">
      <s-progress
        value={reached}
        max={steps.length}
        tone={here.reached === "trouble" ? "critical" : "auto"}
        accessibilityLabel={words.progress}
      />
      <s-text>
        <s-text type="strong">{here.label}</s-text>{" "}
        {next && <s-text color="subdued">{words.next?.replace("{step}", () => next.label)}</s-text>}
      </s-text>
    </s-stack>
  );
}

/**
 * Tell the way in words: account pages have no component for the drawing that comes with them.
 * @param {{ order: Order, words: Words }} props
 */
export function Route({ order: { route }, words }) {
  if (!route?.words) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.route}</s-text>
      <s-text>{route.words}</s-text>
    </s-stack>
  );
}

/** @param {{ order: Order, words: Words }} props */
export function Manage({ order: { manage = "" }, words }) {
  if (!web(manage) || !words.manage) return null;
  return (
    <s-button href={manage} target="_blank">
      {words.manage}
    </s-button>
  );
}

/** @param {{ order: Order, words: Words }} props */
export function Notes({ order: { notes = [] }, words }) {
  if (!notes.length) return null;
  return (
    <s-banner tone="info" heading={words.notes}>
      {notes.map((note) => (
        <s-paragraph key={note}>{note}</s-paragraph>
      ))}
    </s-banner>
  );
}

/** @param {{ order: Order, words: Words }} props */
export function Questions({ order: { faq = [] }, words }) {
  if (!faq.length) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.questions}</s-text>
      {faq.map(({ question, answer }) => (
        <s-details key={question}>
          <s-summary>{question}</s-summary>
          <s-paragraph>{answer}</s-paragraph>
        </s-details>
      ))}
    </s-stack>
  );
}

/** @param {{ order: Order }} props */
export function Campaigns({ order: { campaigns = [] } }) {
  return campaigns.map(({ title, text, button, link, picture }) => (
    <s-box key={title} border="base" borderRadius="base" padding="base">
      <s-stack gap="small">
        {/^https:/i.test(picture) && <s-image src={picture} alt="" />}
        <s-text type="strong">{title}</s-text>
        {text && <s-paragraph>{text}</s-paragraph>}
        {web(link) && (
          <s-link href={link} target="_blank">
            {button || title}
          </s-link>
        )}
      </s-stack>
    </s-box>
  ));
}

/** @param {{ order: Order, words: Words }} props */
export function Others({ order: { others = [] }, words }) {
  if (!others.length) return null;
  return (
    <s-stack gap="small-200">
      <s-text type="strong">{words.others}</s-text>
      {others.map(({ number, placed, headline, page }) => (
        <s-text key={number}>
          {ORDER_LINK.test(page) || web(page) ? <s-link href={page}>{number}</s-link> : number}{" "}
          <s-text color="subdued">{placed}</s-text> {headline}
        </s-text>
      ))}
    </s-stack>
  );
}

// The block on the page of an order: how it goes, a card for each of its parcels, and what else the
// shop shows, in the order it has chosen. Articles and addresses stand on the page itself.
/** @import { Order, Words } from "../../../shared/shapes" */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { web } from "../../../shared/api.js";
import { Contact } from "../../../shared/contact.jsx";
import { Items } from "../../../shared/items.jsx";
import { LoginHint } from "../../../shared/login_hint.jsx";
import { Campaigns, Manage, Notes, Others, Progress, Questions, Route } from "../../../shared/order_parts.jsx";
import { ParcelCard } from "../../../shared/parcel_card.jsx";
import { Failed, Loading } from "../../../shared/states.jsx";
import { useOrderAnswer, useOrderId } from "../../../shared/use_order.js";

const say = (key, words) => shopify.i18n.translate(key, words);

export default async () => {
  render(<OrderStatus />, document.body);
};

function OrderStatus() {
  const id = useOrderId();
  return <s-section heading={say("heading")}>{id ? <Deliveries id={id} /> : say("preview")}</s-section>;
}

/** @param {{ id: string }} props */
function Deliveries({ id }) {
  const { answer, problem, retry } = useOrderAnswer(id);
  if (!answer) return problem === undefined ? <Loading /> : <Failed problem={problem} retry={retry} />;
  const { order, words = {} } = answer;
  const sections = order.sections ?? Object.keys(SECTIONS);
  return (
    <s-stack gap="base">
      {order.welcome && <s-paragraph>{order.welcome}</s-paragraph>}
      <s-text type="strong">{order.headline}</s-text>
      {order.note && <s-banner tone="info" heading={order.note} />}
      <Progress order={order} words={words} />
      {order.counted > 1 && (
        <s-text color="subdued">
          {say("delivered", { delivered: order.delivered, total: order.counted })}
        </s-text>
      )}
      {problem !== undefined && <Failed problem={problem} retry={retry} />}
      {sections.filter((name) => Object.hasOwn(SECTIONS, name)).map((name) => {
        const Part = SECTIONS[name];
        return <Part key={name} order={order} words={words} />;
      })}
      <LoginHint />
      {web(order.page) && <s-link href={order.page}>{say("page")}</s-link>}
      {order.footer && <s-text color="subdued">{order.footer}</s-text>}
    </s-stack>
  );
}

/** @type {Record<string, (props: { order: Order, words: Words }) => any>} */
const SECTIONS = {
  parcels: Parcels,
  route: Route,
  notes: Notes,
  actions: Manage,
  campaigns: Campaigns,
  faq: Questions,
  other_orders: Others,
  contact: Contact,
};

/** @param {{ order: Order, words: Words }} props */
function Parcels({ order, words }) {
  return (
    <>
      {order.parcels.map((parcel) => (
        <ParcelCard
          key={parcel.position || parcel.fulfilment}
          parcel={parcel}
          counted={order.counted}
          words={words}
        />
      ))}
      {order.awaits_parcel && <s-text color="subdued">{say("none")}</s-text>}
      <Items heading={say("unsent")} items={order.unsent} />
    </>
  );
}

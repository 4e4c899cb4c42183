// A page of its own in the account: every order of the shopper, and where it is.
/** @import { ListAnswer, ListedOrder } from "../../../shared/shapes" */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { Failed, Loading } from "../../../shared/states.jsx";
import { StatusBadge } from "../../../shared/status_badge.jsx";
import { useAnswer } from "../../../shared/use_answer.js";

const UNDER_WAY = ["waiting", "moving", "ready", "trouble"];
const say = (key, words) => shopify.i18n.translate(key, words);
const live = (/** @type {ListAnswer} */ { orders }) => orders.some(underWay);
const underWay = (/** @type {ListedOrder} */ { tone }) => UNDER_WAY.includes(tone);

export default async () => {
  render(<MyDeliveries />, document.body);
};

function MyDeliveries() {
  const { answer, problem, retry } = useAnswer("orders", {}, live);
  return (
    <s-page heading={say("heading")}>
      {!answer && problem === undefined && <Loading />}
      {problem !== undefined && <Failed problem={problem} retry={retry} />}
      {answer && <Orders orders={answer.orders} />}
    </s-page>
  );
}

/** @param {{ orders: ListedOrder[] }} props */
function Orders({ orders }) {
  if (!orders.length) {
    return (
      <s-section heading={say("none")}>
        <s-paragraph>{say("noneMore")}</s-paragraph>
      </s-section>
    );
  }
  return (
    <s-stack gap="large">
      <Group heading={say("underWay")} orders={orders.filter(underWay)} />
      <Group heading={say("done")} orders={orders.filter((order) => !underWay(order))} />
    </s-stack>
  );
}

/** @param {{ heading: string, orders: ListedOrder[] }} props */
function Group({ heading, orders }) {
  if (!orders.length) return null;
  return (
    <s-section heading={heading}>
      <s-stack gap="base">
        {orders.map((order) => (
          <ListedCard key={order.id} order={order} />
        ))}
      </s-stack>
    </s-section>
  );
}

/** @param {{ order: ListedOrder }} props */
function ListedCard({ order: { id, number, placed, headline, tone, counted, delivered } }) {
  return (
    <s-box border="base" borderRadius="base" padding="base">
      <s-stack gap="small">
        <s-stack direction="inline" gap="small" alignItems="center" justifyContent="space-between">
          <s-heading>{say("order", { number })}</s-heading>
          <s-text color="subdued">{placed}</s-text>
        </s-stack>
        <StatusBadge tone={tone} status={headline} />
        {counted > 1 && <s-text>{say("delivered", { delivered, total: counted })}</s-text>}
        <s-link href={`shopify:customer-account/orders/${id}`} accessibilityLabel={say("showOrder", { number })}>
          {say("show")}
        </s-link>
      </s-stack>
    </s-box>
  );
}

// A line above the list of orders: how many deliveries are under way, or need the shopper.
/** @import { ListAnswer } from "../../../shared/shapes" */
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { useAnswer } from "../../../shared/use_answer.js";

const NEEDED = ["ready", "trouble"];
const NEVER = () => false;

export default async () => {
  render(<OrderIndex />, document.body);
};

/** The one order worth a line: what can be collected or is in trouble, else what is moving. */
function worthALine(orders) {
  return orders.find(({ tone }) => NEEDED.includes(tone)) ?? orders.find(({ tone }) => tone === "moving");
}

function OrderIndex() {
  const { answer } = useAnswer("orders", {}, /** @type {(answer: ListAnswer) => boolean} */ (NEVER));
  const order = answer && worthALine(answer.orders);
  if (!order) return null;
  return (
    <s-announcement>
      <s-link href={`shopify:customer-account/orders/${order.id}`}>
        {order.number}: {order.headline}
      </s-link>
    </s-announcement>
  );
}

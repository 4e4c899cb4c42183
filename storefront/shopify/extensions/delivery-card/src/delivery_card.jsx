// Inside Shopify's own delivery card: what we know of the parcels of this fulfilment.
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { LoginHint } from "../../../shared/login_hint.jsx";
import { Manage, Notes } from "../../../shared/order_parts.jsx";
import { ParcelFacts } from "../../../shared/parcel_card.jsx";
import { Failed, Loading } from "../../../shared/states.jsx";
import { StatusBadge } from "../../../shared/status_badge.jsx";
import { useOrderAnswer, useOrderId } from "../../../shared/use_order.js";

export default async () => {
  render(<DeliveryCard />, document.body);
};

function DeliveryCard() {
  const id = useOrderId();
  return id ? <Fulfilment id={id} /> : null;
}

/** @param {{ id: string }} props */
function Fulfilment({ id }) {
  const { answer, problem, retry } = useOrderAnswer(id);
  if (!answer) return problem === undefined ? <Loading /> : <Failed problem={problem} retry={retry} />;
  const { order, words = {} } = answer;
  const own = shopify.fulfillmentId.split("/").pop();
  const parcels = order.parcels.filter(({ fulfilment }) => fulfilment === own);
  if (!parcels.length) return null;
  const shows = (/** @type {string} */ name) => order.sections?.includes(name) ?? true;
  return (
    <s-stack gap="base">
      {parcels.map((parcel) => (
        <s-stack gap="small" key={parcel.position}>
          <StatusBadge tone={parcel.tone} status={parcel.status} />
          <ParcelFacts parcel={parcel} words={words} />
        </s-stack>
      ))}
      {shows("notes") && <Notes order={order} words={words} />}
      {shows("actions") && <Manage order={order} words={words} />}
      <LoginHint />
    </s-stack>
  );
}

// The block on the page of an order: one card for each of its parcels.
import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { web } from "../../../shared/api.js";
import { Items } from "../../../shared/items.jsx";
import { LoginHint } from "../../../shared/login_hint.jsx";
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
  const { order } = answer;
  return (
    <s-stack gap="base">
      <s-text type="strong">{order.headline}</s-text>
      {order.counted > 1 && (
        <s-text color="subdued">
          {say("delivered", { delivered: order.delivered, total: order.counted })}
        </s-text>
      )}
      {problem !== undefined && <Failed problem={problem} retry={retry} />}
      {order.parcels.map((parcel) => (
        <ParcelCard key={parcel.position || parcel.fulfilment} parcel={parcel} counted={order.counted} />
      ))}
      {!order.parcels.length && <s-text color="subdued">{say("none")}</s-text>}
      <Items heading={say("unsent")} items={order.unsent} />
      <LoginHint />
      {web(order.page) && <s-link href={order.page}>{say("page")}</s-link>}
    </s-stack>
  );
}

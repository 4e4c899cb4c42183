// The order this page is about, as our server tells it; asked anew when the reader has logged in.
/** @import { OrderAnswer } from "./shapes" */
import { useAuthenticationState, useOrder as useShopifyOrder } from "@shopify/ui-extensions/customer-account/preact";
import { useAnswer } from "./use_answer.js";

const live = (/** @type {OrderAnswer} */ { order }) => order.live;

/** @param {string} id the order's global id */
export function useOrderAnswer(id) {
  return useAnswer("order", { id, seen: useAuthenticationState() }, live);
}

/** Return the global id of the order on this page; empty in the editor, before one is chosen. */
export function useOrderId() {
  return useShopifyOrder()?.id ?? "";
}

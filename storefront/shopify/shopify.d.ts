// Which `shopify` each module finds as a global; the shared ones use what every target has.
import "@shopify/ui-extensions/customer-account.page.render";
import "@shopify/ui-extensions/customer-account.order-status.block.render";

declare module "./shared/api.js" {
  const shopify: import("@shopify/ui-extensions/customer-account.page.render").Api;
}
declare module "./shared/notes.js" {
  const shopify: import("@shopify/ui-extensions/customer-account.page.render").Api;
}
declare module "./shared/states.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.page.render").Api;
}
declare module "./shared/parcel_card.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}
declare module "./shared/login_hint.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}
declare module "./extensions/order-status/src/order_status.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
}
declare module "./extensions/delivery-card/src/delivery_card.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.fulfillment-details.render-after").Api;
}
declare module "./extensions/my-deliveries/src/my_deliveries.jsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.page.render").Api;
}

"""What messages and background tasks are called on the screen; nothing is decided here."""

from dataclasses import dataclass

from domain.notification import Kind
from domain.shop_task import ShopTask
from messages.language import phrase


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of message, untranslated: its name and when it goes out."""

    label: str
    details: str


KINDS = {
    Kind.ORDER_RECEIVED: KindWords(
        phrase("Order received"),
        phrase("When a new order arrives that has not been sent yet."),
    ),
    Kind.SHIPPED: KindWords(
        phrase("Shipped"),
        phrase("When the shop marks a parcel as sent, once for each, with its tracking link."),
    ),
    Kind.OUT_FOR_DELIVERY: KindWords(
        phrase("Out for delivery"),
        phrase("When the carrier scans the parcel onto the delivery vehicle."),
    ),
    Kind.READY_FOR_PICKUP: KindWords(
        phrase("Ready to be picked up"),
        phrase("When the parcel waits at a pick-up point, with its opening hours if we know them."),
    ),
    Kind.ATTEMPT_FAILED: KindWords(
        phrase("Delivery attempt failed"),
        phrase("When the carrier could not hand the parcel over."),
    ),
    Kind.DELIVERED: KindWords(
        phrase("Delivered"),
        phrase("When the carrier says that the parcel has been handed over."),
    ),
}

TASKS = {
    ShopTask.SET_UP: phrase("Reading the shop's name, languages and plan"),
    ShopTask.BACKFILL: phrase("Reading the orders of the last 60 days"),
    ShopTask.RECONCILE: phrase("Looking for changes we were not told about"),
    ShopTask.REFRESH_ACCESS: phrase("Renewing our access to the shop"),
    ShopTask.SHOW_SCANS: phrase("Showing carrier scans on the shop's order pages"),
    ShopTask.PUBLISH: phrase("Publishing the questions and answers to the storefront"),
    ShopTask.REVIEW_PLAN: phrase("Comparing the shop's volume with its plan"),
    ShopTask.ANSWER_PRIVACY: phrase("Answering privacy requests"),
    ShopTask.READ_ORDERS: phrase("Reading orders that changed"),
    ShopTask.KEEP_WEBHOOKS: phrase("Looking after the shop's webhooks"),
    ShopTask.CONFIRM_ORDERS: phrase("Looking for orders that were deleted"),
}

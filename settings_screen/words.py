"""What messages and background tasks are called on the screen; nothing is decided here."""

from dataclasses import dataclass

from domain.kinds import ChannelKey, Kind
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
    Kind.NOT_YET_PROCESSED: KindWords(
        phrase("Not yet on its way"),
        phrase("When nothing of an order has been sent after some time."),
    ),
    Kind.BEING_PREPARED: KindWords(
        phrase("Being prepared"),
        phrase("When the shop begins to prepare an order."),
    ),
    Kind.PACKED: KindWords(
        phrase("Packed"),
        phrase("When an order is packed and waits for its carrier."),
    ),
    Kind.SHIPPED: KindWords(
        phrase("Shipped"),
        phrase("When the shop marks a parcel as sent, once for each, with its tracking link."),
    ),
    Kind.PARTLY_SHIPPED: KindWords(
        phrase("Partly shipped"),
        phrase("When a part of an order is sent, and says what is still to come."),
    ),
    Kind.IN_TRANSIT: KindWords(
        phrase("In transit"),
        phrase("When the carrier scans a parcel for the first time."),
    ),
    Kind.CUSTOMS: KindWords(
        phrase("At customs"),
        phrase("When a parcel is with customs."),
    ),
    Kind.NEW_DATE: KindWords(
        phrase("New delivery date"),
        phrase("When the carrier expects to deliver on another day than before."),
    ),
    Kind.DELAYED: KindWords(
        phrase("Delayed"),
        phrase("When a parcel comes later than the shopper was told."),
    ),
    Kind.ARRIVING_TOMORROW: KindWords(
        phrase("Arriving tomorrow"),
        phrase("The day before a parcel is expected, if the carrier says when it comes."),
    ),
    Kind.OUT_FOR_DELIVERY: KindWords(
        phrase("Out for delivery"),
        phrase("When the carrier scans the parcel onto the delivery vehicle."),
    ),
    Kind.ATTEMPT_FAILED: KindWords(
        phrase("Delivery attempt failed"),
        phrase("When the carrier could not hand the parcel over."),
    ),
    Kind.ACTION_REQUIRED: KindWords(
        phrase("The shopper has to act"),
        phrase("When a parcel waits for the shopper: an address, a duty, a document."),
    ),
    Kind.READY_FOR_PICKUP: KindWords(
        phrase("Ready to be picked up"),
        phrase("When the parcel waits at a pick-up point, with its opening hours if we know them."),
    ),
    Kind.PICKUP_REMINDER: KindWords(
        phrase("Reminder to pick up"),
        phrase("When a parcel has waited at its pick-up point for some days."),
    ),
    Kind.DELIVERED: KindWords(
        phrase("Delivered"),
        phrase("When the carrier says that the parcel has been handed over."),
    ),
    Kind.DELIVERED_ELSEWHERE: KindWords(
        phrase("Left with a neighbour or in a safe place"),
        phrase("When a parcel was handed over elsewhere than at the door, and says where."),
    ),
    Kind.ALL_DELIVERED: KindWords(
        phrase("Everything delivered"),
        phrase("When the last of several parcels of an order has arrived."),
    ),
    Kind.RETURNING: KindWords(
        phrase("On its way back"),
        phrase("When the carrier sends a parcel back to the shop."),
    ),
    Kind.RETURNED: KindWords(
        phrase("Back at the shop"),
        phrase("When a parcel has arrived back at the shop."),
    ),
    Kind.DELAY_VOUCHER: KindWords(
        phrase("Voucher for a delay"),
        phrase("When a parcel is late, with a voucher as the rules for all messages say."),
    ),
    Kind.REVIEW_ASK: KindWords(
        phrase("Ask for a review"),
        phrase("Some days after everything has arrived."),
    ),
}
CHANNELS = {
    ChannelKey.EMAIL: phrase("E-mail"),
    ChannelKey.SMS: phrase("SMS"),
    ChannelKey.PUSH: phrase("Push"),
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
    ShopTask.TELL_MERCHANT: phrase("Writing to you about refused credentials"),
    ShopTask.FORWARD_INQUIRIES: phrase("Sending you what shoppers ask"),
    ShopTask.ASK_SECOND_RECIPIENTS: phrase("Asking second recipients whether they agree"),
    ShopTask.WRITE_TO_TEAM: phrase("Sending your team their links"),
    ShopTask.RETENTION: phrase("Forgetting shoppers of old orders"),
    ShopTask.WATCH_DOMAIN: phrase("Looking where the shop's own domain leads"),
    ShopTask.RESTAGE: phrase("Applying your words for stages to open orders"),
}

"""What a shopper may choose among, in plain words; it decides nothing."""

from collections.abc import Mapping

from domain.kinds import Kind
from messages.language import phrase

NEWS: Mapping[Kind, str] = {
    Kind.ORDER_RECEIVED: phrase("The shop has received your order"),
    Kind.NOT_YET_PROCESSED: phrase("Your order takes longer to be prepared"),
    Kind.BEING_PREPARED: phrase("Your order is being prepared"),
    Kind.PACKED: phrase("Your order is packed"),
    Kind.SHIPPED: phrase("Your parcel has been sent"),
    Kind.PARTLY_SHIPPED: phrase("A part of your order has been sent"),
    Kind.IN_TRANSIT: phrase("The carrier has your parcel"),
    Kind.CUSTOMS: phrase("Your parcel is at customs"),
    Kind.NEW_DATE: phrase("Your parcel comes on another day"),
    Kind.ARRIVING_TOMORROW: phrase("Your parcel comes tomorrow"),
    Kind.OUT_FOR_DELIVERY: phrase("Your parcel comes today"),
    Kind.READY_FOR_PICKUP: phrase("Your parcel can be picked up"),
    Kind.PICKUP_REMINDER: phrase("A reminder while it waits to be picked up"),
    Kind.DELIVERED: phrase("Your parcel has arrived"),
    Kind.DELIVERED_ELSEWHERE: phrase("Your parcel is with a neighbour or in a safe place"),
    Kind.ALL_DELIVERED: phrase("All parcels of your order have arrived"),
    Kind.DELAYED: phrase("Your parcel is late"),
    Kind.DELAY_VOUCHER: phrase("A voucher because it is late"),
    Kind.ATTEMPT_FAILED: phrase("The carrier could not hand it over"),
    Kind.ACTION_REQUIRED: phrase("The carrier needs something from you"),
    Kind.RETURNING: phrase("Your parcel goes back to the shop"),
    Kind.RETURNED: phrase("Your parcel is back at the shop"),
    Kind.REVIEW_ASK: phrase("How you like what you bought"),
}
"""What each kind tells."""

"""The form of self-service: a switch an action, what it does, and its limits; decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.self_service import WRITES_ORDERS, Action, SelfServiceRules
from domain.shop import PlatformKey
from domain.stage import Stage
from messages.language import Language, phrase
from services.change_self_service import CANCEL_UNTIL, EnteredSelfService
from settings_screen.form_fields import FieldLine, version_in
from settings_screen.tracking_words import ACTIONS, STAGES

ORDERS_SCOPE = "write_orders"
"""What Shopify's merchant has to grant before an order may be changed."""
_ABOUT = {
    Action.CANCEL: phrase(
        "The order is cancelled in your shop at once; you are told as by any other cancellation."
    ),
    Action.CHANGE_ADDRESS: phrase(
        "The address is changed on the order in your shop, until a parcel is made. The shopper"
        " proves it with a code by e-mail."
    ),
    Action.INSTRUCTIONS: phrase(
        "What the shopper writes for the courier is put on the order in your shop."
    ),
    Action.PICKUP_POINT: phrase(
        "Nothing changes in your shop: it leads to the carrier's own page, where that can be done."
    ),
    Action.CONTACT: phrase(
        "You get a mail with what was written and the story of the order; answers go straight to"
        " the shopper."
    ),
    Action.NOT_RECEIVED: phrase(
        "We ask the shopper where to look first. After the wait it becomes a case on your list of"
        " exceptions."
    ),
    Action.RETURN: phrase(
        "Nothing changes in your shop: it leads to your page for returns, once the parcel has come."
    ),
    Action.REORDER: phrase("It leads to your shop's cart with the same items in it."),
    Action.CALENDAR: phrase("The expected day becomes an entry in the shopper's own calendar."),
    Action.PUSH: phrase("The shopper gets your notes to browsers on this device."),
}

_STOCK = phrase(
    "WooCommerce always puts them back. Where they are not to be, cancelling is not offered."
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What holds of an action and is changed on another page: a sentence, and where."""

    words: str
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action: its switch, the fields of its limits, and what of them is entered elsewhere."""

    key: str
    label: str
    about: str
    on: bool
    scope: str
    error: str
    fields: Sequence[FieldLine]
    elsewhere: Elsewhere | None


def read_self_service(form: MultiDict[str, str]) -> EnteredSelfService:
    """Read what was entered; what is wrong with it is for others to say."""
    return EnteredSelfService(
        on=frozenset(action.value for action in Action if action.value in form),
        cancel_until=form.get("cancel_until", ""),
        cancel_within=form.get("cancel_within", "").strip(),
        restock="restock" in form,
        refund="refund" in form,
        missing_wait_days=form.get("missing_wait_days", "").strip(),
        version=version_in(form),
    )


def as_entered(kept: SelfServiceRules) -> EnteredSelfService:
    """Return kept rules as if they had just been entered."""
    within = kept.cancel_within
    return EnteredSelfService(
        on=frozenset(action.value for action in Action if action not in kept.off),
        cancel_until=kept.cancel_until,
        cancel_within=str(int(within.total_seconds() // 3600)) if within else "",
        restock=kept.restock,
        refund=kept.refund,
        missing_wait_days=str(kept.missing_wait_days),
        version=kept.version,
    )


def action_lines(
    entered: EnteredSelfService,
    errors: Mapping[str, str],
    language: Language,
    platform: PlatformKey,
    returns: Elsewhere,
) -> Sequence[ActionLine]:
    """Return every action in its order, as the shop's platform does it."""
    stock = language.say(_STOCK) if platform is PlatformKey.WOOCOMMERCE else ""
    return [
        ActionLine(
            key=action.value,
            label=language.say(ACTIONS[action]),
            about=language.say(_ABOUT[action]),
            on=action.value in entered.on,
            scope=ORDERS_SCOPE if action in WRITES_ORDERS else "",
            error=errors.get(action.value, ""),
            fields=_fields(action, entered, errors, language, stock),
            elsewhere=returns if action is Action.RETURN else None,
        )
        for action in Action
    ]


def returns_elsewhere(kept: SelfServiceRules, address: str, language: Language) -> Elsewhere:
    """Say where returns lead and how long they are offered, which the delivery terms change."""
    words = language.count(
        "It leads to %(page)s for %(num)d day after delivery.",
        "It leads to %(page)s for %(num)d days after delivery.",
        kept.return_days,
        page=kept.returns_url,
    )
    if not kept.returns_url:
        words = language.say("There is no page for returns yet, so it is not offered.")
    return Elsewhere(words, address, language.say("Delivery terms"))


def _fields(
    action: Action,
    entered: EnteredSelfService,
    errors: Mapping[str, str],
    language: Language,
    stock: str,
) -> Sequence[FieldLine]:
    say = language.say

    def field(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
        optional = name == "cancel_within"
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=optional)

    if action is Action.CANCEL:
        restock = _on(on=entered.restock)
        return [
            FieldLine(
                "cancel_until",
                say("Until the order is"),
                "choice",
                entered.cancel_until,
                error=errors.get("cancel_until", ""),
                choices=tuple(stage.value for stage in CANCEL_UNTIL),
                labels=tuple(say(STAGES[stage]) for stage in Stage if stage in CANCEL_UNTIL),
            ),
            field(
                "cancel_within",
                say("Within how many hours"),
                "number",
                entered.cancel_within,
                say("After the order was placed. Empty for no such limit."),
            ),
            field("restock", say("Put the items back in stock"), "check", restock, stock),
            field("refund", say("Refund the payment"), "check", _on(on=entered.refund)),
        ]
    if action is Action.NOT_RECEIVED:
        hint = say("Working days after the delivery: parcels turn up that were marked too early.")
        label = say("Wait for how many days")
        return [field("missing_wait_days", label, "number", entered.missing_wait_days, hint)]
    return []


def _on(*, on: bool) -> str:
    return "on" if on else ""

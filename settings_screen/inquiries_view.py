"""What the page of shoppers' questions shows: a line each, with its mail; it decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.self_service import Action
from messages.addresses import mail_address
from messages.language import phrase
from messages.plain_text import one_line
from services.review_inquiries import InquiryPage, KeptInquiry
from settings_screen.carriers_view import Looking

LONGEST_UNFOLDED = 160
_KINDS = {
    Action.CONTACT: phrase("Question"),
    Action.NOT_RECEIVED: phrase("Not received"),
}
_REASONS = (
    phrase("the order is gone"),
    phrase("the shop has no address to write to"),
)
"""Those of our own (services/forward_inquiries.py); they stand here so that they are translated."""


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """What a shopper asked: `words` are lines of it, `folded` how it begins where it is long.

    `details` are sentences about its mail, `again` says whether that can be sent once more;
    `address` is the order's page and `email` the shopper's, empty where there is none.
    """

    id: int
    number: str
    address: str
    when: str
    kind: str
    parcel: str
    words: Sequence[str]
    folded: str
    state: str
    tone: str
    details: str
    again: bool
    email: str


def inquiry_lines(page: InquiryPage, looking: Looking) -> Sequence[InquiryLine]:
    """Return a page's questions."""
    return [_line(one.kept, one.page, looking) for one in page.inquiries]


def _line(kept: KeptInquiry, page: str, looking: Looking) -> InquiryLine:
    short = one_line(kept.text, LONGEST_UNFOLDED)
    state, tone, details = _mail(kept, looking)
    return InquiryLine(
        id=kept.id,
        number=kept.number,
        address=page,
        when=looking.moment(kept.created_at),
        kind=looking.language.say(_KINDS[kept.kind]),
        parcel=kept.parcel,
        words=kept.text.splitlines(),
        folded="" if short == " ".join(kept.text.split()) else short,
        state=state,
        tone=tone,
        details=details,
        again=bool(kept.failure) and kept.live,
        email=mail_address(kept.email.strip()),
    )


def _mail(kept: KeptInquiry, looking: Looking) -> tuple[str, str, str]:
    say = looking.language.say
    if kept.sent_at:
        return say("Sent"), "success", looking.moment(kept.sent_at)
    if not kept.failure:
        return say("Waiting"), "info", ""
    reason = say(kept.failure) if kept.failure in _REASONS else kept.failure.rstrip(".")
    return say("Given up"), "critical", say("The mail did not arrive: %(reason)s.", reason=reason)

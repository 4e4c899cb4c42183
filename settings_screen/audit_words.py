"""Say a change in plain words: what it was about, and who made it. A table of phrases, no more."""

from domain.kinds import ChannelKey, Kind
from messages.language import LANGUAGES, Language, phrase
from messages.language import language as language_of
from services.merchant_entry import BY_LINK
from settings_screen.visits import SHOPIFY_USER, WORDPRESS_USER
from settings_screen.words import CHANNELS, KINDS

WHAT = {
    "kind": phrase("Message “%(subject)s”"),
    "text": phrase("Text of %(subject)s"),
    "texts": phrase("Text of %(subject)s"),
    "rules": phrase("Rules for all messages"),
    "brand": phrase("Brand"),
    "channel account": phrase("Account for %(subject)s"),
    "carrier account": phrase("Account with %(subject)s"),
    "endpoint": phrase("Webhook %(subject)s"),
    "member": phrase("Team: %(subject)s"),
    "api key": phrase("API key “%(subject)s”"),
    "retention": phrase("How long shoppers are remembered"),
    "shopper erased": phrase("A shopper's data erased"),
    "shopper exported": phrase("A copy of a shopper's data downloaded"),
    "privacy answer opened": phrase("The answer to a privacy request downloaded"),
    "scans shown": phrase("Carrier scans on Shopify's order pages"),
    "page_design": phrase("Tracking page: design"),
    "page_campaigns": phrase("Tracking page: campaigns"),
    "page_notes": phrase("Tracking page: delivery notes"),
    "page_stages": phrase("Tracking page: stages"),
    "page_self_service": phrase("Tracking page: self-service"),
    "page_terms": phrase("Tracking page: delivery terms"),
    "page_faq": phrase("Tracking page: FAQ"),
    "page_domain": phrase("Tracking page: own domain"),
}
_ELSE = phrase("Something else (%(what)s)")
FIELDS = {
    "accent": phrase("Accent colour"),
    "all": phrase("List"),
    "begins": phrase("Begins with"),
    "body": phrase("Text"),
    "budget": phrase("Budget"),
    "button": phrase("Button"),
    "calls_a_day": phrase("Calls a day"),
    "cancel_until": phrase("Cancelling until"),
    "cancel_within": phrase("Cancelling within hours"),
    "channels": phrase("Channels"),
    "count_opens": phrase("Opens and clicks counted"),
    "css": phrase("CSS"),
    "font": phrase("Font"),
    "footer": phrase("Footer"),
    "ground": phrase("Ground colour"),
    "heading": phrase("Heading"),
    "hidden": phrase("Left out"),
    "host": phrase("Host"),
    "kinds": phrase("Events"),
    "logo_url": phrase("Logo"),
    "may_write": phrase("May write"),
    "missing_wait_days": phrase("Wait for a missing parcel in days"),
    "months": phrase("Months"),
    "most_a_day": phrase("Most messages a day"),
    "most_sms_a_day": phrase("Most SMS a day"),
    "names": phrase("Own names"),
    "new": phrase("New"),
    "off": phrase("Not offered"),
    "on": phrase("Switched on"),
    "orders": phrase("Orders"),
    "parcel_markup": phrase("Parcel details for Gmail"),
    "paused": phrase("Paused"),
    "picture_text": phrase("What the picture shows"),
    "picture_url": phrase("Picture"),
    "preheader": phrase("Preview line"),
    "proven": phrase("Leads here"),
    "provider": phrase("Provider"),
    "quiet": phrase("Quiet hours"),
    "refund": phrase("Refund"),
    "removed": phrase("Removed"),
    "reply_to": phrase("Replies go to"),
    "restock": phrase("Back in stock"),
    "return_days": phrase("Returns in days"),
    "returns_url": phrase("Page for returns"),
    "role": phrase("Role"),
    "rotated": phrase("New secret"),
    "sections": phrase("Sections"),
    "sender_address": phrase("Sender's address"),
    "sender_name": phrase("Sender's name"),
    "social": phrase("Social links"),
    "subject": phrase("Subject"),
    "text": phrase("Text"),
    "title": phrase("Title"),
    "unseen_since": phrase("Not seen since"),
    "urgent_any_hour": phrase("Urgent ones at any hour"),
    "url": phrase("Address"),
    "voucher_budget": phrase("Voucher budget"),
    "voucher_days": phrase("Voucher good for days"),
    "voucher_worth": phrase("Voucher worth"),
    "wait_hours": phrase("Wait in hours"),
    "words": phrase("Words"),
}
"""What the parts of a change are called."""
_USERS = {
    SHOPIFY_USER: phrase("Shopify user %(number)s"),
    WORDPRESS_USER: phrase("WordPress user %(number)s"),
}


def what_words(what: str, subject: str, language: Language) -> str:
    """Say what a change was about."""
    if what not in WHAT:
        return language.say(_ELSE, what=what)
    return language.say(WHAT[what], subject=_subject(what, subject, language))


def who_words(who: str, language: Language) -> str:
    """Say who made a change; an e-mail address is said as it is."""
    if who == BY_LINK:
        return language.say("Somebody with a link")
    for beginning, words in _USERS.items():
        if who.startswith(beginning) or who == beginning.strip():
            return language.say(words, number=who.removeprefix(beginning.strip()).strip()).strip()
    return who


def _subject(what: str, subject: str, language: Language) -> str:
    if what == "kind" and subject in set(Kind):
        return language.say(KINDS[Kind(subject)].label)
    if what == "channel account" and subject in set(ChannelKey):
        return language.say(CHANNELS[ChannelKey(subject)])
    parts = subject.split("/")
    if what in {"text", "texts"} and len(parts) == len(("kind", "channel", "language")):
        return _text(parts[0], parts[1], parts[2], language)
    return subject


def _text(kind: str, channel: str, code: str, language: Language) -> str:
    known = kind in set(Kind) and channel in set(ChannelKey) and code in LANGUAGES
    if not known:
        return f"{kind}/{channel}/{code}"
    return language.say(
        "“%(kind)s” (%(channel)s, %(language)s)",
        kind=language.say(KINDS[Kind(kind)].label),
        channel=language.say(CHANNELS[ChannelKey(channel)]),
        language=language_of(code).name,
    )

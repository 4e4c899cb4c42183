"""Write to the merchant what waits in the app; it says nothing of any shopper."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.language import Language
from messages.plain_text import one_line
from messages.render import Rendered

_LONGEST_NAME = 60


def privacy_answer_mail(language: Language, page: str, days: int) -> Rendered:
    """Say that the answer to a privacy request can be fetched from a page for some days."""
    say = language.say
    before = [
        say("A customer of your shop has asked which data is kept about them."),
        language.count(
            "Framme has gathered what it keeps. You can download it here for %(num)d day:",
            "Framme has gathered what it keeps. You can download it here for %(num)d days:",
            days,
        ),
    ]
    after = say("Please pass it on to the customer. Afterwards the file is deleted.")
    return _mail(say("A customer asked for their data: the answer is ready"), before, page, after)


def refused_account_mail(language: Language, provider: str, page: str) -> Rendered:
    """Say that a carrier or aggregator no longer accepts the credentials entered for it."""
    say = language.say
    before = [
        say("%(provider)s no longer accepts the credentials entered in Framme.", provider=provider),
        say("Until they are corrected, its parcels are not followed. You can enter new ones here:"),
    ]
    after = say("Nothing is lost: as soon as they work, all parcels are asked about again.")
    subject = say("%(provider)s refuses your credentials", provider=provider)
    return _mail(subject, before, page, after)


def refused_channel_mail(language: Language, provider: str, page: str) -> Rendered:
    """Say that a provider of messages no longer accepts the credentials entered for it."""
    say = language.say
    before = [
        say("%(provider)s no longer accepts the credentials entered in Framme.", provider=provider),
        say(
            "Until they are corrected, it sends none of your messages. You can enter new ones here:"
        ),
    ]
    after = say("You can also remove the account there.")
    subject = say("%(provider)s refuses your credentials", provider=provider)
    return _mail(subject, before, page, after)


def silenced_endpoint_mail(language: Language, where: str, page: str) -> Rendered:
    """Say that events are no longer told to a host or service that has taken none for days."""
    say = language.say
    before = [
        say("%(host)s no longer takes the events that Framme sends there.", host=where),
        say(
            "It was switched off, so nothing more is sent. Here you see what it answered, and can"
            " switch it on again:"
        ),
    ]
    after = say("Afterwards you can have everything sent again that did not arrive.")
    return _mail(say("Events no longer go to %(host)s", host=where), before, page, after)


def lost_domain_mail(language: Language, host: str, page: str) -> Rendered:
    """Say that a host of the shop's own is no longer used, and where its records are named."""
    say = language.say
    before = [
        say(
            "For some days %(host)s has not led to Framme, or has not said that it is yours.",
            host=host,
        ),
        say(
            "Links in new messages use our address again. Here you see what your domain has to say,"
            " and can have it checked:"
        ),
    ]
    after = say("Links to %(host)s that were sent before work again once it leads here.", host=host)
    return _mail(say("Tracking links no longer use %(host)s", host=host), before, page, after)


def invitation_mail(language: Language, shop_name: str, page: str, days: int) -> Rendered:
    """Ask somebody into the settings of a shop; the page lets in once, within some days."""
    say, shop = language.say, one_line(shop_name, _LONGEST_NAME)
    before = [
        say("You have been invited to look after the deliveries of %(shop)s in Framme.", shop=shop),
        language.count(
            "This link lets you in. It is good once, for %(num)d day:",
            "This link lets you in. It is good once, for %(num)d days:",
            days,
        ),
    ]
    after = say("If you do not know the shop, you need not do anything.")
    subject = say("Join %(shop)s in Framme", shop=shop)
    return _mail(subject, before, page, after)


def entry_mail(language: Language, shop_name: str, page: str, minutes: int) -> Rendered:
    """Let somebody of a shop's team in again; the page does so once, within some minutes."""
    say, shop = language.say, one_line(shop_name, _LONGEST_NAME)
    before = [
        say("Somebody, probably you, wants to open the settings of %(shop)s.", shop=shop),
        language.count(
            "This link lets you in. It is good once, for %(num)d minute:",
            "This link lets you in. It is good once, for %(num)d minutes:",
            minutes,
        ),
    ]
    after = say("If it was not you, you need not do anything.")
    return _mail(say("Your link to %(shop)s in Framme", shop=shop), before, page, after)


def _mail(subject: str, before: Sequence[str], page: str, after: str) -> Rendered:
    link = Markup('<a href="{0}">{0}</a>').format(page)
    html = Markup("\n").join(Markup("<p>{}</p>").format(words) for words in (*before, link, after))
    return Rendered(
        subject=subject, text="\n\n".join((*before, page, after)) + "\n", html=str(html)
    )

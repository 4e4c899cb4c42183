"""Write to the merchant what waits in the app; it says nothing of any shopper."""

from collections.abc import Sequence

from markupsafe import Markup

from messages.language import Language
from messages.render import Rendered


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


def _mail(subject: str, before: Sequence[str], page: str, after: str) -> Rendered:
    link = Markup('<a href="{0}">{0}</a>').format(page)
    html = Markup("\n").join(Markup("<p>{}</p>").format(words) for words in (*before, link, after))
    return Rendered(
        subject=subject, text="\n\n".join((*before, page, after)) + "\n", html=str(html)
    )

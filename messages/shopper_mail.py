"""Write to a shopper's second recipient, before any message; it says nothing of the shopper."""

from markupsafe import Markup

from messages.language import Language
from messages.plain_text import one_line
from messages.render import Rendered

_LONGEST_NAME = 60


def second_recipient_mail(language: Language, shop_name: str, page: str, days: int) -> Rendered:
    """Ask whether a shop may send its news of somebody's parcels to this address as well."""
    shop = one_line(shop_name, _LONGEST_NAME)
    say = language.say
    before = [
        say("Somebody who orders at %(shop)s would like you to hear how it goes.", shop=shop),
        language.count(
            "If you agree, you get the news about their parcels too. You have %(num)d day:",
            "If you agree, you get the news about their parcels too. You have %(num)d days:",
            days,
        ),
    ]
    after = say("If not, you need not do anything: without your word nothing more is sent to you.")
    link = Markup('<a href="{0}">{0}</a>').format(page)
    html = Markup("\n").join(Markup("<p>{}</p>").format(words) for words in (*before, link, after))
    return Rendered(
        subject=say("News about parcels from %(shop)s?", shop=shop),
        text="\n\n".join((*before, page, after)) + "\n",
        html=str(html),
    )

"""Write to the merchant that an answer waits in the app; it says nothing of the shopper."""

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
    link = Markup('<a href="{0}">{0}</a>').format(page)
    html = Markup("\n").join(Markup("<p>{}</p>").format(words) for words in (*before, link, after))
    return Rendered(
        subject=say("A customer asked for their data: the answer is ready"),
        text="\n\n".join((*before, page, after)) + "\n",
        html=str(html),
    )

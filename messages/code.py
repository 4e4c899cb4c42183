"""Write the code by which a shopper shows that an order is theirs; it leads nowhere by itself.

The subject and the line that a locked phone shows say neither the code nor whose order it is.
"""

from markupsafe import Markup

from domain.order import Order
from domain.shop import Shop
from messages.addresses import mail_address, web_address
from messages.gsm import in_gsm, plainer
from messages.language import Language
from messages.plain_text import one_line
from messages.render import Rendered, in_both_forms
from messages.story import Writing
from messages.words import Words

_LONGEST_NAME = 60


def code_mail(shop: Shop, order: Order, writing: Writing, digits: str, minutes: int) -> Rendered:
    """Write the mail with a code that is good for some minutes."""
    say, name = writing.language.say, one_line(shop.name, _LONGEST_NAME)
    after = (
        _good_for(writing.language, minutes),
        say("If you did not ask for it, you need not do anything: nobody sees more without it."),
    )
    words = Words(
        subject=say("Your code from %(shop)s", shop=name),
        preheader=after[0],
        heading=say("Here is your code"),
        body=Markup().join(Markup("<p>{}</p>").format(line) for line in after),
        plain_body="\n\n".join(after),
        button="",
    )
    values = {
        "words": words,
        "before": say("Enter it on the page of your order to see the whole order."),
        "digits": digits,
        "markup": Markup(),
        "shop_name": name,
        "order_number": one_line(order.number, _LONGEST_NAME),
        "contact_email": mail_address(writing.brand.reply_to) or mail_address(shop.contact_email),
        "contact_url": web_address(shop.contact_url),
        "preferences_url": "",
        "unsubscribe_url": "",
    }
    return in_both_forms("code", values, writing)


def code_text(shop: Shop, language: Language, digits: str, minutes: int) -> str:
    """Write the text message with a code; names are written plainer where that keeps it short."""
    name = one_line(shop.name, _LONGEST_NAME)
    whole = _text(language, name, digits, minutes)
    plain = _text(language, plainer(name), digits, minutes)
    return plain if in_gsm(plain) else whole


def _text(language: Language, name: str, digits: str, minutes: int) -> str:
    lasts = _good_for(language, minutes)
    return language.say_as(
        "SMS", "%(shop)s: your code is %(code)s. %(lasts)s", shop=name, code=digits, lasts=lasts
    )


def _good_for(language: Language, minutes: int) -> str:
    return language.count(
        "It is good once, for %(num)d minute.", "It is good once, for %(num)d minutes.", minutes
    )

"""The page names its language, its direction, and the languages it can be read in."""

import gettext

import pytest

from messages.language import LANGUAGES, Language, language
from tests.fakes import NOON
from tests.tracking_page.samples import SHOP, STOCKHOLM, samples, story
from tests.tracking_page.test_hostile_text import TEMPLATES, read, rendered
from tracking_page.schemas import LookUpForm
from tracking_page.views import Seen, contact_view, order_page

ARABIC = Language("ar", gettext.NullTranslations())


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_language_is_named_as_browsers_know_it(code: str) -> None:
    reader = read(rendered(samples()["placed"], code))
    (root,) = [attributes for tag, attributes in reader.tags if tag == "html"]
    assert root == {"lang": language(code).tag, "dir": "ltr"}
    listed = {a["hreflang"]: a for _, a in reader.tags if "hreflang" in a}
    assert set(listed) == {language(one).tag for one in LANGUAGES}
    assert [tag for tag, a in listed.items() if "aria-current" in a] == [language(code).tag]
    assert listed[language(code).tag]["href"] == f"?lang={code}"


@pytest.mark.parametrize("name", samples())
def test_a_language_from_right_to_left_turns_the_page_round(name: str) -> None:
    shown = order_page(story(samples()[name]), Seen(), ARABIC, NOON, STOCKHOLM)
    reader = read(TEMPLATES.fill("order.html", ARABIC, page=shown, etag=""))
    assert dict(reader.tags)["html"] == {"lang": "ar", "dir": "rtl"}


def test_the_form_turns_round_as_well() -> None:
    values = {"shop_name": "Lamps", "notice": "", "contact": contact_view(SHOP, "Lamps")}
    form = LookUpForm("", "", "", "")
    reader = read(TEMPLATES.fill("look_up.html", ARABIC, form=form, **values))
    assert dict(reader.tags)["html"] == {"lang": "ar", "dir": "rtl"}

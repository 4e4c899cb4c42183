"""What shops, browsers and WordPress call a language, and which catalogue that is."""

import pytest

from messages.locale_names import code_named


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("zh-TW", "zh_Hant"),
        ("zh_TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh-Hant", "zh_Hant"),
        ("zh-hant-hk", "zh_Hant"),
        ("zh_Hant_TW", "zh_Hant"),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-Hans-HK", "zh_Hans"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("nb-NO", "nb"),
        ("pt", "pt_PT"),
        ("pt-PT", "pt_PT"),
        ("pt-AO", "pt_PT"),
        ("pt_PT_ao90", "pt_PT"),
        ("pt-BR", "pt_BR"),
        ("PT_br.UTF-8", "pt_BR"),
        ("sv-SE", "sv"),
        ("sv_FI@euro", "sv"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("de_DE_formal", "de"),
        ("de_CH_informal", "de"),
        (" FR-ca ", "fr"),
        ("ja_JP.eucJP", "ja"),
        ("fi", "fi"),
    ],
)
def test_every_spelling_finds_its_catalogue(name: str, code: str) -> None:
    assert code_named(name) == code


@pytest.mark.parametrize(
    ("others", "code"),
    [
        (("pt-BR",), "pt_BR"),
        (("en", "pt-BR"), "pt_BR"),
        (("pt", "pt-BR", "pt-PT"), "pt_BR"),
        (("pt-PT",), "pt_PT"),
        (("zh-TW", "es-BR"), "pt_PT"),
    ],
)
def test_a_name_without_a_variant_takes_that_of_its_kin(others: tuple[str, ...], code: str) -> None:
    assert code_named("pt", *others) == code


def test_a_name_with_a_variant_keeps_it() -> None:
    assert code_named("pt-PT", "pt-BR") == "pt_PT"
    assert code_named("zh-CN", "zh-TW") == "zh_Hans"
    assert code_named("zh", "zh-TW") == "zh_Hant"


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "-", "_SE", "x", "*", "1", "sv SE", "sv-", "sv--SE", "'; DROP", "<b>", "\x00"),
        *("\u017fv", "sv-" + "a" * 300, "s" * 300, "sv" + "-aa" * 100, "中文", "en,sv;q=0.9"),
    ],
)
def test_what_is_no_name_is_nobodys(name: str) -> None:
    assert code_named(name) == ""


def test_a_language_that_we_do_not_speak_is_still_read() -> None:
    assert code_named("hu-HU") == "hu"

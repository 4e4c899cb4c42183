"""A merchant's CSS is written anew from what is on our lists; nothing else of it is ever served."""

import pytest

from services.clean_css import LONGEST_CSS, MOST_FAULTS, CssProblem, clean_css

KEPT = [
    ("h1 { color: #7a1fa2 }", ".framme-page h1 { color: #7a1fa2; }"),
    ("h1{color:RED !important}", ".framme-page h1 { color: RED !important; }"),
    (
        ".card, .hero > h1 { gap: 1rem }",
        ".framme-page .card, .framme-page .hero > h1 { gap: 1rem; }",
    ),
    (
        "body { background: linear-gradient(#fff, #eee) }",
        ".framme-page { background: linear-gradient(#fff, #eee); }",
    ),
    (":root { --accent: #123456 }", ".framme-page { --accent: #123456; }"),
    (".framme-page .rail { display: none }", ".framme-page .rail { display: none; }"),
    ("html.wide main { max-width: 90rem }", ".framme-page.wide main { max-width: 90rem; }"),
    ("a:hover::after { content: '→' }", '.framme-page a:hover::after { content: "→"; }'),
    (
        "li:nth-child(2n + 1):not(.now) { order: 2 }",
        ".framme-page li:nth-child(2n + 1):not(.now) { order: 2; }",
    ),
    (
        "details[open], p[dir=rtl] { margin: 0 auto }",
        ".framme-page details[open], .framme-page p[dir=rtl] { margin: 0 auto; }",
    ),
    (
        "p { width: calc(100% - 2 * var(--gap)); position: relative }",
        ".framme-page p { width: calc(100% - 2 * var(--gap)); position: relative; }",
    ),
    (
        "@media (width < 40rem) and (prefers-color-scheme: dark) { p { margin: 0 } }",
        (
            "@media (width < 40rem) and (prefers-color-scheme: dark) {\n"
            ".framme-page p { margin: 0; }\n}"
        ),
    ),
    ("/* ours */ p { /* here */ color: red; }", ".framme-page p { color: red; }"),
    ('p { font-family: "Söhne", serif }', '.framme-page p { font-family: "Söhne", serif; }'),
    ("<!-- p { color: red } -->", ".framme-page p { color: red; }"),
    ("", ""),
]
ATTACKS = [
    ("@import 'https://evil.example/x.css';", CssProblem.AT_RULE),
    ("@im\\port url(//evil.example);", CssProblem.AT_RULE),
    ("@charset 'utf-7';", CssProblem.AT_RULE),
    ("@namespace svg url(http://www.w3.org/2000/svg);", CssProblem.AT_RULE),
    ("@font-face { font-family: x; src: url(//evil.example) }", CssProblem.AT_RULE),
    ("@keyframes x { from { opacity: 0 } }", CssProblem.AT_RULE),
    ("@supports (display: grid) { p { color: red } }", CssProblem.AT_RULE),
    ("@document url(http://x) { p { color: red } }", CssProblem.AT_RULE),
    ("@page { margin: 0 }", CssProblem.AT_RULE),
    ("@layer x { p { color: red } }", CssProblem.AT_RULE),
    ("@media print { @import 'x'; p { color: red } }", CssProblem.AT_RULE),
    ("@media print { @media screen { p { color: red } } }", CssProblem.AT_RULE),
    ("@media url(//evil.example) { p { color: red } }", CssProblem.AT_RULE),
    ("p { background: url(https://evil.example/x) }", CssProblem.VALUE),
    ("p { background: URL('https://evil.example/x') }", CssProblem.VALUE),
    ("p { background: u\\72l(https://evil.example/x) }", CssProblem.VALUE),
    ("p { background: /**/url(/**/x) }", CssProblem.VALUE),
    ("p { background-image: image-set('https://evil.example' 1x) }", CssProblem.VALUE),
    ("p { background-image: -webkit-image-set(url(x) 1x) }", CssProblem.VALUE),
    ("p { background: src('https://evil.example') }", CssProblem.VALUE),
    ("p { background: element(#a) }", CssProblem.VALUE),
    ("p { background: cross-fade(url(a), url(b)) }", CssProblem.VALUE),
    ("p { --x: url(https://evil.example) }", CssProblem.VALUE),
    ("p { --x: 'https://evil.example' }", CssProblem.VALUE),
    ("p { color: expression(alert(1)) }", CssProblem.VALUE),
    ("p { color: ex/**/pression(alert(1)) }", CssProblem.VALUE),
    ("p { width: attr(data-width px) }", CssProblem.VALUE),
    ("p::after { content: attr(href) }", CssProblem.VALUE),
    ("p::after { content: '</style><script>alert(1)</script>' }", CssProblem.VALUE),
    ("p { list-style: url(x) }", CssProblem.VALUE),
    ("p { color: {evil} }", CssProblem.VALUE),
    ("p { position: fixed }", CssProblem.VALUE),
    ("p { position: STICKY }", CssProblem.VALUE),
    ("p { position: f\\69xed }", CssProblem.VALUE),
    ("p { position: var(--where) }", CssProblem.VALUE),
    ("p { behavior: none }", CssProblem.PROPERTY),
    ("p { -moz-binding: none }", CssProblem.PROPERTY),
    ("p { filter: progid }", CssProblem.PROPERTY),
    ("p { cursor: none }", CssProblem.PROPERTY),
    ("p { animation: x 1s }", CssProblem.PROPERTY),
    ("p { all: unset }", CssProblem.PROPERTY),
    ("p { -webkit-user-select: none }", CssProblem.PROPERTY),
    ("p { --EVIL_name: 1 }", CssProblem.PROPERTY),
    ("input[value^='a'] { color: red }", CssProblem.SELECTOR),
    ("input[value='a'] { color: red }", CssProblem.SELECTOR),
    ("a[href*='token'] { color: red }", CssProblem.SELECTOR),
    ("p[dir~='a'] { color: red }", CssProblem.SELECTOR),
    ("p[lang|='a'] { color: red }", CssProblem.SELECTOR),
    ("p:has(a) { color: red }", CssProblem.SELECTOR),
    ("a:visited { color: red }", CssProblem.SELECTOR),
    ("p:not(:not(a)) { color: red }", CssProblem.SELECTOR),
    ("p:is(a) { color: red }", CssProblem.SELECTOR),
    ("p:::before { color: red }", CssProblem.SELECTOR),
    ("p::-webkit-scrollbar { color: red }", CssProblem.SELECTOR),
    ("body ~ div { color: red }", CssProblem.SELECTOR),
    (".framme-page + div { color: red }", CssProblem.SELECTOR),
    ("> p { color: red }", CssProblem.SELECTOR),
    ("p, { color: red }", CssProblem.SELECTOR),
    ("& p { color: red }", CssProblem.SELECTOR),
    ("} p { color: red }", CssProblem.SELECTOR),
    ("{ color: red }", CssProblem.SELECTOR),
    ("p { a { color: red } }", CssProblem.NESTED),
    ("p { @media print { color: red } }", CssProblem.NESTED),
    ("p { color }", CssProblem.UNREADABLE),
    ("just words", CssProblem.UNREADABLE),
    ("p { color: red } \x00", CssProblem.UNREADABLE),
    ("<style>", CssProblem.UNREADABLE),
    ("(" * LONGEST_CSS, CssProblem.UNREADABLE),
    ("[" * LONGEST_CSS, CssProblem.UNREADABLE),
    (f"p {{ width: {'calc(' * 3000} }}", CssProblem.VALUE),
    (f"p:not({'[' * 5000}{']' * 5000}) {{ color: red }}", CssProblem.SELECTOR),
    (f"p{'[' * 5000}{']' * 5000} {{ color: red }}", CssProblem.SELECTOR),
    (f"p {{ width: {'calc(' * 2000}{')' * 2000} }}", CssProblem.VALUE),
    (f"@media {'(' * 5000}{')' * 5000} {{ p {{ color: red }} }}", CssProblem.AT_RULE),
    (f"@{'x' * 300} {{ p {{ color: red }} }}", CssProblem.AT_RULE),
    ("p { color: red }" * LONGEST_CSS, CssProblem.TOO_LONG),
    (f"{','.join('a' * 6000)} {{ color: red }}", CssProblem.TOO_LONG),
]


@pytest.mark.parametrize(("typed", "served"), KEPT)
def test_what_is_harmless_is_kept_within_the_page(typed: str, served: str) -> None:
    cleaned = clean_css(typed)
    assert (cleaned.css, cleaned.faults) == (served, ())
    # What was written is read again as what it says: nothing hides between two ways of reading.
    assert clean_css(served).css == served


@pytest.mark.parametrize(
    ("typed", "problem"), ATTACKS, ids=[f"{n} {a[0][:40]}" for n, a in enumerate(ATTACKS)]
)
def test_what_could_harm_is_left_out_and_named(typed: str, problem: CssProblem) -> None:
    cleaned = clean_css(typed)
    assert [fault.problem for fault in cleaned.faults][:1] == [problem]
    assert not any(
        bad in cleaned.css.lower()
        for bad in ("url", "evil", "import", "fixed", "sticky", "expression", "<", "attr(")
    )


def test_one_bad_line_does_not_take_the_others_with_it_and_is_told_by_its_number() -> None:
    typed = "h1 { color: red }\nh2 {\n  color: blue;\n  position: fixed;\n}\n\n@import 'x';\n"
    cleaned = clean_css(typed)
    assert cleaned.css == ".framme-page h1 { color: red; }\n.framme-page h2 { color: blue; }"
    told = [(fault.line, fault.problem, fault.what) for fault in cleaned.faults]
    assert told == [
        (4, CssProblem.VALUE, "position"),
        (7, CssProblem.AT_RULE, "@import"),
    ]


def test_a_sheet_full_of_faults_names_the_first_ones_only() -> None:
    assert len(clean_css("p { x: y }\n" * 200).faults) == MOST_FAULTS


def test_a_string_cannot_end_before_its_end() -> None:
    served = clean_css('p::after { content: "a\\"} body { position: fixed" }').css
    assert served == '.framme-page p::after { content: "a\\"} body { position: fixed"; }'
    assert clean_css(served).css == served


def test_every_selector_begins_with_the_page() -> None:
    typed = "p, body, :root, html a, .framme-page h1, * { color: red }"
    [selectors] = [line.partition(" {")[0] for line in clean_css(typed).css.splitlines()]
    assert all(one.startswith(".framme-page") for one in selectors.split(", "))

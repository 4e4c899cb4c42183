"""The addresses of the webhooks pages, each with its method."""

_ALL = "/settings/webhooks"
_ONE = f"{_ALL}/<int(max=9223372036854775807):number>"
_EVENT = f"{_ONE}/events/<int(max=9223372036854775807):event>"
WEBHOOKS_PAGES = (
    *(("GET", page) for page in (_ALL, _ONE, f"{_ONE}/remove", _EVENT)),
    *(("POST", page) for page in (_ALL, f"{_ALL}/klaviyo", _ONE, f"{_EVENT}/again")),
    *(
        ("POST", f"{_ONE}/{step}")
        for step in ("test", "secret", "pause", "resume", "remove", "again")
    ),
)

"""Show the mails the demo has taken in; a mail's HTML is only ever shown in a sandbox."""

from aiohttp import web

from demo.mailbox import Mail, Mailbox
from demo.shop_pages import Pages

_SANDBOX = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data: http://127.0.0.1:*; base-uri 'self'"
)
_NEW_TAB = '<base target="_blank">'


class MailPages:
    """A web view of a mailbox."""

    def __init__(self, pages: Pages, mailbox: Mailbox) -> None:
        self._pages = pages
        self._mailbox = mailbox

    def routes(self) -> list[web.RouteDef]:
        """Return the pages' addresses."""
        return [
            web.get("/mail", self._list),
            web.get("/mail.json", self._as_json),
            web.get(r"/mail/{place:\d+}", self._one),
            web.get(r"/mail/{place:\d+}/html", self._html),
        ]

    async def _list(self, _: web.Request) -> web.Response:
        return self._pages.page("mails.html", "mail", mails=self._mailbox.newest_first())

    async def _one(self, request: web.Request) -> web.Response:
        return self._pages.page("mail.html", "mail", mail=self._wanted(request))

    async def _html(self, request: web.Request) -> web.Response:
        mail = self._wanted(request)
        headers = {"Content-Security-Policy": _SANDBOX}
        return web.Response(text=_NEW_TAB + mail.html, content_type="text/html", headers=headers)

    async def _as_json(self, _: web.Request) -> web.Response:
        """Tell tests what has come in, newest first; `count` includes what is forgotten."""
        mails = [
            {
                "place": mail.place,
                "message_id": mail.header("message-id"),
                "to": list(mail.recipients),
                "subject": mail.header("subject"),
                "received_at": mail.received_at.isoformat(),
                "page_link": mail.page_link,
            }
            for mail in self._mailbox.newest_first()
        ]
        return web.json_response({"count": self._mailbox.count, "mails": mails})

    def _wanted(self, request: web.Request) -> Mail:
        mail = self._mailbox.find(int(request.match_info["place"][:12]))
        if mail is None:
            raise web.HTTPNotFound
        return mail

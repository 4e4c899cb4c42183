"""The mailbox takes in everything, keeps the last mails, and shows them without trusting them."""

import asyncio
import smtplib
from email.message import EmailMessage

from demo.mailbox import AT_MOST, Mailbox, open_smtp
from tests.demo.playing import START, serving, theatre

LINK = "http://127.0.0.1:8000/t/AAAAAAAAAAGx-_Z0"
EVIL = "<script>alert(1)</script>"


def mail(to: str = "ella.lund@example.com", subject: str = f"På väg 📦 {EVIL}") -> bytes:
    message = EmailMessage()
    message["From"] = "shop@example.com"
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = "<one@example.com>"
    message.set_content(f"Hej!\n{LINK}\n</pre>{EVIL}")
    message.add_alternative(f"<h1>Hej</h1>{EVIL}", subtype="html")
    return message.as_bytes()


def test_a_mail_sent_by_smtp_is_kept_with_its_link() -> None:
    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port) as client:
            client.sendmail("bounce@example.com", ["ella.lund@example.com"], mail())

    async def story() -> Mailbox:
        mailbox = Mailbox(lambda: START)
        server = await open_smtp(mailbox, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            await asyncio.to_thread(send, port)
        return mailbox

    mailbox = asyncio.run(story())
    (kept,) = mailbox.newest_first()
    assert kept.sender == "bounce@example.com"
    assert kept.header("subject") == f"På väg 📦 {EVIL}"
    assert kept.page_link == LINK
    assert mailbox.to("ella.lund@example.com") == [kept]
    assert mailbox.to("noah.ek@example.com") == []


def test_a_mail_is_shown_escaped_and_its_html_only_in_a_sandbox() -> None:
    async def story() -> dict[str, tuple[int, str, str]]:
        seen = {}
        async with theatre() as playing, serving(playing.app()) as client:
            playing.mailbox.take("shop@example.com", ["ella.lund@example.com"], mail())
            for path in ("/mail", "/mail/1", "/mail/1/html", "/mail/2"):
                async with client.get(path) as answer:
                    policy = answer.headers.get("Content-Security-Policy", "")
                    seen[path] = (answer.status, policy, await answer.text())
        return seen

    seen = asyncio.run(story())
    for path in ("/mail", "/mail/1"):
        status, policy, text = seen[path]
        assert status == 200
        assert "default-src 'none'" in policy
        assert EVIL not in text
        assert "&lt;script&gt;alert(1)" in text
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in seen["/mail/1"][2]
    assert seen["/mail/1/html"][1].startswith("sandbox allow-popups")
    assert "allow-scripts" not in seen["/mail/1/html"][1]
    assert seen["/mail/2"][0] == 404


def test_tests_can_ask_for_the_mails_as_json() -> None:
    async def story() -> object:
        async with theatre() as playing, serving(playing.app()) as client:
            for number in range(2):
                to = f"shopper.{number}@example.com"
                playing.mailbox.take("shop@example.com", [to], mail(to, "Hej"))
            async with client.get("/mail.json") as answer:
                return await answer.json()

    told = asyncio.run(story())
    assert told == {
        "count": 2,
        "mails": [
            {
                "place": place,
                "message_id": "<one@example.com>",
                "to": [f"shopper.{place - 1}@example.com"],
                "subject": "Hej",
                "received_at": START.isoformat(),
                "page_link": LINK,
            }
            for place in (2, 1)
        ],
    }


def test_only_the_last_mails_are_kept_but_all_are_counted() -> None:
    mailbox = Mailbox(lambda: START)
    for _ in range(AT_MOST + 5):
        mailbox.take("a@example.com", ["b@example.com"], b"")
    assert mailbox.count == AT_MOST + 5
    assert len(mailbox.newest_first()) == AT_MOST
    assert mailbox.find(5) is None
    assert mailbox.find(6)


def test_what_is_hardly_a_mail_is_shown_all_the_same() -> None:
    odd = (
        b"",
        b"no headers at all",
        b"Subject: =?nonsense?q?x?=\r\n\r\nbody",
        b"Content-Type: text/plain; charset=martian\r\n\r\n\xff\xfe",
        b"Subject: \xff\xfe raw\r\nFrom: <<<\r\n\r\n",
    )

    async def story() -> list[int]:
        async with theatre() as playing, serving(playing.app()) as client:
            statuses = []
            for place, raw in enumerate(odd, start=1):
                playing.mailbox.take("a@example.com", ["b@example.com"], raw)
                async with client.get(f"/mail/{place}") as answer:
                    statuses.append(answer.status)
            for path in ("/mail", "/mail.json"):
                async with client.get(path) as answer:
                    statuses.append(answer.status)
            return statuses

    assert asyncio.run(story()) == [200] * 7

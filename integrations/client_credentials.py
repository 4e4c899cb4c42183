"""Write the requests for a token that most carriers take; asks nobody, and reads no answer.

OAuth 2.0 client credentials (RFC 6749 4.4), with the pair `client_id` and `client_secret`.
"""

from integrations.http import Question, basic
from integrations.line import Line


def pair_in_header(line: Line, path: str) -> Question:
    """Ask with the pair as user and password (RFC 6749 2.3.1)."""
    pair = basic(line.credentials["client_id"], line.credentials["client_secret"])
    form = {"grant_type": "client_credentials"}
    return Question(line.sign_in_url + path, headers={"Authorization": pair}, form=form)


def pair_in_form(line: Line, path: str, **more: str) -> Question:
    """Ask with the pair beside what is asked for, and `more`, such as a scope."""
    form = {
        "grant_type": "client_credentials",
        "client_id": line.credentials["client_id"],
        "client_secret": line.credentials["client_secret"],
        **more,
    }
    return Question(line.sign_in_url + path, form=form)

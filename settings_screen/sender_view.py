"""What the brand page shows of the sender's domain: its records, and what they have to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.mail_domain import Finding, MailRecord, RecordState
from messages.language import Language, phrase

_STATES = {
    RecordState.OK: (phrase("In order"), "success"),
    RecordState.MISSING: (phrase("Missing"), "warning"),
    RecordState.WRONG: (phrase("Not right"), "critical"),
}
_RECORDS = {
    MailRecord.OWNER: phrase("Proof of ownership"),
    MailRecord.SPF: "SPF",
    MailRecord.DKIM: "DKIM",
    MailRecord.DMARC: "DMARC",
    MailRecord.MX: "MX",
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record of the sender's domain: how it is and what it has to say."""

    record: str
    name: str
    state: str
    tone: str
    wanted: str


def record_lines(findings: Sequence[Finding], language: Language) -> Sequence[RecordLine]:
    """Return what the last look at the sender's domain found."""
    return [
        RecordLine(
            record=language.say(_RECORDS[finding.record]),
            name=finding.name,
            state=language.say(_STATES[finding.state][0]),
            tone=_STATES[finding.state][1],
            wanted=finding.wanted,
        )
        for finding in findings
    ]

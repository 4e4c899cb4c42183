"""What a mail domain has to say in DNS before mail may come from it, and whether it does. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class MailRecord(StrEnum):
    """A record that somebody looks at before believing mail from a domain."""

    SPF = "spf"
    DKIM = "dkim"
    DMARC = "dmarc"
    MX = "mx"
    OWNER = "owner"
    """Not a receiver's but ours: it says which shop the domain belongs to."""


class RecordState(StrEnum):
    """How a record is."""

    OK = "ok"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class DomainSaid:
    """What DNS says of a mail domain: texts as they are published, mail servers by name.

    `dkim` are the texts under the selector that was asked for, `dmarc` those of the domain or of
    the nearest one above it that has any, `owner` those at `owner_name`.
    """

    spf: Sequence[str] = ()
    dkim: Sequence[str] = ()
    dmarc: Sequence[str] = ()
    exchanges: Sequence[str] = ()
    owner: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SenderProof:
    """What proves that a sender may send for a domain.

    `spf_include` is what the domain's SPF record has to include, `dkim_selector` where it publishes
    `dkim_key` (base64 of the public half). Empty where there is none. Both are the same for all
    shops of an installation: `owners` are the marks, the present one first, one of which a domain
    has to bear so that no other shop can take it for its own.
    """

    spf_include: str = ""
    dkim_selector: str = ""
    dkim_key: str = ""
    owners: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Tell whether a domain can be proven at all."""
        return bool(self.spf_include or self.dkim_key)


@dataclass(frozen=True, slots=True)
class Finding:
    """How one record is: at which `name`, what it says (`found`), and what it has to say.

    `wanted` is the exact text to publish; empty where only the domain's owner can know it.
    """

    record: MailRecord
    state: RecordState
    name: str
    found: str = ""
    wanted: str = ""


class MailDns(Protocol):
    """Reads what a mail domain publishes."""

    def look_up(self, domain: str, dkim_selector: str) -> DomainSaid:
        """Ask for all records of a domain; raise a transient ProviderError without an answer."""
        ...


_DMARC = "v=DMARC1; p=none"
_TAG = re.compile(r"\s*([a-z]+)\s*=\s*([^;]*)")


def findings_of(domain: str, said: DomainSaid, proof: SenderProof) -> tuple[Finding, ...]:
    """Judge a domain's records; DKIM and SPF only as far as there is something to compare with."""
    found = [_spf(domain, said.spf, proof.spf_include)]
    if proof.owners:
        found.insert(0, _owner(domain, said.owner, proof.owners))
    if proof.dkim_key:
        found.append(_dkim(domain, said.dkim, proof))
    return (*found, _dmarc(domain, said.dmarc), _exchanges(domain, said.exchanges))


def is_proven(findings: Sequence[Finding], proof: SenderProof) -> bool:
    """Tell whether mail from the domain is this shop's, and ours to send.

    By DKIM where we sign, else by SPF; what the others say makes mail arrive, and proves nothing.
    """
    fine = {finding.record for finding in findings if finding.state is RecordState.OK}
    wanted = {MailRecord.OWNER, MailRecord.DKIM if proof.dkim_key else MailRecord.SPF}
    return proof.possible and wanted <= fine


def owner_name(domain: str) -> str:
    """Return where a domain says which shop it belongs to."""
    return f"_framme.{domain}"


def _owner(domain: str, texts: Sequence[str], owners: Sequence[str]) -> Finding:
    name, found = owner_name(domain), " | ".join(texts)
    if set(texts) & set(owners):
        return Finding(MailRecord.OWNER, RecordState.OK, name, found)
    state = RecordState.WRONG if texts else RecordState.MISSING
    return Finding(MailRecord.OWNER, state, name, found, owners[0])


def _spf(domain: str, texts: Sequence[str], include: str) -> Finding:
    records = [text for text in texts if text.lower().split(" ")[0] == "v=spf1"]
    needed = f"include:{include}" if include else ""
    found = " | ".join(records)
    if not records:
        wanted = " ".join(part for part in ("v=spf1", needed, "~all") if part)
        return Finding(MailRecord.SPF, RecordState.MISSING, domain, "", wanted)
    terms = records[0].split()
    if len(records) == 1 and (not needed or needed.lower() in map(str.lower, terms)):
        return Finding(MailRecord.SPF, RecordState.OK, domain, found)
    return Finding(MailRecord.SPF, RecordState.WRONG, domain, found, _with_include(records, needed))


def _with_include(records: Sequence[str], needed: str) -> str:
    """Write one record out of several, with what is needed before the term that ends it."""
    terms = [term for record in records for term in record.split()[1:]]
    ends = [term for term in terms if term.lower().lstrip("+-~?") == "all"]
    ends += [term for term in terms if term.lower().startswith("redirect=")]
    rest = [term for term in dict.fromkeys(terms) if term not in ends]
    if needed and needed.lower() not in map(str.lower, rest):
        rest.append(needed)
    return " ".join(["v=spf1", *rest, *(ends[:1] or ["~all"])])


def _dkim(domain: str, texts: Sequence[str], proof: SenderProof) -> Finding:
    name = f"{proof.dkim_selector}._domainkey.{domain}"
    wanted = f"v=DKIM1; k=rsa; p={proof.dkim_key}"
    published = [_tags(text).get("p", "").replace(" ", "") for text in texts]
    if not texts:
        return Finding(MailRecord.DKIM, RecordState.MISSING, name, "", wanted)
    state = RecordState.OK if published == [proof.dkim_key] else RecordState.WRONG
    return Finding(
        MailRecord.DKIM, state, name, " | ".join(texts), "" if state is RecordState.OK else wanted
    )


def _dmarc(domain: str, texts: Sequence[str]) -> Finding:
    name = f"_dmarc.{domain}"
    records = [text for text in texts if text.replace(" ", "").startswith("v=DMARC1")]
    if not records:
        return Finding(MailRecord.DMARC, RecordState.MISSING, name, "", _DMARC)
    policy = _tags(records[0]).get("p", "").strip().lower()
    good = len(records) == 1 and policy in {"none", "quarantine", "reject"}
    state = RecordState.OK if good else RecordState.WRONG
    return Finding(MailRecord.DMARC, state, name, " | ".join(records), "" if good else _DMARC)


def _exchanges(domain: str, exchanges: Sequence[str]) -> Finding:
    found = ", ".join(exchanges)
    if not exchanges:
        return Finding(MailRecord.MX, RecordState.MISSING, domain)
    # A lone dot says that the domain takes no mail at all (RFC 7505).
    state = RecordState.WRONG if "." in exchanges else RecordState.OK
    return Finding(MailRecord.MX, state, domain, found)


def _tags(text: str) -> dict[str, str]:
    return {match[1]: match[2].strip() for match in map(_TAG.match, text.split(";")) if match}

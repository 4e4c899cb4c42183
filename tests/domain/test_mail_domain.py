"""A domain's records are judged one by one, each with what exactly is to be published."""

import pytest

from domain.mail_domain import (
    DomainSaid,
    MailRecord,
    RecordState,
    SenderProof,
    findings_of,
    is_proven,
)

D = "lamps.example"
OWNER = "framme-shop=abc"
BOTH = SenderProof("spf.framme.example", "fr1", "KEY", (OWNER, "framme-shop=old"))
GOOD = DomainSaid(
    spf=["v=spf1 include:spf.framme.example -all"],
    dkim=["v=DKIM1; k=rsa; p=KEY"],
    dmarc=["v=DMARC1; p=none"],
    exchanges=["mx.lamps.example"],
    owner=[OWNER],
)
OK, MISSING, WRONG = RecordState.OK, RecordState.MISSING, RecordState.WRONG


def finding(record: MailRecord, proof: SenderProof = BOTH, **said):
    whole = {name: said.get(name, getattr(GOOD, name)) for name in DomainSaid.__dataclass_fields__}
    return next(one for one in findings_of(D, DomainSaid(**whole), proof) if one.record is record)


def test_a_domain_in_order_has_nothing_to_add() -> None:
    found = findings_of(D, GOOD, BOTH)
    assert {one.record: one.state for one in found} == dict.fromkeys(MailRecord, OK)
    assert {one.wanted for one in found} == {""}
    assert is_proven(found, BOTH)


@pytest.mark.parametrize(
    ("texts", "state", "wanted"),
    [
        ([], MISSING, "v=spf1 include:spf.framme.example ~all"),
        (["google-site-verification=x"], MISSING, "v=spf1 include:spf.framme.example ~all"),
        (["V=SPF1 INCLUDE:SPF.framme.example -all"], OK, ""),
        (["v=spf1 mx -all"], WRONG, "v=spf1 mx include:spf.framme.example -all"),
        (["v=spf1 mx"], WRONG, "v=spf1 mx include:spf.framme.example ~all"),
        (["v=spf1 ?all"], WRONG, "v=spf1 include:spf.framme.example ?all"),
        (
            ["v=spf1 redirect=x.example"],
            WRONG,
            "v=spf1 include:spf.framme.example redirect=x.example",
        ),
        (
            ["v=spf1 mx -all", "v=spf1 include:spf.framme.example ~all"],
            WRONG,
            "v=spf1 mx include:spf.framme.example -all",
        ),
        (["v=spf10 include:spf.framme.example"], MISSING, "v=spf1 include:spf.framme.example ~all"),
        (
            ["v=spf1 include:spf.framme.example.evil.example -all"],
            WRONG,
            "v=spf1 include:spf.framme.example.evil.example include:spf.framme.example -all",
        ),
    ],
)
def test_spf_has_to_include_who_sends(texts, state, wanted) -> None:
    found = finding(MailRecord.SPF, spf=texts)
    assert (found.state, found.wanted, found.name) == (state, wanted, D)


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ([], MISSING),
        (["v=DKIM1; k=rsa; p=K E Y"], OK),
        (["k=rsa;p=KEY"], OK),
        (["v=DKIM1; p=OTHER"], WRONG),
        (["v=DKIM1; p="], WRONG),
        (["v=DKIM1; p=KEY", "v=DKIM1; p=OTHER"], WRONG),
    ],
)
def test_dkim_has_to_publish_the_key_that_signs(texts, state) -> None:
    found = finding(MailRecord.DKIM, dkim=texts)
    assert (found.state, found.name) == (state, "fr1._domainkey.lamps.example")
    assert found.wanted == ("" if state is OK else "v=DKIM1; k=rsa; p=KEY")


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        ([], MISSING),
        (["v=DMARC1; p=reject; rua=mailto:x@y.example"], OK),
        (["v=DMARC1"], WRONG),
        (["v=DMARC1; p=maybe"], WRONG),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], WRONG),
        (["other"], MISSING),
    ],
)
def test_dmarc_has_to_say_what_receivers_do(texts, state) -> None:
    found = finding(MailRecord.DMARC, dmarc=texts)
    assert (found.state, found.wanted) == (state, "" if state is OK else "v=DMARC1; p=none")


@pytest.mark.parametrize(
    ("exchanges", "state"), [([], MISSING), (["."], WRONG), (["mx.example"], OK)]
)
def test_a_sender_has_to_take_mail(exchanges, state) -> None:
    assert finding(MailRecord.MX, exchanges=exchanges).state is state


@pytest.mark.parametrize(
    ("texts", "state"),
    [([], MISSING), ([OWNER], OK), (["framme-shop=old"], OK), (["framme-shop=other"], WRONG)],
)
def test_a_domain_says_which_shop_it_belongs_to(texts, state) -> None:
    found = finding(MailRecord.OWNER, owner=texts)
    assert (found.state, found.name) == (state, "_framme.lamps.example")
    assert found.wanted == ("" if state is OK else OWNER)


@pytest.mark.parametrize(
    ("proof", "said", "proven"),
    [
        (BOTH, {"spf": ()}, True),
        (BOTH, {"dmarc": (), "exchanges": ()}, True),
        (BOTH, {"dkim": ()}, False),
        (BOTH, {"owner": ()}, False),
        (SenderProof("spf.framme.example", owners=(OWNER,)), {"dkim": ()}, True),
        (SenderProof("spf.framme.example", owners=(OWNER,)), {"spf": ()}, False),
        (SenderProof(owners=(OWNER,)), {}, False),
    ],
)
def test_a_sender_is_proven_by_our_key_else_by_spf_and_always_by_its_owner(
    proof, said, proven
) -> None:
    whole = {name: said.get(name, getattr(GOOD, name)) for name in DomainSaid.__dataclass_fields__}
    assert is_proven(findings_of(D, DomainSaid(**whole), proof), proof) is proven

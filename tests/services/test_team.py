"""A team: invited by mail, let in by links that work once, out at once when removed."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import (
    BadTokenError,
    ChangedMeanwhileError,
    ProviderError,
    TooManyAttemptsError,
)
from domain.team import Role
from services.ask_entry import ask_entry
from services.change_role import change_role
from services.invite_member import (
    AlreadyInTeamError,
    NoSuchMemberError,
    NotAnAddressError,
    invite_again,
    invite_member,
)
from services.merchant_entry import enter, entrant_in_session, open_session
from services.remove_member import remove_member
from services.review_changes import review_changes
from services.review_team import review_team
from services.run_shop_tasks import run_next
from storage.shop_tasks import ShopTaskRow

ADDRESS = "kim@team.example"


def invited(wiring, shop_id, role: Role = Role.EDITOR, address: str = ADDRESS) -> int:
    invite_member(wiring, shop_id, address, role, "link")
    return next(m.id for m in review_team(wiring, shop_id).members if m.email == address)


def token_in(mail) -> str:
    found = re.search(r"/settings/join/(\S+)", mail.text)
    assert found is not None
    return found[1]


def do_tasks(wiring) -> None:
    while run_next(wiring):
        pass


def test_somebody_is_invited_by_mail_and_comes_in_with_their_role(wiring, shop_id, outbox) -> None:
    member_id = invited(wiring, shop_id, address="  Kim@Team.example ".strip().lower())
    do_tasks(wiring)
    (mail,) = outbox.sent
    assert mail.recipient == ADDRESS
    assert "Lamps & Co" in mail.subject
    entrant = enter(wiring, token_in(mail), "10.0.0.1")
    assert (entrant.role, entrant.who, entrant.member_id) == (Role.EDITOR, ADDRESS, member_id)
    again = entrant_in_session(wiring, open_session(wiring, entrant))
    assert again == entrant
    assert review_team(wiring, shop_id).members[0].joined_at == wiring.clock()
    with pytest.raises(BadTokenError):
        enter(wiring, token_in(mail), "10.0.0.1")


def test_an_address_is_kept_in_lower_case_and_once(wiring, shop_id) -> None:
    invite_member(wiring, shop_id, "  Kim@Team.EXAMPLE ", Role.VIEWER, "link")
    with pytest.raises(AlreadyInTeamError):
        invite_member(wiring, shop_id, ADDRESS, Role.OWNER, "link")
    assert [(m.email, m.role) for m in review_team(wiring, shop_id).members] == [
        (ADDRESS, Role.VIEWER)
    ]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kim",
        "kim@",
        "a b@c.example",
        "kim@c.example\nBcc: x@y.example",
        f"{'k' * 250}@c.example",
    ],
)
def test_what_is_no_address_is_not_invited(wiring, shop_id, address) -> None:
    with pytest.raises(NotAnAddressError):
        invite_member(wiring, shop_id, address, Role.VIEWER, "link")
    assert review_team(wiring, shop_id).members == []


def test_an_invitation_is_good_for_seven_days_and_a_new_one_ends_the_old(
    wiring, shop_id, outbox, clock
) -> None:
    member_id = invited(wiring, shop_id)
    do_tasks(wiring)
    invite_again(wiring, shop_id, member_id)
    do_tasks(wiring)
    first, second = (token_in(mail) for mail in outbox.sent)
    with pytest.raises(BadTokenError):
        enter(wiring, first, "10.0.0.1")
    clock.forward(days=6, hours=23)
    enter(wiring, second, "10.0.0.1")
    invite_again(wiring, shop_id, member_id)
    do_tasks(wiring)
    clock.forward(days=7)
    with pytest.raises(BadTokenError):
        enter(wiring, token_in(outbox.sent[-1]), "10.0.0.1")


def test_whoever_is_removed_is_out_at_once_and_may_be_invited_again(
    wiring, shop_id, outbox
) -> None:
    member_id = invited(wiring, shop_id, Role.OWNER)
    do_tasks(wiring)
    session = open_session(wiring, enter(wiring, token_in(outbox.sent[0]), "10.0.0.1"))
    invite_again(wiring, shop_id, member_id)
    do_tasks(wiring)
    remove_member(wiring, shop_id, member_id, "link")
    with pytest.raises(BadTokenError):
        entrant_in_session(wiring, session)
    with pytest.raises(BadTokenError):
        enter(wiring, token_in(outbox.sent[1]), "10.0.0.1")
    with pytest.raises(NoSuchMemberError):
        remove_member(wiring, shop_id, member_id, "link")
    assert invited(wiring, shop_id, Role.VIEWER) == member_id
    assert entrant_in_session(wiring, session).role is Role.VIEWER


def test_another_role_counts_from_the_next_request(wiring, shop_id, outbox) -> None:
    member_id = invited(wiring, shop_id, Role.OWNER)
    do_tasks(wiring)
    session = open_session(wiring, enter(wiring, token_in(outbox.sent[0]), "10.0.0.1"))
    change_role(wiring, shop_id, member_id, Role.OWNER, Role.VIEWER, "link")
    assert entrant_in_session(wiring, session).role is Role.VIEWER
    with pytest.raises(ChangedMeanwhileError):
        change_role(wiring, shop_id, member_id, Role.OWNER, Role.EDITOR, "link")
    change_role(wiring, shop_id, member_id, Role.VIEWER, Role.VIEWER, "link")
    noted = [(c.change.before, c.change.after) for c in review_changes(wiring, shop_id).changes]
    assert noted == [({"role": "owner"}, {"role": "viewer"}), ({}, {"role": "owner"})]


def test_members_of_another_shop_are_out_of_reach(wiring, shop_id, connect) -> None:
    member_id = invited(wiring, shop_id)
    other = connect(domain="other.myshopify.com")
    with pytest.raises(NoSuchMemberError):
        remove_member(wiring, other, member_id, "link")
    with pytest.raises(NoSuchMemberError):
        change_role(wiring, other, member_id, Role.EDITOR, Role.OWNER, "link")
    with pytest.raises(NoSuchMemberError):
        invite_again(wiring, other, member_id)
    assert review_team(wiring, shop_id).members[0].role is Role.EDITOR


def test_a_member_asks_for_a_link_and_a_stranger_gets_none(
    wiring, shop_id, connect, outbox, clock
) -> None:
    invited(wiring, shop_id)
    other = connect(domain="other.myshopify.com")
    invited(wiring, other)
    do_tasks(wiring)
    outbox.sent.clear()
    ask_entry(wiring, "stranger@team.example", "10.0.0.1")
    ask_entry(wiring, f" {ADDRESS.upper()} ", "10.0.0.1")
    do_tasks(wiring)
    assert [mail.recipient for mail in outbox.sent] == [ADDRESS, ADDRESS]
    entered = {enter(wiring, token_in(mail), "10.0.0.1").shop.id for mail in outbox.sent}
    assert entered == {shop_id, other}
    ask_entry(wiring, ADDRESS, "10.0.0.1")
    do_tasks(wiring)
    clock.forward(minutes=15)
    with pytest.raises(BadTokenError):
        enter(wiring, token_in(outbox.sent[-1]), "10.0.0.1")


def test_nobody_is_flooded_with_links_or_invitations(wiring, shop_id, outbox) -> None:
    invited(wiring, shop_id)
    for _ in range(3):
        ask_entry(wiring, ADDRESS, "10.0.0.1")
    with pytest.raises(TooManyAttemptsError):
        ask_entry(wiring, ADDRESS, "10.0.0.2")
    for number in range(29):
        invite_member(wiring, shop_id, f"p{number}@team.example", Role.VIEWER, "link")
    with pytest.raises(TooManyAttemptsError):
        invite_member(wiring, shop_id, "one-more@team.example", Role.VIEWER, "link")


def test_a_mail_that_cannot_arrive_says_why_and_one_that_may_is_tried_again(
    wiring, shop_id, outbox, clock
) -> None:
    invited(wiring, shop_id)
    outbox.failures = [ProviderError("451 later"), ProviderError("550 nobody", permanent=True)]
    do_tasks(wiring)
    with wiring.sessions() as session:
        task = session.scalars(select(ShopTaskRow).where(ShopTaskRow.task == "write_to_team")).one()
    assert task.reason == "451 later"
    clock.forward(minutes=2)
    do_tasks(wiring)
    assert [m.letter_reason for m in review_team(wiring, shop_id).members] == ["550 nobody"]
    clock.now += timedelta(hours=1)
    do_tasks(wiring)
    assert outbox.sent == []

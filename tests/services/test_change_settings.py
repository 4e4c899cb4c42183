"""A merchant's choices are kept one by one, and a shop that chose nothing has the defaults."""

from domain.notification import Kind
from domain.settings import MerchantSettings
from services.change_settings import dismiss_guide, read_settings, set_kinds_on, set_show_scans
from tests.services.deliver import deliver
from tests.services.due_messages import rows
from tests.shop_bodies import shopify_order


def test_a_shop_that_chose_nothing_has_the_defaults(wiring, shop_id) -> None:
    assert read_settings(wiring, shop_id) == MerchantSettings(frozenset(), False, False)


def test_each_choice_leaves_the_others_as_they_were(wiring, shop_id) -> None:
    set_kinds_on(wiring, shop_id, frozenset({Kind.DELIVERED}))
    set_show_scans(wiring, shop_id, on=True)
    dismiss_guide(wiring, shop_id)
    chosen = read_settings(wiring, shop_id)
    assert chosen.switched_off == frozenset(Kind) - {Kind.DELIVERED}
    assert (chosen.show_scans, chosen.guide_dismissed) == (True, True)
    set_show_scans(wiring, shop_id, on=False)
    assert read_settings(wiring, shop_id).switched_off == chosen.switched_off


def test_choices_of_one_shop_are_not_those_of_another(wiring, shop_id, connect) -> None:
    other = connect(domain="other.myshopify.com")
    set_kinds_on(wiring, shop_id, frozenset())
    assert read_settings(wiring, other).switched_off == frozenset()


def test_a_kind_that_is_switched_off_is_not_sent_and_comes_back_when_it_is_on(
    wiring, shop_id
) -> None:
    set_kinds_on(wiring, shop_id, frozenset(Kind) - {Kind.ORDER_RECEIVED})
    deliver(wiring, shop_id, "orders/create", shopify_order(1001))
    assert rows(wiring) == []
    set_kinds_on(wiring, shop_id, frozenset(Kind))
    deliver(wiring, shop_id, "orders/create", shopify_order(1002))
    assert [row.kind for row in rows(wiring)] == [Kind.ORDER_RECEIVED]

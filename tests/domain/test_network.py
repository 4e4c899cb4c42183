"""Which network attempts are counted under."""

import pytest

from domain.network import counted_network


@pytest.mark.parametrize(
    ("caller", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.10", "203.0.113.10"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("7/2001:db8:1:2::9", "7/2001:db8:1:2::/64"),
        ("7/203.0.113.9", "7/203.0.113.9"),
        (f"{'7' * 70}/203.0.113.9", f"{'7' * 64}/203.0.113.9"),
        ("7/4711", "7/4711"),
        ("", ""),
        ("203.0.113.999", "203.0.113.999"),
        ("x" * 70, "x" * 64),
    ],
)
def test_ipv4_counts_whole_ipv6_by_its_network_and_anything_else_as_it_is(
    caller: str, counted: str
) -> None:
    assert counted_network(caller) == counted

"""What a shop says of sending things back: kept with the delivery terms and with self-service.

It is entered once, and kept where each is read.
"""

from dataclasses import dataclass, replace

from domain.delivery_terms import DeliveryTerms
from domain.self_service import SelfServiceRules

ORDER = "{order}"
"""What stands for the order's number in the address of the page for returns."""


@dataclass(frozen=True, slots=True)
class Returns:
    """The page for returns, empty for none, and for how many days; None where that is not said."""

    page: str = ""
    days: int | None = None


def returns_said(terms: DeliveryTerms, rules: SelfServiceRules) -> Returns:
    """Return what a merchant has said; without a page nobody was told of days of self-service."""
    days = rules.return_days if rules.returns_url else None
    return Returns(rules.returns_url or terms.returns_page, terms.return_days or days)


def with_returns(
    terms: DeliveryTerms, rules: SelfServiceRules, wanted: Returns
) -> tuple[DeliveryTerms, SelfServiceRules]:
    """Write what was entered into both; what differed between them before is settled so."""
    offered = wanted.days or SelfServiceRules().return_days
    return (
        replace(terms, returns_page=wanted.page, return_days=wanted.days),
        replace(rules, returns_url=wanted.page, return_days=offered),
    )

"""A pretend shop and pretend carriers that speak the real protocols; no part of the product."""

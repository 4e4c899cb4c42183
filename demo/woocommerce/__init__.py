"""A pretend WooCommerce shop: REST interface, app authorisation and webhooks, as observed."""

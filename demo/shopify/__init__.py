"""A stand-in for Shopify's servers: accounts, GraphQL, webhooks, an admin, a storefront."""

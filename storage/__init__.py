"""PostgreSQL: one file per aggregate, tables and queries. Nothing here opens transactions."""

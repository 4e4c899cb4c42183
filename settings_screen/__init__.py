"""The merchant's surfaces: one set of pages in two shells, inside a platform's admin or not."""

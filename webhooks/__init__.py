"""Front door for machines: verify, store, answer. Nothing else happens here."""

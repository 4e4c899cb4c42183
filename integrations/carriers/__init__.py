"""Hold one package per carrier; they are discovered, never imported from here."""

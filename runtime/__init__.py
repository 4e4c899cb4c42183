"""What turns the code into running processes: configuration, wiring, servers. No Flask here."""

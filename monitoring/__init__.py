"""What operators and their machines ask: alive, ready, and in figures. No shopper, no merchant."""

"""The merchant's own programs ask here how orders go, by key; no shopper's data is handed out."""

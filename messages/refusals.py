"""Why the plugin in a shop is told nothing, in words for its merchant."""

from messages.language import phrase

UNPROVEN = phrase("This shop is not connected to Framme, or its plugin has an old secret.")
WRONG_CLOCK = phrase("The clock of the shop's server is wrong: its signature has no valid time.")

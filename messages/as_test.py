"""Marks what a merchant sends to try it out, so that nobody takes it for news; it sends nothing."""

from messages.language import Language


def as_test(text: str, language: Language) -> str:
    """Return a subject, or a whole text message, that says it is a test."""
    return language.say("Test: %(text)s", text=text)

"""The addresses of the board of exceptions, and of what shoppers asked."""

_NUMBER = "<int(max=9223372036854775807):number>"
BOARD_PAGES = (
    ("GET", "/settings/exceptions"),
    ("POST", f"/settings/exceptions/{_NUMBER}/done"),
    ("POST", f"/settings/exceptions/{_NUMBER}/again"),
    ("GET", "/settings/exceptions/questions"),
    ("POST", f"/settings/exceptions/questions/{_NUMBER}/again"),
)

"""Make ids and tracking numbers that no earlier run of the demo has used; keeps no state."""

from dataclasses import dataclass
from datetime import UTC, datetime

AT_MOST_ORDERS = 100
"""Orders per run whose numbers are sure to differ."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WOOCOMMERCE_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of one run, told apart from other runs' by the moment it started."""

    started: datetime

    @property
    def _seconds(self) -> int:
        return int(self.started.timestamp())

    def shopify_id(self, order: int, part: int = 0) -> int:
        """Return a 64-bit id, as large as Shopify's: beyond what a JavaScript number holds."""
        milliseconds = int(self.started.timestamp() * 1000)
        return milliseconds * 1_000_000 + order * 1000 + part

    def shopify_place(self, platform_id: int) -> int:
        """Return the place of the order that has this id."""
        return (platform_id - self.shopify_id(0)) // 1000

    def woocommerce_id(self, order: int) -> int:
        """Return an id as WordPress gives them: smaller, and also the order's number."""
        seconds = int((self.started - _WOOCOMMERCE_BEGAN).total_seconds())
        return abs(seconds) * AT_MOST_ORDERS + order

    def order_name(self, order: int) -> str:
        """Return a Shopify order's number as the shopper knows it."""
        return f"#{self._seconds % 1_000_000 * AT_MOST_ORDERS + order}"

    def tracking_number(self, carrier: str, order: int, parcel: int) -> str:
        """Return a number in the carrier's format, its check digit right."""
        serial = self._seconds % 10_000_000 * 1000 + order * 10 + parcel
        match carrier:
            case "postnord":
                return _with_check_digit(f"37350{serial % 10**12:012d}")
            case "dhl":
                nine = serial % 10**9
                return f"{nine:09d}{nine % 7}"
            case "ups":
                # The shipper's account, the service (68: Standard), and a serial.
                return _ups(f"{_letters(self._seconds)}68{order * 10 + parcel:07d}")
            case _:
                return ""


def _letters(number: int) -> str:
    text = ""
    for _ in range(6):
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text


def _ups(body: str) -> str:
    """Put 1Z before fifteen characters and UPS's check digit behind them."""
    values = [int(c) if c.isdigit() else (ord(c) - 3) % 10 for c in body]
    total = sum(values[::2]) + 2 * sum(values[1::2])
    return f"1Z{body}{-total % 10}"


def _with_check_digit(digits: str) -> str:
    """Add the check digit of an SSCC (GS1, modulo 10)."""
    total = sum(int(d) * (3 if n % 2 == 0 else 1) for n, d in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"

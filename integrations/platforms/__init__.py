"""Fields that turn a platform's JSON into clean values; no platform's own words live here."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, NoReturn, TypeVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, missing, post_load

from domain.errors import UnreadablePayloadError

T = TypeVar("T")

EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#\\\"<>][^\s\\\"<>]*", re.IGNORECASE)
COUNTRY = re.compile(r"[A-Za-z]{2}")
CURRENCY = re.compile(r"[A-Z]{3}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

_LINE_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNWRITABLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
"""Controls, lone surrogates (neither can be stored) and marks that force a writing direction."""

_MOST_RECORDS = 5000
_MOST_PIECES = 2**31
_MOST_NUMBER = Decimal(10) ** 12
_MONEY_DECIMALS = 4
"""As many as any currency of ISO 4217 has."""


def read_object(body: bytes) -> dict[str, Any]:
    """Read a body as one JSON object; raise UnreadablePayloadError for anything else."""
    try:
        value = json.loads(str(body, "utf-8-sig"), parse_constant=_refuse_constant)
    except RecursionError:
        raise UnreadablePayloadError("body: is nested too deeply") from None
    except ValueError:
        raise UnreadablePayloadError("body: is not JSON") from None
    if not isinstance(value, dict):
        raise UnreadablePayloadError("body: is not an object")
    return value


def clean_text(text: str, limit: int) -> str:
    """Return at most `limit` characters, on one line, with nothing a database refuses."""
    text = text[: 4 * limit]
    if not text.isprintable():
        text = _UNWRITABLE.sub("", _LINE_BREAKS.sub(" ", text))
    return text.strip()[:limit].rstrip()


def as_list(value: Any) -> list[Any]:
    """Return a JSON list, or the values of an object: PHP writes a list with gaps as one."""
    values = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(values, list):
        raise ValidationError("is not a list")
    if len(values) > _MOST_RECORDS:
        raise ValidationError("is too long")
    return values


class RecordSchema(Schema):
    """A schema whose result is a frozen dataclass, named in `record`, of the same field names."""

    record: ClassVar[type[Any]]
    error_messages = {"type": "is not an object"}  # noqa: RUF012 - marshmallow types it so

    class Meta:
        """Platforms add fields at any time."""

        unknown = EXCLUDE

    @post_load
    def to_record(self, data: dict[str, Any], **_: object) -> Any:
        """Build the record."""
        return self.record(**data)

    def read(self, payload: Mapping[str, Any]) -> Any:
        """Load, or raise UnreadablePayloadError naming the first field that is wrong."""
        try:
            return self.load(payload)
        except ValidationError as error:
            raise UnreadablePayloadError(_first_problem(error.messages_dict)) from None


class Reading(fields.Field[T]):
    """A field for which null, PHP's false and absence are one; `empty` stands for all of them."""

    empty: Any = None

    def deserialize(self, value: Any, *_: Any, **__: Any) -> T:
        """Read a value that is there, or return the empty one."""
        if value is missing or value is None or value is False:
            if self.required:
                raise ValidationError("is missing")
            empty: T = self.empty
            return empty
        return self.read(value)

    def read(self, value: Any) -> T:
        """Turn a value that is there into ours; raise ValidationError without quoting it."""
        raise NotImplementedError


class Text(Reading[str]):
    """Text on one line, cut at `limit`; numbers are written out, since shops type codes as such."""

    empty = ""

    def __init__(self, limit: int, *, required: bool = False) -> None:
        super().__init__(required=required)
        self.limit = limit

    def read(self, value: Any) -> str:
        """Clean and cut."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValidationError("is not text")
        text = clean_text(str(value), self.limit)
        if self.required and not text:
            raise ValidationError("is empty")
        return text


class Matching(Text):
    """Text that is worth nothing in part: empty unless all of it has the form."""

    def __init__(self, form: re.Pattern[str], limit: int = 35) -> None:
        super().__init__(limit)
        self.form = form

    def read(self, value: Any) -> str:
        """Clean; return it whole or not at all."""
        text = super().read(value)
        cut = isinstance(value, str) and len(value.strip()) > self.limit
        return text if not cut and self.form.fullmatch(text) else ""


class Identifier(Reading[str]):
    """A platform's 64-bit id, as text."""

    empty = ""

    def read(self, value: Any) -> str:
        """Accept a positive number, or one in digits."""
        if isinstance(value, str) and len(value) <= len(str(2**64)) and value.isdecimal():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**64:
            raise ValidationError("is not an id")
        return str(value)


class Instant(Reading[datetime | None]):
    """A moment in ISO 8601, in UTC; `naive_is_utc` says what a time without a zone means."""

    def __init__(self, *, required: bool = False, naive_is_utc: bool = False) -> None:
        super().__init__(required=required)
        self.naive_is_utc = naive_is_utc

    def read(self, value: Any) -> datetime:
        """Parse; refuse a time whose zone is anyone's guess."""
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None and self.naive_is_utc:
                return moment.replace(tzinfo=UTC)
            if moment.tzinfo is None:
                raise ValidationError("has no time zone")
            return moment.astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            raise ValidationError("is not a date") from None


class Count(Reading[int | None]):
    """How many pieces; part of one (a shop that sells by weight) counts as one."""

    def read(self, value: Any) -> int:
        """Accept a number, or one in text, that is not negative."""
        pieces = math.ceil(_number(value))
        if not 0 <= pieces < _MOST_PIECES:
            raise ValidationError("is out of range")
        return pieces


class Amount(Reading[Decimal | None]):
    """An amount of money; an empty text says nothing."""

    def read(self, value: Any) -> Decimal | None:
        """Accept a number, or one in text."""
        return None if value == "" else round(_number(value), _MONEY_DECIMALS)


class One(Reading[Any]):
    """A nested object; PHP writes an empty one as an empty list."""

    def __init__(self, schema: RecordSchema) -> None:
        super().__init__()
        self.schema = schema
        self.empty = schema.load({})

    def read(self, value: Any) -> Any:
        """Load it as the schema says."""
        return self.empty if value == [] else self.schema.load(value)


class Many(Reading[tuple[Any, ...]]):
    """A list of nested objects."""

    empty = ()

    def __init__(self, schema: RecordSchema) -> None:
        super().__init__()
        self.schema = schema

    def read(self, value: Any) -> tuple[Any, ...]:
        """Load each as the schema says."""
        return tuple(self.schema.load(as_list(value), many=True))


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValidationError("is not a number")
    try:
        number = Decimal(str(value).strip())
    except ArithmeticError:
        raise ValidationError("is not a number") from None
    if not number.is_finite() or not -_MOST_NUMBER < number < _MOST_NUMBER:
        raise ValidationError("is out of range")
    return number


def _first_problem(messages: Any) -> str:
    path = []
    while isinstance(messages, dict):
        step, messages = next(iter(messages.items()))
        if step != "_schema":
            path.append(str(step))
    return f"{'.'.join(path) or 'body'}: {messages[0]}"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)

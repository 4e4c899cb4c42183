"""The shapes of what programs send and get; docs/api.md describes them. No shopper's data."""

from marshmallow import RAISE, Schema, fields, validate

from domain.stage import Stage


class StageSchema(Schema):
    """What is sent to note a stage."""

    class Meta:
        """Anything else is a mistake that its sender should hear of."""

        unknown = RAISE

    stage = fields.Enum(Stage, by_value=True, required=True)


class AskedSchema(Schema):
    """What is asked for in the query."""

    order = fields.String(required=True, validate=validate.Length(min=1, max=64))


class WindowSchema(Schema):
    """When a parcel is expected."""

    earliest = fields.AwareDateTime()
    latest = fields.AwareDateTime()


class EventSchema(Schema):
    """The newest scan of a parcel."""

    occurred_at = fields.AwareDateTime()
    status = fields.String(allow_none=True)
    city = fields.String()
    country = fields.String()


class ParcelSchema(Schema):
    """A parcel of an order."""

    carrier = fields.String(allow_none=True)
    carrier_name = fields.String()
    tracking_number = fields.String()
    status = fields.String()
    sub_status = fields.String(allow_none=True)
    sentence = fields.String()
    delayed = fields.Boolean()
    action_required = fields.Boolean()
    shipped_at = fields.AwareDateTime()
    estimate = fields.Nested(WindowSchema, allow_none=True)
    last_event = fields.Nested(EventSchema, allow_none=True)


class OrderSchema(Schema):
    """An order."""

    number = fields.String()
    platform_id = fields.String()
    placed_at = fields.AwareDateTime()
    cancelled_at = fields.AwareDateTime(allow_none=True)
    stage = fields.String()
    sentence = fields.String()
    language = fields.String()
    tracking_page = fields.String()
    parcels = fields.List(fields.Nested(ParcelSchema))


class MessageSchema(Schema):
    """A message about an order; to whom is not told."""

    kind = fields.String()
    channel = fields.String()
    state = fields.String()
    created_at = fields.AwareDateTime()
    due_at = fields.AwareDateTime()
    finished_at = fields.AwareDateTime(allow_none=True)
    outcome = fields.String()

"""Answer /healthz (alive), /readyz (fit to serve, and what is missing) and /metrics."""

from collections.abc import Sequence

from flask import Blueprint, Response, jsonify
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from monitoring.metrics import MeasurementsCollector
from services.take_measurements import database_answers
from services.wiring import Wiring


def blueprint(wiring: Wiring, *, metrics: bool) -> Blueprint:
    """Return the routes; /metrics only where the setting asks for it."""
    routes = Blueprint("monitoring", __name__)

    @routes.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        missing = _missing(wiring)
        if missing:
            return jsonify(status="not ready", missing=missing), 503
        return jsonify(status="ready", missing=[]), 200

    if metrics:
        registry = CollectorRegistry()
        registry.register(MeasurementsCollector(wiring))

        @routes.get("/metrics")
        def figures() -> Response:
            return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return routes


def _missing(wiring: Wiring) -> Sequence[str]:
    database = [] if database_answers(wiring) else ["database"]
    return [*database, *wiring.pulse.missing()]

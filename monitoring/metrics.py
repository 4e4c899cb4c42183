"""Put measurements into Prometheus' form; they are read from the database when asked for."""

from collections.abc import Iterator

from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from services.take_measurements import take_measurements
from services.wiring import Wiring


class MeasurementsCollector(Collector):
    """Collects figures of the whole installation, the same whichever process answers."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand, so that registering asks no database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield every figure, measured now."""
        found = take_measurements(self._wiring)
        inbox = GaugeMetricFamily(
            "framme_inbox_deliveries", "Webhook deliveries by state", labels=["state"]
        )
        for state, count in found.inbox.items():
            inbox.add_metric([state], count)
        yield inbox
        yield GaugeMetricFamily(
            "framme_inbox_oldest_waiting_seconds",
            "Age of the oldest delivery that nobody has tried to apply yet",
            value=found.oldest_waiting.total_seconds(),
        )
        messages = GaugeMetricFamily(
            "framme_notifications", "Messages by kind and state", labels=["kind", "state"]
        )
        for (kind, state), count in found.notifications.items():
            messages.add_metric([kind, state], count)
        yield messages
        overdue = GaugeMetricFamily(
            "framme_polls_overdue", "Shipments whose poll is overdue", labels=["provider"]
        )
        for provider, count in found.overdue_polls.items():
            overdue.add_metric([provider], count)
        yield overdue
        accounts = GaugeMetricFamily(
            "framme_carrier_accounts",
            "Accounts with carriers and aggregators by state",
            labels=["provider", "state"],
        )
        for (provider, state), count in found.accounts.items():
            accounts.add_metric([provider, state], count)
        yield accounts
        unmapped = CounterMetricFamily(
            "carrier_unmapped_code",
            "Events whose code nobody has mapped",
            labels=["carrier", "code"],
        )
        for (carrier, code), count in found.unmapped_codes.items():
            unmapped.add_metric([carrier, code], count)
        yield unmapped

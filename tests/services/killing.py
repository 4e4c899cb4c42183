"""Kill a worker at any step it takes: at any statement, any commit, any word with a provider."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Engine, event

from domain.channels import Outgoing
from domain.kinds import ChannelKey


class KilledError(BaseException):
    """What ends a worker in a test: nothing of it runs after this, not even a last statement."""


@dataclass
class Executioner:
    """Counts steps, and kills at the one it is told to; whoever is dead takes no step more."""

    at: int | None = None
    steps: int = 0

    def step(self, *_: object) -> None:
        self.steps += 1
        if self.at is not None and self.steps >= self.at:
            raise KilledError

    def watch(self, engine: Engine) -> None:
        event.listen(engine, "before_cursor_execute", self.step)
        event.listen(engine, "commit", self.step)


@dataclass
class WatchedOutbox:
    """A provider that keeps what it is given; its sender may die at every word."""

    executioner: Executioner
    key: ChannelKey = ChannelKey.EMAIL
    sent: list[Outgoing] = field(default_factory=list)

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> str:
        self.executioner.step()
        handing_over()
        self.executioner.step()
        self.sent.append(message)
        self.executioner.step()
        return "250 kept"

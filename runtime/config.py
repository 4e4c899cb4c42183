"""Configuration: read once from the environment, frozen, every mistake named at once."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from runtime.channel_config import ChannelConfig, read_channels

ROOT = Path(__file__).parent.parent
Number = TypeVar("Number", int, float)


class ConfigError(Exception):
    """The environment is not fit to run with; the message names every variable that is wrong."""


@dataclass(frozen=True, slots=True)
class Config:
    """How this installation runs; docs/operations.md explains each value.

    `shopify_simulator` is where a stand-in for Shopify's servers listens, for development.
    `woocommerce` lets merchants of WooCommerce shops connect them here.
    `adapter_variables` holds the FRAMME_* variables that adapters declare for themselves.
    `smtp_url` is empty where mail goes out by a provider of `channels`.
    """

    production: bool
    database_url: str
    redis_url: str
    public_url: str
    secret_keys: tuple[str, ...]
    smtp_url: str
    mail_from: str
    shopify_client_id: str = ""
    shopify_secrets: tuple[str, ...] = ()
    shopify_simulator: str = ""
    woocommerce: bool = True
    host: str = "127.0.0.1"
    port: int = 8000
    web_processes: int = 2
    web_threads: int = 16
    trusted_proxies: int = 0
    metrics: bool = False
    demo_url: str = ""
    poll_speedup: float = 1.0
    adapter_variables: Mapping[str, str] = field(default_factory=dict)
    channels: ChannelConfig = field(default_factory=ChannelConfig)

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Config":
        """Read the process's environment, or the one given; raise ConfigError."""
        reader = _Reader(os.environ if environment is None else environment)  # noqa: TID251
        production = reader.choice("FRAMME_ENV", "production", ("production", "development"))
        config = cls(
            production=production == "production",
            database_url=reader.url("DATABASE_URL", ("postgresql", "postgres")),
            redis_url=reader.url("REDIS_URL", ("redis", "rediss", "unix")),
            public_url=reader.url("PUBLIC_URL", ("https", "http")).rstrip("/"),
            secret_keys=reader.fernet_keys("SECRET_KEYS"),
            smtp_url=reader.text("SMTP_URL", ""),
            mail_from=reader.text("MAIL_FROM"),
            shopify_client_id=reader.text("SHOPIFY_API_KEY", ""),
            shopify_secrets=reader.several("SHOPIFY_API_SECRETS"),
            shopify_simulator=reader.text("FRAMME_SHOPIFY_SIMULATOR", "").rstrip("/"),
            woocommerce=reader.choice("WOOCOMMERCE", "on", ("on", "off")) == "on",
            host=reader.text("HOST", "127.0.0.1"),
            port=reader.number("PORT", 8000, int),
            web_processes=reader.number("WEB_PROCESSES", 2, int),
            web_threads=reader.number("WEB_THREADS", 16, int),
            trusted_proxies=reader.number("TRUSTED_PROXIES", 0, int),
            metrics=reader.choice("METRICS", "off", ("on", "off")) == "on",
            demo_url=reader.text("FRAMME_DEMO_URL", ""),
            poll_speedup=reader.number("FRAMME_POLL_SPEEDUP", 1.0, float),
            adapter_variables=reader.prefixed("FRAMME_"),
            channels=read_channels(reader.wish, reader.wish("MAIL_FROM"), reader.complain),
        )
        if config.shopify_client_id and not config.shopify_secrets:
            reader.complain("SHOPIFY_API_SECRETS is missing (SHOPIFY_API_KEY is set)")
        if config.production:
            reader.refuse_in_production(config)
        reader.raise_if_wrong()
        return config


class _Reader:
    """Collects values and complaints, so that one run names every mistake."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._complaints: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        value = self._environment.get(name, "").strip()
        if value:
            return value
        if default is None:
            self._complaints.append(f"{name} is missing")
        return default or ""

    def wish(self, name: str) -> str:
        """Return what may be set; empty when it is not."""
        return self.text(name, "")

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in allowed:
            self._complaints.append(f"{name} must be one of {', '.join(allowed)}")
        return value

    def url(self, name: str, schemes: tuple[str, ...]) -> str:
        value = self.text(name)
        if value and urlsplit(value).scheme.split("+")[0] not in schemes:
            self._complaints.append(f"{name} must begin with {'://, '.join(schemes)}://")
        return value

    def number(self, name: str, default: Number, kind: Callable[[str], Number]) -> Number:
        value = self.text(name, str(default))
        try:
            return kind(value)
        except ValueError:
            self._complaints.append(f"{name} must be a number")
            return default

    def several(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())

    def fernet_keys(self, name: str) -> tuple[str, ...]:
        keys = self.several(name)
        if not keys:
            self._complaints.append(f"{name} is missing (make one with: bin/framme new-key)")
        for position, key in enumerate(keys, start=1):
            try:
                Fernet(key)
            except ValueError:
                self._complaints.append(f"{name}: key {position} is not a Fernet key")
        return keys

    def prefixed(self, prefix: str) -> Mapping[str, str]:
        return {k: v for k, v in self._environment.items() if k.startswith(prefix) and v.strip()}

    def refuse_in_production(self, config: Config) -> None:
        if config.demo_url or config.poll_speedup != 1:
            self._complaints.append("FRAMME_DEMO_URL and FRAMME_POLL_SPEEDUP are for the demo only")
        if config.shopify_simulator:
            self._complaints.append("FRAMME_SHOPIFY_SIMULATOR is for development only")
        if config.public_url and not config.public_url.startswith("https://"):
            self._complaints.append("PUBLIC_URL must begin with https:// in production")

    def complain(self, complaint: str) -> None:
        self._complaints.append(complaint)

    def raise_if_wrong(self) -> None:
        if self._complaints:
            raise ConfigError("Configuration: " + "; ".join(self._complaints) + ".")

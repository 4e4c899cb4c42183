"""A configuration for applications that tests build in their own process."""

from runtime.config import Config

CONFIG = Config(
    production=True,
    database_url="",
    redis_url="",
    public_url="https://track.example.com",
    secret_keys=(),
    smtp_url="",
    mail_from="",
)

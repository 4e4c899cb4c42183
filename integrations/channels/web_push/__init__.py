"""Notes to browsers (web push): the installation's key, and the channel."""

from integrations.channels.web_push.client import WebPush
from integrations.channels.web_push.keys import (
    BadVapidKeyError,
    VapidKey,
    new_private_key,
    vapid_key,
)

__all__ = ["BadVapidKeyError", "VapidKey", "WebPush", "new_private_key", "vapid_key"]

"""Who can be told events: merchants' own addresses, and services they use; one file each."""

from integrations.listeners.klaviyo import Klaviyo
from integrations.listeners.standard_webhook import StandardWebhook

__all__ = ["Klaviyo", "StandardWebhook"]

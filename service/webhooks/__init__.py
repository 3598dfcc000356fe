"""Sending events to webhooks: signed, bounded, only where it is allowed."""

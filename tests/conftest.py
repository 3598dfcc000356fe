"""Fixture policy: tests build what they need with ``tests/factories.py``; no data lives here."""

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("ci")

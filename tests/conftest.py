"""Fixture policy: tests build what they need with ``tests/factories.py``; no data lives here."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("ci")

# Servers that tests start as processes go without the model, unless a test asks for it: loading
# takes seconds of a core each time.
os.environ.setdefault("QUOTE_PROVENANCE_SEMANTIC", "false")

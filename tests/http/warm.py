"""Loads what the first request would load; for a process that forks servers."""

from __future__ import annotations

from service.domain.extraction.extract import extract
from service.domain.matching.compare import compare
from service.domain.model import Rendering

extract("“We will open the port,” Ana Gómez said. She said that it would take a year.")
compare(Rendering("We will open the port", "en"), Rendering("We opened the port", "en"))

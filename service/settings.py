"""Every setting of the service: one frozen class, read once, passed on; nothing else reads them.

Each setting is an environment variable with the prefix ``QUOTE_PROVENANCE_``. A value that cannot
be right stops the start with an explanation. The unit is part of the name.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.usecases.config import Limits

PREFIX = "QUOTE_PROVENANCE_"
KIB = 1024
MIB = 1024 * KIB


class LogFormat(StrEnum):
    """How log lines look: for people, for machines, or by whether a person is watching."""

    AUTO = "auto"
    CONSOLE = "console"
    JSON = "json"


class LogLevel(StrEnum):
    """The least severe event that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """All settings; the description of each gives its reason and is shown to operators."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=Path("data"),
        description="Folder of the embedded store. One process at a time may hold it.",
    )
    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. Loopback, because there are no accounts yet.",
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65_535,
        description="Port to listen on; 0 takes a free one and prints it.",
    )
    allow_remote: bool = Field(
        default=False,
        description="Must be true to listen on an address other than loopback without asking for "
        "keys: whoever reaches the port may read and write everything.",
    )
    require_keys: bool = Field(
        default=False,
        description="Whether every request needs a key (`keys create`). `serve` on an address "
        "other than loopback turns it on unless `ALLOW_REMOTE` is true.",
    )
    requests_per_minute: int = Field(
        default=0,
        ge=0,
        description="Most requests a minute of one key or, without a key, of one address; 0 does "
        "not limit.",
    )
    cors_origins: tuple[str, ...] = Field(
        default=(),
        description="Sites whose scripts may call the service from a browser, as a JSON list: "
        '`["https://cms.example"]`.',
    )
    threads: int = Field(
        default=16,
        ge=1,
        le=256,
        description="Requests worked on at once. Each holds one thread and one reading connection; "
        "more than a few per core only adds waiting.",
    )
    shutdown_seconds: int = Field(
        default=10,
        ge=0,
        le=600,
        description="How long running requests may go on after a stop signal.",
    )
    outlets_file: Path | None = Field(
        default=None,
        description="TOML file of outlets, in the form of the shipped one, that adds to it or "
        "replaces entries of the same key. Articles keep the outlet they came in with; what is "
        "said of it, limits on excerpts included, follows at the next start.",
    )
    speakers_file: Path | None = Field(
        default=None,
        description="TOML file of known speakers, in the form of the shipped one, that adds to it "
        "or replaces entries of the same key. Speakers and statements follow at the next start.",
    )
    log_format: LogFormat = Field(
        default=LogFormat.AUTO,
        description="`console`, `json`, or `auto`: console on a terminal, JSON otherwise.",
    )
    log_level: LogLevel = Field(
        default=LogLevel.INFO,
        description="Least severe event logged: debug, info, warning, error.",
    )
    max_body_bytes: int = Field(
        default=16 * MIB,
        ge=KIB,
        description="Largest request body, and largest line of a batch. Room for the longest "
        "text, escaped, and no more: a body is held in memory.",
    )
    max_batch_bytes: int = Field(
        default=256 * MIB,
        ge=KIB,
        description="Largest body of a batch. It is read in pieces, so memory is not the reason; "
        "an endless upload would hold the writer.",
    )
    max_batch_lines: int = Field(
        default=10_000,
        ge=1,
        description="Most lines in one batch; the results wait in memory for slow readers.",
    )
    batch_chunk_lines: int = Field(
        default=50,
        ge=1,
        le=1_000,
        description="Lines of a batch that are stored in one durable step. More is faster; fewer "
        "lets single articles in between sooner.",
    )
    body_seconds: float = Field(
        default=60.0,
        gt=0,
        le=3_600,
        description="How long the body of a request may take to come; of a batch, each piece.",
    )
    max_url_bytes: int = Field(
        default=16 * KIB,
        ge=256,
        le=60_000,
        description="Longest path and query of a request. Below the 65,536 bytes at which the "
        "HTTP parser itself gives up without a readable answer.",
    )
    max_text_chars: int = Field(
        default=2_000_000,
        ge=1,
        description="Longest text of an article, in code points: a long book chapter tenfold.",
    )
    max_title_chars: int = Field(
        default=2_000, ge=1, description="Longest title or byline, in code points."
    )
    max_query_chars: int = Field(
        default=5_000,
        ge=1,
        description="Longest text to match, search for or compare, in code points. Comparing "
        "costs time with the product of both lengths.",
    )
    max_queries: int = Field(default=100, ge=1, description="Most queries in one match request.")
    max_page: int = Field(default=1_000, ge=1, description="Most entries on one page of a list.")
    sources_per_wording: int = Field(
        default=50,
        ge=1,
        description="Mentions shown under each wording of a statement; the others are counted.",
    )
    candidates: int = Field(
        default=200,
        ge=1,
        le=10_000,
        description="Wordings that are scored for one query. More finds rarer edits and costs "
        "time in proportion.",
    )

    semantic: bool = Field(
        default=True,
        description="Find translations and paraphrases by a model of meaning, if the extra "
        "`semantic` is installed. It takes 130 MB, and 2.2 KiB for each wording; above "
        "`QUOTE_PROVENANCE_SEMANTIC_EXACT_UP_TO` wordings 1.3 KiB.",
    )
    semantic_exact_up_to: int = Field(
        default=100_000,
        ge=0,
        description="Among so many vectors of wordings every one is compared with what is asked. "
        "Among more, only those whose short codes are near: that misses one in a hundred "
        "of the ten nearest, is more than ten times as fast and takes half of the memory.",
    )

    max_draft_quotations: int = Field(
        default=200,
        ge=1,
        description="Most quotations in one draft that is checked; each is a search of its own.",
    )

    max_streams: int = Field(
        default=100,
        ge=0,
        description="Streams of changes open at once; each holds a connection.",
    )
    stream_seconds: int = Field(
        default=900,
        ge=0,
        le=86_400,
        description="How long a stream of changes stays open; clients come back by themselves.",
    )
    max_wait_seconds: int = Field(
        default=30,
        ge=0,
        le=300,
        description="How long a page of changes may wait for its first event.",
    )

    max_watches: int = Field(
        default=100,
        ge=0,
        description="Most watches of one key; without keys, of all callers together. Each query "
        "among them is held against every new wording.",
    )
    watch_events: int = Field(
        default=1_000,
        ge=1,
        le=100_000,
        description="Newest events kept for each watch, sent or not; older ones are forgotten, so "
        "that a receiver that never answers cannot fill the disk.",
    )
    webhook_tries: int = Field(
        default=8,
        ge=1,
        le=20,
        description="How often a webhook is tried before the event is given up as dead.",
    )
    webhook_retry_seconds: float = Field(
        default=5.0,
        ge=0.05,
        le=3_600,
        description="Wait after the first failed try; each further one is five times as long, up "
        "to ten hours, give or take a fifth.",
    )
    webhook_seconds: float = Field(
        default=10.0,
        ge=0.1,
        le=60,
        description="How long one try may take in all, connection included.",
    )
    webhook_threads: int = Field(
        default=4,
        ge=1,
        le=64,
        description="Webhooks tried at once; of one host never more than one.",
    )
    webhook_overlap_seconds: int = Field(
        default=86_400,
        ge=0,
        le=2_592_000,
        description="How long a webhook's secret goes on signing beside the one that replaces it, "
        "if the request names no other time.",
    )
    webhook_allow_private: bool = Field(
        default=False,
        description="Lets webhooks go to loopback and private addresses, to any port, and by "
        "plain http: for receivers of your own only.",
    )
    max_reviews: int = Field(
        default=1_000,
        ge=1,
        description="Most fact-check reviews in one request; a file of more is for `reviews "
        "import`.",
    )

    def limits(self) -> Limits:
        """Returns the limits that the use cases keep."""
        return Limits(
            max_text_chars=self.max_text_chars,
            max_title_chars=self.max_title_chars,
            max_query_chars=self.max_query_chars,
            max_queries=self.max_queries,
            max_batch_lines=self.max_batch_lines,
            max_page=self.max_page,
            sources_per_wording=self.sources_per_wording,
            candidates=self.candidates,
            max_draft_quotations=self.max_draft_quotations,
        )


def settings_markdown() -> str:
    """Returns a Markdown table of every setting: variable, default, meaning with its reason."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | `{_written(field.default)}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| variable | default | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def _written(value: object) -> str:
    """Returns a value as one writes it into the environment."""
    return str(value).lower() if isinstance(value, bool) else str(value)

"""Paths whose answers are no single document, and are treated apart."""

BATCH_PATH = "/v1/articles/batch"
STREAM_PATH = "/v1/changes/stream"

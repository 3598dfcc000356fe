"""The pure core: no I/O, no clock, no randomness, no knowledge of HTTP or of a database."""

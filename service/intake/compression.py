"""Undoing gzip and deflate without ever holding more than a limit."""

from __future__ import annotations

import zlib

from service.intake.problems import FetchError, FetchProblem

GZIP_MAGIC = b"\x1f\x8b"
AUTO_HEADER = 32 + zlib.MAX_WBITS
RAW = -zlib.MAX_WBITS


class Inflater:
    """Takes compressed pieces, gives plain ones; stops at the limit.

    Members that follow each other in one gzip stream are joined, as gzip files allow.
    """

    def __init__(self, max_bytes: int) -> None:
        """Prepare for at most this many plain bytes."""
        self.max_bytes = max_bytes
        self.size = 0
        self._stream = zlib.decompressobj(AUTO_HEADER)
        self._is_fresh = True

    def feed(self, piece: bytes) -> bytes:
        """Returns what this piece holds.

        Raises:
            FetchError: it is no compressed data, or holds more than the limit.
        """
        plain = b""
        while piece:
            room = self.max_bytes + 1 - self.size
            part = self._inflate(piece, room)
            plain += part
            self.size += len(part)
            if self.size > self.max_bytes:
                raise FetchError(
                    FetchProblem.TOO_LARGE, f"more than {self.max_bytes} bytes when unpacked"
                )
            piece = self._next_piece()
        return plain

    def _inflate(self, piece: bytes, room: int) -> bytes:
        try:
            part = self._stream.decompress(piece, room)
        except zlib.error as error:
            if self._is_fresh:
                # Some servers send deflate without its zlib header.
                self._stream, self._is_fresh = zlib.decompressobj(RAW), False
                return self._inflate(piece, room)
            raise FetchError(
                FetchProblem.CONTENT_ENCODING, "the compressed data are broken"
            ) from error
        self._is_fresh = False
        return part

    def _next_piece(self) -> bytes:
        if self._stream.eof and self._stream.unused_data.startswith(GZIP_MAGIC):
            rest = self._stream.unused_data
            self._stream = zlib.decompressobj(AUTO_HEADER)
            return rest
        return b"" if self._stream.eof else self._stream.unconsumed_tail

    @property
    def is_whole(self) -> bool:
        """Whether the stream came to its end."""
        return self._stream.eof


def gunzip(data: bytes, max_bytes: int) -> bytes:
    """Returns the plain bytes of gzip data; other data come back as they are.

    Raises:
        FetchError: the data are broken, cut off, or hold more than the limit.
    """
    if not data.startswith(GZIP_MAGIC):
        return data
    inflater = Inflater(max_bytes)
    plain = inflater.feed(data)
    if not inflater.is_whole:
        raise FetchError(FetchProblem.TRUNCATED, "the compressed data are cut off")
    return plain

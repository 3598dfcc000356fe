"""Takes a batch of articles in while it is still arriving, and answers line by line.

A result line leaves only when the step that stored its article is durable. Reading never waits
for the client to read its results, else a client that sends everything first would hang for ever;
the results wait in memory, as many as the declared number of lines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import orjson
from pydantic import ValidationError
from starlette.responses import Response

from service.domain.errors import InputError, LimitError, QuoteError
from service.http.bodies import parse_json
from service.http.errors import BodyTooLargeError, SlowBodyError
from service.http.handlers import instance_of, request_id_of, summarise, validation_faults
from service.http.models.articles import ArticleIn, BatchResult, article_input, article_result
from service.http.ndjson import Line, LineSplitter
from service.http.problems import VALIDATION, Problem, make_problem, problem_of
from service.http.refusals import note_refusals, url_in_line
from service.http.request_log import log_failure
from service.usecases.ingest import ingest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from anyio.streams.memory import MemoryObjectSendStream
    from starlette.types import Receive, Scope, Send

    from service.domain.model import ArticleInput
    from service.http.deps import Context

NDJSON = "application/x-ndjson"
_CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BatchStep:
    """Stores some lines in one durable step; runs in a thread."""

    context: Context
    clock: Callable[[], datetime]
    instance: str
    request_id: str | None

    def take(self, lines: Sequence[Line]) -> bytes:
        """Returns one result for each line, once what they hold is durable."""
        results: dict[int, BatchResult] = {}
        good: list[tuple[int, ArticleInput]] = []
        faults: dict[int, Exception] = {}
        for line in lines:
            try:
                good.append((line.number, self._parse(line)))
            except (InputError, ValidationError) as error:
                faults[line.number] = error
        for result in self._store(good, faults):
            results[result.line] = result
        for number, fault in faults.items():
            results[number] = self.refuse(number, fault)
        raw = {line.number: line.raw for line in lines if line.number in faults}
        refused = [(fault, url_in_line(raw[number])) for number, fault in faults.items()]
        note_refusals(self.context.store, refused, now=self.clock())
        return b"".join(encode(results[line.number]) for line in lines)

    def refuse(self, number: int, error: Exception) -> BatchResult:
        """Returns the result of a line that could not be taken."""
        problem = self._problem(error)
        return BatchResult(line=number, status=problem.status, problem=problem)

    def _parse(self, line: Line) -> ArticleInput:
        if line.raw is None:
            most = self.context.request_limits.body_bytes
            raise BodyTooLargeError(
                f"the line is larger than {most} bytes",
                field="body",
                remedy="Send a shorter text.",
            )
        return article_input(ArticleIn.model_validate(parse_json(line.raw)), self.context.desk)

    def _problem(self, error: Exception) -> Problem:
        if isinstance(error, ValidationError):
            faults = validation_faults(error.errors(include_url=False))
            return make_problem(
                VALIDATION,
                summarise(faults),
                instance=self.instance,
                request_id=self.request_id,
                errors=faults,
            )
        return problem_of(error, instance=self.instance, request_id=self.request_id)

    def _store(
        self, good: Sequence[tuple[int, ArticleInput]], faults: dict[int, Exception]
    ) -> list[BatchResult]:
        """Returns the results of what is stored; adds what was refused to the faults."""
        try:
            outcomes = ingest(
                self.context.store,
                [article for _, article in good],
                limits=self.context.limits,
                now=self.clock(),
            )
        except QuoteError as error:
            return [self.refuse(number, error) for number, _ in good]
        except Exception as error:  # noqa: BLE001  one article must not sink the others
            if len(good) > 1:
                return [result for each in good for result in self._store([each], faults)]
            log_failure(error)
            faults.update((number, error) for number, _ in good)
            return []
        results = []
        for (number, article), outcome in zip(good, outcomes, strict=True):
            if outcome.problem is not None:
                faults[number] = outcome.problem
                continue
            taken = article_result(outcome, article)
            results.append(
                BatchResult(
                    line=number,
                    status=201 if taken.is_new_article else 200,
                    article_id=taken.article_id,
                    version=taken.version,
                    mentions=taken.mentions,
                )
            )
        return results


def encode(result: BatchResult) -> bytes:
    """Returns a result as one line of NDJSON."""
    return orjson.dumps(result.model_dump(mode="json", exclude_none=True)) + b"\n"


@dataclass(slots=True)
class _Pending:
    """Lines that wait for the next step; ``is_over`` once there were too many."""

    lines: list[Line] = field(default_factory=list)
    size_bytes: int = 0
    is_over: bool = False

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self.size_bytes += len(line.raw or b"")

    def take(self) -> list[Line]:
        lines, self.lines, self.size_bytes = self.lines, [], 0
        return lines


class BatchResponse(Response):
    """Reads the request's body itself and answers while it does."""

    media_type = NDJSON

    def __init__(
        self, context: Context, clock: Callable[[], datetime], threads: anyio.CapacityLimiter
    ) -> None:
        self._context = context
        self._clock = clock
        # Threads of their own: batches that wait for the writer must not starve the readers.
        self._threads = threads
        self.status_code = 200
        self.background = None
        self.init_headers(None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [pair for pair in self.raw_headers if pair[0] != b"content-length"]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        most_lines = self._context.request_limits.batch_lines
        results, answers = anyio.create_memory_object_stream[bytes](most_lines + 2)
        step = BatchStep(self._context, self._clock, instance_of(scope), request_id_of(scope))
        async with anyio.create_task_group() as group, answers:
            group.start_soon(self._read, receive, step, results)
            async for piece in answers:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _read(
        self, receive: Receive, step: BatchStep, results: MemoryObjectSendStream[bytes]
    ) -> None:
        limits = self._context.request_limits
        splitter = LineSplitter(limits.body_bytes)
        pending = _Pending()
        more = True
        async with results:
            while more:
                try:
                    message = await receive()
                except (BodyTooLargeError, SlowBodyError) as error:
                    await self._flush(pending, step, results)
                    await results.send(encode(step.refuse(splitter.next_number, error)))
                    return
                if message["type"] == "http.disconnect":
                    return
                more = message.get("more_body", False)
                for line in splitter.feed(message.get("body", b"")):
                    await self._add(line, pending, step, results)
            for line in splitter.finish():
                await self._add(line, pending, step, results)
            await self._flush(pending, step, results)

    async def _add(
        self,
        line: Line,
        pending: _Pending,
        step: BatchStep,
        results: MemoryObjectSendStream[bytes],
    ) -> None:
        limits = self._context.request_limits
        if line.number > limits.batch_lines:
            if not pending.is_over:
                pending.is_over = True
                await self._flush(pending, step, results)
                await results.send(encode(step.refuse(line.number, _too_many(limits.batch_lines))))
            return  # read to the end all the same, so that the client gets to read the answer
        pending.add(line)
        if len(pending.lines) >= limits.chunk_lines or pending.size_bytes >= _CHUNK_BYTES:
            await self._flush(pending, step, results)

    async def _flush(
        self, pending: _Pending, step: BatchStep, results: MemoryObjectSendStream[bytes]
    ) -> None:
        if pending.lines:
            take = partial(step.take, pending.take())
            await results.send(await anyio.to_thread.run_sync(take, limiter=self._threads))


def _too_many(most: int) -> LimitError:
    return LimitError(
        f"the batch has more than {most} lines; this one and those after it were not read",
        field="body",
        remedy="Send the rest in another batch.",
    )

"""Who asks for watches: a key, anybody where there are no keys, or a reader of one feed."""

from typing import Annotated

from fastapi import Depends, Query, Request

from service.http.keys import Scope
from service.usecases.watches import Caller


async def _caller(request: Request) -> Caller:
    key = request.scope["state"].get("key")
    return Caller(key.id, key.allows(Scope.ADMIN)) if key else Caller()


CallerDep = Annotated[Caller, Depends(_caller)]

FeedToken = Annotated[
    str | None,
    Query(
        max_length=200,
        description="In place of a key, which feed readers cannot send: see "
        "`POST /v1/watches/{watch_id}/feed_token`. It opens the feeds of this one watch, for "
        "reading.",
    ),
]


async def _reader(caller: CallerDep, token: FeedToken = None) -> Caller:
    """Who asks for a feed: a key counts before a token."""
    return caller if caller.key_id or token is None else Caller(feed_token=token)


ReaderDep = Annotated[Caller, Depends(_reader)]

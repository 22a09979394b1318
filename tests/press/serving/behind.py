"""An ASGI application to stand behind the press's server: each path shows one thing.

Run as a process by ``test_bridge.py``: the store is ``BRIDGE_STORE``, what the application saw
goes to the file ``BRIDGE_LOG``.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from broadsheet.press.application import Application
from broadsheet.press.serve import Pages
from tests.press.serving.editions import reader

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def application() -> Application:
    """Return the press's application, with this module's behind it."""
    pages = Pages(reader(os.environ["BRIDGE_STORE"]), memory=2**20)
    return Application(pages, public=Path("/nonexistent"), load=lambda: answer)


async def answer(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one request."""
    await globals()[f"_{scope['path'].rsplit('/', 1)[-1]}"](scope, receive, send)


def _note(text: str) -> None:
    with Path(os.environ["BRIDGE_LOG"]).open("a") as log:
        log.write(f"{text}\n")


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        assert message["type"] == "http.request", message
        more = message["more_body"]
        yield message["body"]


async def _start(send: Send, status: int = 200, *headers: tuple[bytes, bytes]) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})


async def _whole(send: Send, data: bytes, *headers: tuple[bytes, bytes]) -> None:
    await _start(send, 200, (b"content-length", str(len(data)).encode()), *headers)
    await send({"type": "http.response.body", "body": data})


async def _echo(_scope: Message, receive: Receive, send: Send) -> None:
    data = b"".join([piece async for piece in _body(receive)])
    await _whole(send, data, (b"x-twice", b"a"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2"))


async def _measure(_scope: Message, receive: Receive, send: Send) -> None:
    """Read a body piece by piece; say its length, the longest piece, and what it took."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sizes = [len(piece) async for piece in _body(receive)]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    said = {"length": sum(sizes), "longest": max(sizes), "kilobytes": grown}
    await _whole(send, json.dumps(said).encode())


async def _scope(scope: Message, _receive: Receive, send: Send) -> None:
    await _whole(send, repr(scope).encode())


async def _stream(_scope: Message, _receive: Receive, send: Send) -> None:
    await _start(send, 200, (b"content-type", b"text/plain"))
    for number in range(5):
        await send(
            {"type": "http.response.body", "body": f"{number}\n".encode(), "more_body": True}
        )
    await send({"type": "http.response.body", "body": b"end\n"})


async def _endless(_scope: Message, _receive: Receive, send: Send) -> None:
    await _start(send, 200, (b"content-type", b"text/plain"))
    try:
        for _number in range(1_000_000):
            message = {"type": "http.response.body", "body": b"x" * 65_536, "more_body": True}
            await send(message)
            await asyncio.sleep(0)
        _note("endless went on")
    except BaseException as error:
        _note(f"endless ended: {type(error).__name__}")
        raise


async def _wait(_scope: Message, receive: Receive, send: Send) -> None:
    assert [piece async for piece in _body(receive)]
    message = await receive()
    _note(f"wait: {message['type']}")
    await _whole(send, b"")


async def _empty(_scope: Message, _receive: Receive, send: Send) -> None:
    await _start(send, 204)
    await send({"type": "http.response.body"})


async def _own500(_scope: Message, _receive: Receive, send: Send) -> None:
    await _start(send, 500, (b"content-type", b"text/html"))
    await send({"type": "http.response.body", "body": b"<h1>Ours</h1>"})


async def _raise(_scope: Message, _receive: Receive, _send: Send) -> None:
    raise RuntimeError("no more ink")


async def _halfway(_scope: Message, _receive: Receive, send: Send) -> None:
    await _start(send, 200, (b"content-length", b"100"))
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise RuntimeError("no more ink")


async def _busy(_scope: Message, _receive: Receive, send: Send) -> None:
    """Hold the event loop, as no application should."""
    _note("busy")
    time.sleep(1.5)
    await _whole(send, b"done")

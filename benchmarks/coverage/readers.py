"""Many readers of one live story, in one process: each does what the theme's script does."""

from __future__ import annotations

import asyncio
import random
import re
import time
import zlib
from dataclasses import dataclass, field

HOST = "127.0.0.1"
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 2.0, 60.0
"""As in live.js, which varies the pause by a fifth either way."""

WAIT_SECONDS = 20.0
ENTRY = re.compile(rb'id="entry-(\d+)"')
FROM = re.compile(rb'data-from="(\d+)"')
SIZE = 20
HEAD = "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{known}\r\n"


@dataclass
class Reader:
    """One reader: what came, and when (``time.time()``), by the entries' numbers."""

    port: int
    path: str
    seen: int = 0
    came: dict[int, float] = field(default_factory=dict)
    doubled: int = 0
    answers: int = 0
    unchanged: int = 0
    errors: int = 0
    etag: str = ""
    line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def read(self, until: float) -> None:
        """Ask again and again until a moment (``time.time()``)."""
        pause = PAUSE_SECONDS
        await asyncio.sleep(random.random() * PAUSE_SECONDS)
        while time.time() < until:
            try:
                await asyncio.wait_for(self._ask(), WAIT_SECONDS)
                pause = PAUSE_SECONDS
            except (OSError, EOFError, ValueError, TimeoutError):
                self.errors += 1
                self._hang_up()
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            await asyncio.sleep(pause * (0.8 + random.random() * 0.4))
        self._hang_up()

    async def _ask(self) -> None:
        status, etag, body = await self._get(self.path, self.etag)
        self.answers += 1
        if status == 304:
            self.unchanged += 1
            return
        first = int(FROM.findall(body)[0])
        missed: list[int] = []
        for number in range(self.seen + 1, first, SIZE):
            page = f"{self.path}{-(-number // SIZE)}/"
            missed += map(int, ENTRY.findall((await self._get(page, ""))[2]))
        numbers = [*missed, *map(int, ENTRY.findall(body))]
        now, fresh = time.time(), [each for each in numbers if each > self.seen]
        for number in fresh:
            self.doubled += number in self.came
            self.came.setdefault(number, now)
        self.seen = max([self.seen, *numbers])
        self.etag = etag

    async def _get(self, path: str, etag: str) -> tuple[int, str, bytes]:
        if self.line is None:
            self.line = await asyncio.open_connection(HOST, self.port)
        source, sink = self.line
        known = f"If-None-Match: {etag}\r\n" if etag else ""
        sink.write(HEAD.format(path=path, known=known).encode())
        head = (await source.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        status = int(head.split(" ", 2)[1])
        body = await source.readexactly(int(fields.get("content-length", 0)))
        if status not in {200, 304}:
            raise ValueError(status)
        if fields.get("content-encoding") == "gzip":
            body = zlib.decompress(body, zlib.MAX_WBITS | 16)
        return status, fields.get("etag", ""), body

    def _hang_up(self) -> None:
        if self.line is not None:
            self.line[1].close()
            self.line = None


async def _all(readers: list[Reader], until: float) -> None:
    await asyncio.gather(*(reader.read(until) for reader in readers))


def read(*, port: int, path: str, count: int, until: float) -> list[Reader]:
    """Have so many readers read until a moment; return them with what they got."""
    readers = [Reader(port, path) for _each in range(count)]
    asyncio.run(_all(readers, until))
    return readers

"""A mail server in a process of its own: it writes down what it takes before it says so."""

from __future__ import annotations

import asyncio
import os
import sys
from email.parser import BytesHeaderParser
from typing import Any

from aiosmtpd.smtp import SMTP

PAUSE_SECONDS = 0.006
"""What a message takes, so that there is a while to be killed in."""


class Handler:
    def __init__(self, path: str) -> None:
        self.log = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(PAUSE_SECONDS)
        name = BytesHeaderParser().parsebytes(envelope.content)["Message-ID"]
        os.write(self.log, f"{' '.join(envelope.rcpt_tos)} {name}\n".encode())
        await asyncio.sleep(PAUSE_SECONDS)
        return "250 Taken"


class Pipelining(SMTP):
    async def ehlo_hook(self) -> None:
        await self.push("250-PIPELINING")


async def serve(port: int, path: str) -> None:
    handler = Handler(path)
    server = await asyncio.get_running_loop().create_server(
        lambda: Pipelining(handler, hostname="127.0.0.1"), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2]))

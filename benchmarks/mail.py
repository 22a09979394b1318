"""Measures a number's sending beside a bare smtplib loop: ``python -m benchmarks.mail --help``.

Both hand the same letter to the same server, which takes everything and keeps nothing, all of
it on one core. The loop only says what SMTP asks for: it is the limit, and it forgets.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import smtplib
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.run import conditions, say

HOST = "127.0.0.1"
GREETING, READY = b"220 null\r\n", b"250 Yes\r\n"
OFFERS = b"250-null\r\n250-PIPELINING\r\n250 8BITMIME\r\n"
PARAGRAPHS = 20
"""About 20 KB of HTML, as a morning's number is."""


class Null(asyncio.Protocol):
    """A mail server that says yes to everything."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport
        self.rest, self.in_text = b"", False
        self.transport.write(GREETING)

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while True:
            end = b"\r\n.\r\n" if self.in_text else b"\r\n"
            if self.in_text and self.rest.startswith(b".\r\n"):
                end = b".\r\n"
            before, found, after = self.rest.partition(end)
            if not found:
                self.rest = self.rest[-4:] if self.in_text else self.rest
                return
            self.rest = after
            self.answer(before[:4].upper())

    def answer(self, verb: bytes) -> None:
        if self.in_text or verb not in {b"EHLO", b"DATA", b"QUIT"}:
            self.in_text = False
            self.transport.write(READY)
        elif verb == b"QUIT":
            self.transport.write(b"221 Bye\r\n")
        elif verb == b"DATA":
            self.in_text = True
            self.transport.write(b"354 Go on\r\n")
        else:
            self.transport.write(OFFERS)


async def serve() -> None:
    """Serve until the process is ended; print the port."""
    server = await asyncio.get_running_loop().create_server(Null, HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> int:
    """Measure, and write down what was found."""
    options = parsed()
    if options.part == "serve":
        asyncio.run(serve())
        return 0
    if options.part:
        print(json.dumps({"ledger": ledger, "loop": loop}[options.part](options)))
        return 0
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    asked = argparse.Namespace(messages=options.messages)
    results: dict[str, Any] = {"conditions": conditions(asked), "rows": []}
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.eml"
        for part in ("ledger", "loop"):
            say(f"{part}: {options.messages} messages")
            results["rows"].append(measured(part, options, Path(folder), letter))
            say(f"  {results['rows'][-1]}")
    options.results.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--results", type=Path, default=Path("benchmarks/mail.json"))
    parser.add_argument("--part", default="", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--letter", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def measured(part: str, options: argparse.Namespace, folder: Path, letter: Path) -> dict[str, Any]:
    """Run one of the two in a process of its own, with a server of its own."""
    here = [sys.executable, "-m", "benchmarks.mail", "--messages", str(options.messages)]
    server = subprocess.Popen([*here, "--part", "serve"], stdout=subprocess.PIPE, text=True)
    try:
        port = server.stdout.readline().strip() if server.stdout else ""
        environ = {
            **os.environ,
            "BROADSHEET_DIR": str(folder),
            "BROADSHEET_SECRET_KEY": "b" * 50,
            "BROADSHEET_MAIL_URL": f"smtp://{HOST}:{port}",
        }
        asked = [*here, "--part", part, "--port", port, "--letter", str(letter)]
        done = subprocess.run(asked, env=environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        return {"name": part, **json.loads(done.stdout.splitlines()[-1])}
    finally:
        server.kill()
        server.wait()


def ledger(options: argparse.Namespace) -> dict[str, Any]:
    """Send a number to so many readers, as a worker does; keep one message for the loop."""
    from benchmarks.papers.broadsheet import mailing  # noqa: PLC0415  needs Django set up

    mailing.prepare(options.messages)
    frozen = timed(mailing.freeze)
    options.letter.write_bytes(mailing.one_message())
    seconds = timed(lambda: mailing.send_all(options.messages))
    return {**row(options, seconds), "freezing_seconds": round(frozen, 2)}


def loop(options: argparse.Namespace) -> dict[str, Any]:
    """Hand as many messages over with the standard library's client, and nothing else."""
    text = options.letter.read_bytes()

    def hand_over() -> None:
        with smtplib.SMTP(HOST, options.port) as client:
            client.ehlo()
            for number in range(options.messages):
                client.sendmail("news@127.0.0.1", [f"reader{number}@example.org"], text)

    return row(options, timed(hand_over))


def timed(act: Any) -> float:
    """Return the seconds that an act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def row(options: argparse.Namespace, seconds: float) -> dict[str, Any]:
    """Return what is written down of one of the two."""
    return {
        "messages": options.messages,
        "seconds": round(seconds, 2),
        "rate": round(options.messages / seconds),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "bytes": options.letter.stat().st_size,
    }


if __name__ == "__main__":
    sys.exit(main())

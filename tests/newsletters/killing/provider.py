"""A provider in a process of its own, as Resend says of itself that it is, on a bad day.

https://resend.com/docs/dashboard/emails/idempotency-keys: a key that comes again with the same
request gets the first answer and no second mail; with another request, or while the first is in
hand, 409. What was taken is on disk before anything is said of it, and is known after a restart.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import uuid
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

Answer = tuple[int, dict[str, object]]

PAUSE_SECONDS = 0.003
SLOW_SECONDS = 1.0
"""Longer than the program is told to wait."""

BAD_DAYS = ("429", "500 before", "500 after", "gone before", "gone after", "slow before", "slow")
SHARE = 0.0025
"""Of all requests, for each kind of bad day."""

CONCURRENT = {"statusCode": 409, "name": "concurrent_idempotent_requests", "message": "In hand"}
OTHER = {"statusCode": 409, "name": "invalid_idempotent_request", "message": "Another payload"}
LATER = {"statusCode": 429, "name": "rate_limit_exceeded", "message": "Too many requests"}
BROKEN = {"statusCode": 500, "name": "internal_server_error", "message": "Sorry"}


class Mailroom:
    """What was taken, by its key: once, whatever is asked."""

    def __init__(self, log: Path) -> None:
        self.path, self.taken = log, dict[str, tuple[str, str]]()
        for line in log.read_text().splitlines() if log.exists() else []:
            _address, _name, key, digest, given = line.split()
            self.taken[key] = digest, given
        self.log = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        self.lock, self.in_hand = threading.Lock(), set[str]()

    def take(self, key: str, body: bytes, wait: float) -> Answer:
        digest = sha256(body).hexdigest()
        with self.lock:
            if key in self.in_hand:
                return 409, CONCURRENT
            if key in self.taken:
                known, given = self.taken[key]
                return (200, {"id": given}) if known == digest else (409, OTHER)
            self.in_hand.add(key)
        threading.Event().wait(wait)
        letter, given = json.loads(body), uuid.uuid4().hex
        [to], name = letter["to"], letter["headers"]["Message-ID"]
        with self.lock:
            os.write(self.log, f"{to} {name} {key} {digest} {given}\n".encode())
            self.taken[key] = digest, given
            self.in_hand.remove(key)
        return 200, {"id": given}


class Clerk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    room: Mailroom
    chance = random.SystemRandom()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # who asked was killed over it
            self.close_connection = True
            return
        key, day = self.headers["Idempotency-Key"], self.chance.random() / SHARE
        bad = BAD_DAYS[int(day)] if day < len(BAD_DAYS) else ""
        if bad == "gone before":
            self.close_connection = True
            return
        if bad in {"429", "500 before"}:
            self.say(*((429, LATER) if bad == "429" else (500, BROKEN)))
            return
        wait = SLOW_SECONDS if bad == "slow before" else PAUSE_SECONDS
        answer = self.room.take(key, body, wait)
        threading.Event().wait(SLOW_SECONDS if bad == "slow" else PAUSE_SECONDS)
        if bad == "gone after":
            self.close_connection = True
            return
        self.say(*((500, BROKEN) if bad == "500 after" else answer))

    def say(self, status: int, said: dict[str, object]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Reception(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: who asked was killed, or waits no more."""


if __name__ == "__main__":
    Clerk.room = Mailroom(Path(sys.argv[2]))
    Reception(("127.0.0.1", int(sys.argv[1])), Clerk).serve_forever()

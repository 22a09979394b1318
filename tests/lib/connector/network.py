"""A small Internet inside the machine: names, addresses, and a count of every call."""

from __future__ import annotations

from dataclasses import dataclass, field

import httpcore

from broadsheet.lib.connector import Connector
from broadsheet.lib.connector.backend import dial_tcp
from tests.lib.local_server import LocalServer

PUBLIC = "93.184.215.14"


@dataclass
class Network:
    """``names``: host → the answers to give in turn (the last for ever after).

    Each public address is really the local server on ``port``.
    """

    port: int = 9
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    resolved: list[str] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> list[str]:
        self.resolved.append(host)
        answers = self.names.get(host)
        if answers is None:
            raise OSError("Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, address: str, port: int, timeout: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        if address in self.dead:
            raise httpcore.ConnectError("refused")
        return dial_tcp("127.0.0.1", self.port, timeout)

    def connector(self, **rules: object) -> Connector:
        return Connector(resolve=self.resolve, dial=self.dial, **rules)  # type: ignore[arg-type]


def outside(server: LocalServer, **names: list[list[str]]) -> Network:
    """The Internet as seen from here, where paper.example is this local server."""
    return Network(port=server.port, names={"paper.example": [[PUBLIC]], **names})

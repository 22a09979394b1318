"""Is the port free? Asked before anything is started."""

from __future__ import annotations

import errno
import socket

from broadsheet.cli.errors import Problem
from broadsheet.config import Config


def refuse_taken_port(config: Config) -> None:
    """Raise Problem when this process couldn't listen at the configured address."""
    where = f"{config.host}:{config.port}"
    try:
        found = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _name, address = found[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except socket.gaierror as error:
        raise Problem(
            f"This machine knows no address “{config.host}”: {error.strerror}."
        ) from error
    except OSError as error:
        raise Problem(_why(error, where, config)) from error


def _why(error: OSError, where: str, config: Config) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {config.port} is in use by another program. "
            f"Stop that, or choose another: --port {config.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"This account may not listen at {where}; ports below 1024 are the system's."
    return f"Can't listen at {where}: {error.strerror}."

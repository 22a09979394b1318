"""The publication's folder and its ``broadsheet.toml``, read into one frozen object.

Truth, weakest first: the defaults below, ``broadsheet.toml``, ``BROADSHEET_*``
in the environment, and last ``settings.py`` in the folder. An unknown key is an
error that names the nearest known one.
"""

from __future__ import annotations

import base64
import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

FILE_NAME = "broadsheet.toml"

RESTORED = "restored"
"""The file in ``data/`` that says of when the backup is that the data came from.

It goes when a person has said that mail is to leave from here.
"""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LOOPBACK_NETWORKS = ("127.0.0.0/8", "::1/128")


class ConfigError(Exception):
    """The publication's configuration can't be used; the text says why and what to do."""


@dataclass(frozen=True)
class Config:
    """Everything that is set outside the editor.

    ``directory`` is the publication's folder. Mail goes to ``mail_url``:
    ``console:``, ``file:`` (``data/mail/``) or ``smtp://user:password@host:port``
    (``smtps://`` for TLS from the first byte, ``?tls=1`` for STARTTLS).
    To one domain go at most ``mail_per_domain`` newsletters a minute (0: any number).
    What comes back goes to ``mail_returns``, with the message's key after a ``+``, and is read
    from the Maildir ``mail_returns_folder`` or from ``mail_returns_box``, a box on a server:
    ``imaps://user:password@host/INBOX`` or ``pop3s://user:password@host`` (without the ``s``,
    no TLS). With a ``mail_dkim_key`` (PEM) newsletters are signed.
    All mail goes to ``mail_divert_to`` alone, where that is set: a copy is being tried.
    ``proxies`` are the addresses or networks of proxies in front, which say whom a request
    comes from; where none is named, and this machine alone is listened to, it is this machine.
    ``second_factor`` names the roles that must sign in with one.
    Webhooks go to servers of the Internet alone, by https, unless ``webhooks_private`` is set.
    Stories go to the ``apple_news_channel`` with the key and the secret that Apple gives for it;
    while ``apple_news_preview`` is set, only the channel's own people see them there.
    ``press_store`` is where printed pages are kept (a file's path or a PostgreSQL URL; empty:
    beside the database); a server keeps ``press_memory`` MB of them in memory.
    Which pages are opened is counted, of nobody in particular, unless ``count_visits`` is false.
    """

    directory: Path
    url: str = "http://127.0.0.1:8000"
    port: int = 8000
    host: str = "127.0.0.1"
    allowed_hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    second_factor: tuple[str, ...] = ("publisher", "managing-editor")
    debug: bool = False
    database_url: str = ""
    secret_key: str = field(default="", repr=False)
    mail_url: str = field(default="file:", repr=False)
    mail_from: str = ""
    mail_divert_to: str = ""
    mail_per_domain: int = 0
    mail_returns: str = ""
    mail_returns_folder: str = ""
    mail_returns_box: str = field(default="", repr=False)
    mail_dkim_selector: str = ""
    mail_dkim_key: str = field(default="", repr=False)
    weather_provider: str = "open-meteo"
    weather_url: str = ""
    webhooks_private: bool = False
    apple_news_channel: str = ""
    apple_news_key: str = field(default="", repr=False)
    apple_news_secret: str = field(default="", repr=False)
    apple_news_preview: bool = False
    press_store: str = field(default="", repr=False)
    press_memory: int = 64
    count_visits: bool = True
    theme: str = "classic"

    @property
    def data(self) -> Path:
        """The folder of everything that a backup must hold."""
        return self.directory / "data"

    @property
    def reads_returns(self) -> bool:
        """Whether what comes back to ``mail_returns`` is read."""
        return "@" in self.mail_returns and bool(self.mail_returns_folder or self.mail_returns_box)

    @cached_property
    def trusted_proxies(self) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
        """The networks whose ``X-Forwarded-For`` is believed. Raises ValueError for a bad one."""
        named = self.proxies or (LOOPBACK_NETWORKS if self.host in LOOPBACK else ())
        return tuple(ipaddress.ip_network(each) for each in named)

    @property
    def public(self) -> Path:
        """The folder of the pictures that printed pages use, which anybody may have."""
        return self.data / "public"

    @property
    def database_file(self) -> Path:
        """SQLite's file, used when no ``database_url`` is set."""
        return self.data / "broadsheet.sqlite3"


KEYS = {
    "url": "url",
    "port": "port",
    "host": "host",
    "allowed_hosts": "allowed_hosts",
    "proxies": "proxies",
    "second_factor": "second_factor",
    "debug": "debug",
    "theme": "theme",
    "secret_key": "secret_key",
    "database.url": "database_url",
    "mail.url": "mail_url",
    "mail.from": "mail_from",
    "mail.divert_to": "mail_divert_to",
    "mail.per_domain": "mail_per_domain",
    "mail.returns": "mail_returns",
    "mail.returns_folder": "mail_returns_folder",
    "mail.returns_box": "mail_returns_box",
    "mail.dkim_selector": "mail_dkim_selector",
    "mail.dkim_key": "mail_dkim_key",
    "weather.provider": "weather_provider",
    "weather.url": "weather_url",
    "webhooks.private": "webhooks_private",
    "apple_news.channel": "apple_news_channel",
    "apple_news.key": "apple_news_key",
    "apple_news.secret": "apple_news_secret",
    "apple_news.preview": "apple_news_preview",
    "press.store": "press_store",
    "press.memory": "press_memory",
    "press.count_visits": "count_visits",
}
"""Key in ``broadsheet.toml`` → field of Config. ``*_file`` of each reads it from a file."""


def load(directory: Path, environ: Mapping[str, str] | None = None) -> Config:
    """Read the configuration of the publication in ``directory``.

    Raises ConfigError for a file that can't be read, an unknown key, or a value
    of the wrong type. Writes nothing.
    """
    environ = os.environ if environ is None else environ
    values = _from_file(directory)
    values.update(_from_environment(environ))
    config = replace(Config(directory=directory), **values)
    _check_proxies(config)
    _check_mail(config)
    _check_apple_news(config)
    if not config.secret_key:
        config = replace(config, secret_key=_stored_secret(config))
    return config


def _from_file(directory: Path) -> dict[str, Any]:
    path = directory / FILE_NAME
    if not path.exists():
        return {}
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} can't be read: {error}") from error
    return dict(_value(key, value, directory) for key, value in _flatten(document))


def _flatten(document: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in document.items():
        if isinstance(value, Mapping):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((f"{prefix}{key}", value))
    return pairs


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if environ.get("DATABASE_URL"):
        values["database_url"] = environ["DATABASE_URL"]
    for key in KEYS:
        name = "BROADSHEET_" + key.replace(".", "_").upper()
        if name in environ:
            field_name, value = _value(key, environ[name], Path())
            values[field_name] = value
        elif f"{name}_FILE" in environ:
            field_name, value = _value(f"{key}_file", environ[f"{name}_FILE"], Path())
            values[field_name] = value
    return values


def _value(key: str, value: object, directory: Path) -> tuple[str, Any]:
    """Return the field that a key sets, and the value in that field's type."""
    if key.endswith("_file") and key[:-5] in KEYS:
        path = directory / str(value)
        try:
            return KEYS[key[:-5]], path.read_text("utf-8").strip()
        except OSError as error:
            raise ConfigError(f"{key} names {path}, which can't be read: {error}") from error
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else f" Known keys: {', '.join(KEYS)}."
        raise ConfigError(f"{FILE_NAME} has an unknown key “{key}”.{hint}")
    name = KEYS[key]
    kind = {each.name: each.type for each in fields(Config)}[name]
    return name, _typed(key, value, str(kind))


def _typed(key: str, value: object, kind: str) -> object:
    if kind == "bool":
        if isinstance(value, bool):
            return value
        if str(value).lower() in {"1", "true", "yes", "0", "false", "no"}:
            return str(value).lower() in {"1", "true", "yes"}
        raise ConfigError(f"“{key}” must be true or false, not {value!r}.")
    if kind == "int":
        try:
            return int(str(value))
        except ValueError:
            raise ConfigError(f"“{key}” must be a number, not {value!r}.") from None
    if kind.startswith("tuple"):
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list):
            raise ConfigError(f"“{key}” must be a list of host names, not {value!r}.")
        return tuple(str(item).strip() for item in items if str(item).strip())
    if not isinstance(value, str):
        raise ConfigError(f"“{key}” must be text, not {value!r}.")
    return value


def _check_proxies(config: Config) -> None:
    try:
        _networks = config.trusted_proxies
    except ValueError as error:
        raise ConfigError(
            f"“proxies” must be a list of addresses like “172.18.0.2” or networks like"
            f" “172.18.0.0/16”: {error}."
        ) from error


def _check_mail(config: Config) -> None:
    if config.mail_divert_to and not re.fullmatch(r"[^@\s,<>]+@[^@\s,<>]+", config.mail_divert_to):
        raise ConfigError("mail.divert_to must be one address, like “ed@example.org”.")
    if not config.mail_returns_box:
        return
    try:
        box = urlsplit(config.mail_returns_box)
    except ValueError as error:
        raise ConfigError(f"mail.returns_box is no address of a box: {error}.") from None
    if box.scheme not in {"imap", "imaps", "pop3", "pop3s"}:
        raise ConfigError(
            f"mail.returns_box starts with “{box.scheme}:”; it must start with imaps:// or pop3s://."
        )
    if not box.scheme.endswith("s") and box.hostname not in LOOPBACK:
        raise ConfigError(
            "mail.returns_box would send its password for all to read:"
            f" begin it with {box.scheme}s:// instead."
        )


def _check_apple_news(config: Config) -> None:
    """Raise ConfigError for half a set-up, or for what can't be what Apple hands out."""
    named = (config.apple_news_channel, config.apple_news_key, config.apple_news_secret)
    if any(named) and not all(named):
        raise ConfigError("apple_news needs all three: channel, key and secret.")
    for name, value in (("channel", named[0]), ("key", named[1])):
        if not re.fullmatch(r"[0-9A-Za-z-]*", value):
            raise ConfigError(f"apple_news.{name} must be an ID as News Publisher shows it.")
    try:
        base64.b64decode(named[2], validate=True)
    except ValueError:
        raise ConfigError(
            "apple_news.secret isn’t the key secret that News Publisher shows (base64)."
        ) from None


def _stored_secret(config: Config) -> str:
    path = config.data / "secret_key"
    return path.read_text("utf-8").strip() if path.exists() else ""

"""The publication's ``mail.url`` → Django's mail settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from broadsheet.config import Config, ConfigError

TIMEOUT_SECONDS = 15


def mail_settings(config: Config) -> dict[str, Any]:
    """Return the ``EMAIL_*`` and ``DEFAULT_FROM_EMAIL`` settings for this configuration.

    Raises ConfigError for a scheme that isn't ``console:``, ``file:``, ``smtp://``
    or ``smtps://``.
    """
    url = urlsplit(config.mail_url)
    host = urlsplit(config.url).hostname or "localhost"
    common = {
        "DEFAULT_FROM_EMAIL": config.mail_from or f"news@{host}",
        "SERVER_EMAIL": config.mail_from or f"news@{host}",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
    if url.scheme == "console":
        return {**common, "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if url.scheme == "file":
        return {
            **common,
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(config.data / "mail"),
        }
    if url.scheme in {"smtp", "smtps"}:
        return {
            **common,
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": url.hostname or "localhost",
            "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
            "EMAIL_HOST_USER": unquote(url.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
            "EMAIL_USE_SSL": url.scheme == "smtps",
            "EMAIL_USE_TLS": "tls" in parse_qs(url.query),
        }
    raise ConfigError(
        f"mail.url starts with “{url.scheme}:”; it must start with console:, file:, smtp:// or smtps://."
    )

"""The settings that tests run with: the program's own, on SQLite or ``DATABASE_URL``."""

from __future__ import annotations

import os
import tempfile

if "PYTEST_XDIST_WORKER" in os.environ:  # each process has a publication's folder of its own
    os.environ["BROADSHEET_DIR"] = tempfile.mkdtemp(prefix="broadsheet-tests-")
os.environ.setdefault("BROADSHEET_DIR", tempfile.mkdtemp(prefix="broadsheet-tests-"))
os.environ.setdefault("BROADSHEET_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("BROADSHEET_MAIL_URL", "console:")

from broadsheet.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

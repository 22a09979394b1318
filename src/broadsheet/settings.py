"""Config → Django settings. Reads the publication's configuration; writes nothing.

The folder is named by ``BROADSHEET_DIR`` (the command sets it).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import dj_database_url

from broadsheet import config as configuration
from broadsheet.lib import sqlite
from broadsheet.lib.mail import mail_settings
from broadsheet.staff.signin.settings import sign_in_settings

PACKAGE = Path(__file__).resolve().parent

BROADSHEET = configuration.load(Path(os.environ.get("BROADSHEET_DIR", ".")).resolve())

SECRET_KEY = BROADSHEET.secret_key
DEBUG = BROADSHEET.debug
ALLOWED_HOSTS = [
    *BROADSHEET.allowed_hosts,
    BROADSHEET.url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0],
    "127.0.0.1",
    "localhost",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [BROADSHEET.url] if "://" in BROADSHEET.url else []
SECURE = BROADSHEET.url.startswith("https://")

INSTALLED_APPS = [
    "broadsheet.press",
    "broadsheet.masthead",
    "broadsheet.staff",
    "broadsheet.photos",
    "broadsheet.topics",
    "broadsheet.newsroom",
    "broadsheet.fronts",
    "broadsheet.newsletters",
    "broadsheet.readership",
    "broadsheet.search",
    "broadsheet.wire",
    "broadsheet.themes",
    "broadsheet.demo",
    "broadsheet.doctor",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "broadsheet.staff.people.config.PeopleConfig",  # wagtail.users, with our views
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "broadsheet.themes.policy.ReaderPolicyMiddleware",
    "broadsheet.lib.refusal.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "broadsheet.staff.audit.WhenceMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "broadsheet.staff.signin.middleware.SigningInMiddleware",
    "broadsheet.newsroom.rights.wall.WallMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "broadsheet.newsroom.saving.signed_out.SignedOutMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "broadsheet.fronts.redirects.PublicRedirectMiddleware",
]

ROOT_URLCONF = "broadsheet.urls"
ASGI_APPLICATION = "broadsheet.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            BROADSHEET.directory / "templates",
            BROADSHEET.directory / "theme" / "templates",
            PACKAGE / "themes" / BROADSHEET.theme / "templates",
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

_SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        f"PRAGMA journal_mode={sqlite.journal_mode()}; PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
    ),
}
if BROADSHEET.database_url:
    DATABASES = {"default": dict(dj_database_url.parse(BROADSHEET.database_url, conn_max_age=60))}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(BROADSHEET.database_file),
            "OPTIONS": _SQLITE_OPTIONS,
        }
    }
PRESS_CATALOGUES = [
    "broadsheet.fronts.pages",
    "broadsheet.newsletters.pages",
    "broadsheet.wire.outgoing.pages",
]
PRESS_GENERATION = "broadsheet.themes.files.theme_version"
PRESS_FRAGMENTS = "broadsheet.fronts.fragments.render"
PRESS_VARIANTS = "broadsheet.fronts.fragments.variants"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "limits": {  # who asked the API how often (wire/outgoing/api/limits.py)
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

AUTH_USER_MODEL = "broadsheet_staff.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/-/desk/login/"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
globals().update(sign_in_settings(secure=SECURE))

CSRF_FAILURE_VIEW = "broadsheet.newsroom.saving.signed_out.forged_or_old"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a story of 200 blocks has more than Django's thousand

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]

STATIC_URL = "/-/static/"
STATIC_ROOT = BROADSHEET.data / "static"
STATICFILES_DIRS = [PACKAGE / "themes" / BROADSHEET.theme / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = BROADSHEET.data / "media"
FILE_UPLOAD_PERMISSIONS = 0o640

globals().update(mail_settings(BROADSHEET))

SECURE_SSL_REDIRECT = False  # the proxy in front does it; readers' pages are the same bytes on both
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor previews a page in a frame of its own

WAGTAIL_SITE_NAME = "Broadsheet"
WAGTAILADMIN_BASE_URL = BROADSHEET.url
WAGTAILIMAGES_IMAGE_MODEL = "broadsheet_photos.Photo"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.photos.forms.PhotoForm"
WAGTAILDOCS_DOCUMENT_MODEL = "broadsheet_photos.Attachment"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "txt", "mp3", "m4a", "ogg", "wav", "mp4", "webm", "vtt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * 1024 * 1024
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {"WIDGET": "broadsheet.newsroom.rich_text.RichTextArea"},
}
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # readers load embeds by a link, never in a page
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_APPEND_SLASH = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # only who is asked (newsroom/steps/letters)
WAGTAIL_FINISH_WORKFLOW_ACTION = "broadsheet.newsroom.steps.finishing.finish"
WAGTAILREDIRECTS_AUTO_CREATE = False  # masthead/receivers.py does it, and tells the press
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "broadsheet.search.backend", "SEARCH_CONFIG": "simple"},
}
TAGGIT_CASE_INSENSITIVE = True

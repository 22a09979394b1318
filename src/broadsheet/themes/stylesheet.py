"""The theme's stylesheets and scripts, made small, and the hash that lets them be inline."""

from __future__ import annotations

import base64
import functools
import hashlib
import re

from django.conf import settings
from django.templatetags.static import static

from broadsheet.themes.files import forget_with_the_theme, theme_folder

ORDER = (
    "tokens",
    "fonts",
    "type",
    "layout",
    "masthead",
    "fronts",
    "cards",
    "rail",
    "story",
    "figures",
    "blocks",
    "changes",
    "live",
    "numbers",
    "forms",
    "foot",
    "print",
)


@functools.lru_cache(maxsize=8)
def stylesheet(accent: str = "") -> str:
    """Return all of the theme's CSS in its order, the publication's own last.

    A file of the same name in the publication's ``theme/`` stands in for the theme's;
    its ``extra.css`` comes after all.
    """
    own = settings.BROADSHEET.directory / "theme"
    parts = []
    for name in (*ORDER, "extra"):
        for folder in (own, theme_folder()):
            path = folder / f"{name}.css"
            if path.exists():
                parts.append(path.read_text("utf-8"))
                break
    css = small("\n".join(parts))
    css = re.sub(r"url\(\"?(?:\./)?(fonts/[^)\"]+)\"?\)", lambda m: f"url({static(m[1])})", css)
    return css + (f":root{{--accent:{accent}}}" if accent else "")


forget_with_the_theme(stylesheet)


@functools.lru_cache(maxsize=8)
def script(name: str) -> str:
    """Return a script of the theme's, or the publication's own of that name, made small."""
    own = settings.BROADSHEET.directory / "theme" / f"{name}.js"
    path = own if own.exists() else theme_folder() / f"{name}.js"
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


forget_with_the_theme(script)


def small(css: str) -> str:
    """Take comments and needless white space out of a stylesheet."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()


def source_hash(inline: str) -> str:
    """Return the source expression of a sheet or a script for a policy (CSP 3, 2.3.1)."""
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    return f"'sha256-{digest}'"

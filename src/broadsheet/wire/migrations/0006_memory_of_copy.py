"""What an import keeps in mind of a story is no longer called by one of the formats."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def _rename(apps: Any, before: str, after: str) -> None:
    entries = apps.get_model("wagtailcore", "PageLogEntry").objects
    for entry in entries.filter(data__has_key=before).iterator():
        entry.data[after] = entry.data.pop(before)
        entry.save(update_fields=["data"])


def forward(apps: Any, _editor: Any) -> None:
    _rename(apps, "ninjs", "wire")


def back(apps: Any, _editor: Any) -> None:
    _rename(apps, "wire", "ninjs")


class Migration(migrations.Migration):
    dependencies = [
        ("broadsheet_wire", "0005_webhooks"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(forward, back)]

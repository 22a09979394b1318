"""Have the database keep what its logs say, also where no command of ours migrates it."""

from typing import Any

from django.db import migrations

from broadsheet.staff.seal import seal, unseal


def forwards(_apps: Any, schema_editor: Any) -> None:
    seal(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    unseal(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("broadsheet_staff", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]

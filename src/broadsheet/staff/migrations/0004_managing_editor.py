"""The editor of the whole paper is called managing editor, beside desk and copy editors."""

from typing import Any

from django.db import migrations


def _rename(apps: Any, old: str, new: str) -> None:
    """Rename a role's group; if there is one of the new name, its people come in besides."""
    groups = apps.get_model("auth", "Group").objects
    before, after = groups.filter(name=old).first(), groups.filter(name=new).first()
    if before and after:
        after.user_set.add(*before.user_set.all())
        before.delete()
    elif before:
        before.name = new
        before.save()


def forwards(apps: Any, _schema_editor: Any) -> None:
    _rename(apps, "Editor", "Managing editor")


def backwards(apps: Any, _schema_editor: Any) -> None:
    _rename(apps, "Managing editor", "Editor")


class Migration(migrations.Migration):
    dependencies = [
        ("broadsheet_staff", "0003_sessions"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(forwards, backwards)]

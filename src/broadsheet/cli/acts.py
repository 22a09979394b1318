"""The acts of the rooms, by name: they can be imported only once Django knows its apps."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from broadsheet.cli.errors import Problem


def act(act_name: str, /, *arguments: object, **options: object) -> object:
    """Do the act with this dotted name. Raises Problem when it finds the values wrong."""
    do: Callable[..., object] = import_string(f"broadsheet.{act_name}")
    try:
        return do(*arguments, **options)
    except ValidationError as error:
        raise Problem(" ".join(error.messages)) from error

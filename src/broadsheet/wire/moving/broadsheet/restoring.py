"""JSON from strangers → records: each value is what its field says, or the whole is refused."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

R = TypeVar("R")

LARGEST = 2**31
"""Greater numbers no column of ours holds."""
YEARS = range(1000, 9000)
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def parsed(text: str) -> Any:
    """Return what JSON says. Raises ValueError for what no database could keep as well."""
    try:
        text.encode()  # half a character, which JSON can write
        found = json.loads(text, parse_constant=_refuse)
        said = json.dumps(found, ensure_ascii=False)
        said.encode()
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    except UnicodeEncodeError as error:
        raise ValueError("it holds half a character") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON: {error.msg} at sign {error.pos}") from error
    if _NUL.search(said):
        raise ValueError("it holds a sign that no text has (NUL)")
    return found


def restored(kind: type[R], data: Any) -> R:
    """Return the record that ``plain.as_json`` wrote. Raises ValueError, with the field's name.

    What an older export doesn't say yet is empty.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__}: it isn’t a record")
    record: Any = kind
    values, wishes = {}, _hints(record)
    for field in dataclasses.fields(record):
        wanted = wishes[field.name]
        if field.name in data:
            try:
                values[field.name] = _value(wanted, data[field.name])
            except ValueError as reason:
                raise ValueError(f"{field.name}: {reason}") from reason
        elif field.default is dataclasses.MISSING:
            values[field.name] = _empty(wanted, field.name)
    return kind(**values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _empty(kind: Any, name: str) -> Any:
    if kind is str:
        return ""
    if get_origin(kind) is tuple:
        return ()
    if type(None) in get_args(kind):
        return None
    raise ValueError(f"{name}: it is missing")


def _value(kind: Any, data: Any) -> Any:
    if kind is Any:
        return data
    if get_origin(kind) is UnionType:
        [inner] = [each for each in get_args(kind) if each is not type(None)]
        return None if data is None else _value(inner, data)
    if get_origin(kind) is tuple:
        return _several(get_args(kind), data)
    if dataclasses.is_dataclass(kind):
        return restored(kind, data)  # type: ignore[arg-type]
    if kind is datetime:
        return _moment(data)
    if kind is float and type(data) is int:
        return float(data)
    if issubclass(kind, StrEnum) and isinstance(data, str):
        return kind(data)
    if type(data) is not kind or (kind is int and abs(data) >= LARGEST):
        raise ValueError(f"it should be of the kind {kind.__name__}")
    return data


def _several(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise ValueError("it should be a list")
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], each) for each in data)
    if len(data) != len(kinds):
        raise ValueError(f"it should have {len(kinds)} parts")
    return tuple(_value(kind, each) for kind, each in zip(kinds, data, strict=True))


def _moment(data: Any) -> datetime:
    found = datetime.fromisoformat(data) if isinstance(data, str) else None
    if found is None or found.tzinfo is None or found.year not in YEARS:
        raise ValueError("it should be a moment")
    return found.astimezone(UTC)

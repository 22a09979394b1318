"""Files, functions and templates stay small enough to be read in one go."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "broadsheet"

MEDIAN, P90, LONGEST = 80, 250, 500
"""Lines of a file: of the middle one, of nine in ten, of any."""

FUNCTION = 40
TEMPLATE = 150


def _python() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _functions(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (lines, name) of each function, from ``def`` to its last line, docstring left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            first = node.body[0]
            if ast.get_docstring(node) and first.end_lineno:
                length -= first.end_lineno - first.lineno + 1
            yield length, f"{path.relative_to(PACKAGE)}: {node.name}"


def _too_long(sizes: dict[str, int], limit: int) -> list[str]:
    return [f"{lines} {name}" for name, lines in sorted(sizes.items()) if lines > limit]


def test_files_are_short() -> None:
    sizes = {str(path.relative_to(PACKAGE)): _lines(path) for path in _python() if _lines(path)}
    lengths = sorted(sizes.values())
    longest = sorted(sizes.items(), key=lambda item: -item[1])[:20]
    report = "\n".join(f"{lines:5} {name}" for name, lines in longest)
    assert statistics.median(lengths) <= MEDIAN, report
    assert statistics.quantiles(lengths, n=10)[-1] <= P90, report
    assert not _too_long(sizes, LONGEST), report


def test_functions_are_short() -> None:
    sizes = {name: lines for path in _python() for lines, name in _functions(path)}
    assert not _too_long(sizes, FUNCTION)


def test_templates_are_short() -> None:
    sizes = {str(path.relative_to(PACKAGE)): _lines(path) for path in PACKAGE.rglob("*.html")}
    assert not _too_long(sizes, TEMPLATE)

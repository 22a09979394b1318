"""Results → docs/benchmarks.md: ``python -m benchmarks.report``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import editor as editors
from benchmarks import importing as moves
from benchmarks import planning as plans
from benchmarks.coverage import table as live
from benchmarks.live import LIMIT_SECONDS

Row = dict[str, Any]

TEXT = Path(__file__).with_name("report.md")
LIVE = {
    "own": "its own page",
    "home": "home",
    "section": "section",
    "author": "author",
    "story": "another story's Latest",
}


def main() -> int:
    """Write the page."""
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=here / "results.json")
    parser.add_argument("--scale", type=Path, default=here / "scale.json")
    parser.add_argument("--mail", type=Path, default=here / "mail.json")
    parser.add_argument("--editor", type=Path, default=here / "editor.json")
    parser.add_argument("--planning", type=Path, default=here / "planning.json")
    parser.add_argument("--extraction", type=Path, default=here / "extraction.json")
    parser.add_argument("--importing", type=Path, default=here / "importing.json")
    parser.add_argument("--coverage", type=Path, default=here / "coverage.json")
    parser.add_argument("--to", type=Path, default=here.parent / "docs" / "benchmarks.md")
    options = parser.parse_args()
    results = json.loads(options.results.read_text())
    grown = json.loads(options.scale.read_text()) if options.scale.exists() else {"sizes": []}
    mail = json.loads(options.mail.read_text()) if options.mail.exists() else {"rows": []}
    more = {
        "editor": _read(options.editor),
        "planning": _read(options.planning),
        "extraction": _read(options.extraction),
        "importing": _read(options.importing),
        "coverage": _read(options.coverage),
    }
    options.to.write_text(page(results, grown, mail, more))
    return 0


def _read(path: Path) -> Row:
    """Return the figures in a file; none where it isn't there."""
    return json.loads(path.read_text()) if path.exists() else {}


def page(results: Row, grown: Row, mail: Row, more: dict[str, Row]) -> str:
    """Return the page in Markdown: ``report.md`` with the figures in their places."""
    editor, planning = more["editor"], more["planning"]
    extraction, importing = more["extraction"], more["importing"]
    coverage = more["coverage"]
    rows = list(results["systems"].values())
    measured = [row for row in rows if row["rounds"] and "why_not" not in row]
    limit = results["systems"].get("nginx", {})
    return TEXT.read_text("utf-8").format(
        conditions=conditions(results["conditions"]),
        story=story_table(measured, limit),
        others=others_table(measured),
        memory="\n".join(f"- {row['label']}: {memory(row['memory'])}" for row in measured),
        live=live_table(measured),
        setups="\n".join(f"- **{r['label']}** {r.get('version', '')}: {r['setup']}" for r in rows),
        failures="\n".join(
            f"- {r['label']} was not measured: {r['why_not'].splitlines()[0]}"
            for r in rows
            if "why_not" in r
        ),
        scale=scale_table(grown["sizes"]) if grown["sizes"] else "Not measured.",
        scale_conditions=conditions(grown["conditions"]) if grown["sizes"] else "",
        mail=mail_table(mail["rows"]) if mail["rows"] else "Not measured.",
        mail_conditions=conditions(mail["conditions"]) if mail["rows"] else "",
        importing=as_table(moves.table_of(importing["rows"])) if importing else "Not measured.",
        importing_conditions=conditions(importing["conditions"]) if importing else "",
        editor=as_table(editors.table_of(editor)) if editor else "Not measured.",
        editor_conditions=conditions(editor["conditions"]) if editor else "",
        planning=as_table(plans.table_of(planning)) if planning else "Not measured.",
        planning_conditions=conditions(planning["conditions"]) if planning else "",
        coverage=as_table(live.table_of(coverage["rows"])) if coverage else "Not measured.",
        coverage_conditions=conditions(coverage["conditions"]) if coverage else "",
        extraction=extraction_table(extraction["rows"]) if extraction else "Not measured.",
        extraction_conditions=conditions(extraction["conditions"]) if extraction else "",
    )


def conditions(found: Row) -> str:
    """Return under what the figures were taken, in a sentence or two."""
    asked = ", ".join(f"{name} {value}" for name, value in found["asked"].items())
    ends = f"; {asked}." if asked else "."
    return (
        f"{found['when']}, commit {found['commit']}, {found['cores']} cores "
        f"({found['processor']}), {found['memory_gb']} GB, Linux {found['kernel']}, "
        f"Python {found['python']}; load before: {found['load_before']:.1f}{ends}"
    )


def story_table(rows: list[Row], limit: Row) -> str:
    """Return the table of the story's page, each system beside nginx."""
    head = (
        "", "p50, 1", "req/s, 1", "req/s, 16", "× nginx", "req/s, 64", "× nginx",
        "p99, 64", "× nginx", "CPU, 16", "bytes", "memory",
    )  # fmt: skip
    lines = []
    for row in rows:
        rate, late = "requests_a_second", "p99_ms"
        lines.append(
            [
                row["label"],
                f"{value(row, 'story', 1, 'p50_ms'):.2f} ms",
                *(f"{value(row, 'story', n, rate):,.0f}" for n in (1, 16)),
                ratio(row, limit, 16, rate),
                f"{value(row, 'story', 64, rate):,.0f}",
                ratio(row, limit, 64, rate),
                f"{value(row, 'story', 64, late):.1f} ms",
                ratio(row, limit, 64, late),
                f"{value(row, 'story', 16, 'cpu_us'):,.0f} µs",
                f"{row['bytes']['story']:,}",
                f"{sum(row['memory'].values()):,.0f} MB",
            ]
        )
    return table(head, lines)


def others_table(rows: list[Row]) -> str:
    """Return the table of the home page and of all stories in turn."""
    head = ("", "home, 1", "home, 16", "home, 64", "all stories in turn, 16", "errors")
    lines = []
    for row in rows:
        rates = [value(row, "home", n, "requests_a_second") for n in (1, 16, 64)]
        rates.append(value(row, "in_turn", 16, "requests_a_second"))
        errors = sum(
            each["errors"] for found in row["rounds"] for name in found for each in found[name]
        )
        lines.append([row["label"], *(f"{rate:,.0f}" for rate in rates), str(errors)])
    return table(head, lines)


def live_table(rows: list[Row]) -> str:
    """Return the table of publish-to-live times: the middle one, and the longest."""
    lines = [
        [row["label"], *(seconds(each[name] for each in row["live"]) for name in LIVE)]
        for row in rows
        if row.get("live")
    ]
    return table(("", *LIVE.values()), lines)


def scale_table(rows: list[Row]) -> str:
    """Return the table of Broadsheet's growth."""
    cells: list[tuple[str, Callable[[Row], str]]] = [
        ("loading, in bulk", lambda row: f"{row['loading_seconds']:,.0f} s"),
        ("printing all pages", lambda row: f"{row['printing_seconds']:,.0f} s"),
        ("databases", lambda row: sizes(row["megabytes"])),
        ("one story, req/s at 16", lambda row: rate_of(row["story"], 16)),
        ("any story, req/s at 16", lambda row: rate_of(row["in_turn"], 16)),
        ("any story, req/s at 64", lambda row: rate_of(row["in_turn"], 64)),
        ("one story, CPU at 16", lambda row: f"{row['story'][1]['cpu_us']:,.0f} µs"),
        ("any story, CPU at 16", lambda row: f"{row['in_turn'][0]['cpu_us']:,.0f} µs"),
        ("memory", lambda row: memory(row["memory"])),
        *(
            (f"published to live: {label}", lambda row, name=name: seconds_of(row, name))
            for name, label in LIVE.items()
        ),
    ]
    found = [row for row in rows if "why_not" not in row]
    head = ("stories", *(f"{row['stories']:,}" for row in found))
    return table(head, [[label, *(cell(row) for row in found)] for label, cell in cells])


def as_table(rows: list[list[str]]) -> str:
    """Return rows, the first of which is the head, as a table."""
    head, *lines = rows
    return table(head, lines)


def extraction_table(rows: list[Row]) -> str:
    """Return the table of reading saved pages, the half kept apart first."""
    names = ("broadsheet", "trafilatura", "readability")
    lines = [
        [
            row["what"],
            "looked at" if row["tuned_on"] else "kept apart",
            str(row["pages"]),
            *(f"{row[name]:.3f}" for name in names),
        ]
        for row in sorted(rows, key=lambda row: row["tuned_on"])
    ]
    return table(("", "half", "pages", *names), lines)


def mail_table(rows: list[Row]) -> str:
    """Return the table of sending, beside the bare loop."""
    labels = {"ledger": "Broadsheet, with its ledger", "loop": "smtplib, a bare loop"}
    limit = next(row["rate"] for row in rows if row["name"] == "loop")
    head = ("", "messages", "seconds", "messages/s", "× the loop", "memory", "bytes of each")
    cells = [
        [
            labels[row["name"]],
            f"{row['messages']:,}",
            f"{row['seconds']:,.0f}",
            f"{row['rate']:,}",
            f"{row['rate'] / limit:.2f}",
            f"{row['megabytes']} MB",
            f"{row['bytes']:,}",
        ]
        for row in rows
    ]
    return table(head, cells)


def value(row: Row, page_name: str, connections: int, what: str) -> float:
    """Return the middle of the rounds."""
    return median(each_round(row, page_name, connections, what))


def each_round(row: Row, page_name: str, connections: int, what: str) -> list[float]:
    """Return one figure of every round."""
    return [
        each[what]
        for found in row["rounds"]
        for each in found[page_name]
        if each["connections"] == connections and each[what] is not None
    ]


def ratio(row: Row, limit: Row, connections: int, what: str) -> str:
    """Return the middle of the rounds' ratios to nginx: what slows a round slows both."""
    if not limit.get("rounds") or row is limit:
        return "1" if row is limit else "–"
    pairs = zip(
        each_round(row, "story", connections, what),
        each_round(limit, "story", connections, what),
        strict=False,
    )
    return f"{median(own / its for own, its in pairs):.3g}"


def memory(parts: dict[str, float]) -> str:
    """Return the sum, and the parts of what runs in several programs."""
    total = f"{sum(parts.values()):,.0f} MB"
    if len(parts) == 1:
        return total
    named = sorted(parts.items(), key=lambda part: -part[1])
    return f"{total} ({', '.join(f'{name} {size:,.0f}' for name, size in named)})"


def sizes(parts: dict[str, float]) -> str:
    """Return the databases' sizes."""
    return ", ".join(f"{name.partition('.')[0]} {size:,.0f} MB" for name, size in parts.items())


def rate_of(loads: list[Row], connections: int) -> str:
    """Return the requests a second at so many connections."""
    found = next(each for each in loads if each["connections"] == connections)
    return f"{found['requests_a_second']:,.0f}"


def seconds_of(row: Row, name: str) -> str:
    """Return the times of one page of a size's row."""
    return seconds(each[name] for each in row["live"])


def seconds(found: Iterable[float | None]) -> str:
    """Return the middle time and the longest; what never came counts as the limit."""
    times = [LIMIT_SECONDS if each is None else each for each in found]
    return f"{_time(median(times))} ({_time(max(times))})"


def _time(each: float) -> str:
    if each >= LIMIT_SECONDS:
        return f"> {LIMIT_SECONDS} s"
    return f"{each:.2f} s" if each < 10 else f"{each:.0f} s"


def table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    head = list(head)
    rows = [head, ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


if __name__ == "__main__":
    sys.exit(main())

"""Copy that means harm, and copy that means nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import lxml.html
import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.newsroom import queries
from broadsheet.newsroom.holds import embargo_ends
from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming.formats.ninjs.fields import named_alike
from broadsheet.wire.incoming.formats.ninjs.vocabulary import READ
from tests.factories import max_reads
from tests.lib import xss_payloads
from tests.wire.incoming.samples import a_file, an_item, bring_in
from tests.wire.incoming.strategies import HTML

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FAMILIES = ("PLAIN", "HANDLERS", "ADDRESSES", "WHOLE_PAGE", "OTHER_RULES", "TORN")
NEVER = {"iframe", "object", "embed", "base", "frame", "frameset", "portal", "math", "marquee"}


def _everywhere(payload: str, number: int) -> dict[str, Any]:
    """Return an item that has a payload in every field of text."""
    named = [{"name": payload, "value": payload}]
    return an_item(
        f"urn:{number}",
        headlines=[{"role": "main", "value": f"Number {number} {payload}"}],
        bodies=[
            {"contentType": "text/html", "value": f"<p>Words</p>{payload}<ul><li>{payload}</ul>"}
        ],
        descriptions=[{"value": payload, "contentType": "text/plain"}],
        by=f"Ines {payload}",
        located=payload,
        creditLine=payload,
        usageTerms=payload,
        slugline=payload,
        edNote=payload,
        subjects=named,
        people=named,
        places=named,
    )


def _assert_nothing_runs(html: str, scripts: int) -> None:
    tree = lxml.html.document_fromstring(html)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    assert not {element.tag for element in elements} & NEVER
    assert len(tree.findall(".//script")) == scripts
    for script in tree.findall(".//script"):
        assert script.get("type") == "application/ld+json"
        json.loads(script.text or "")
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), (element.tag, name, value)
            plain = "".join(c for c in value if ord(c) > 32).lower()
            if name in {"href", "src", "action", "formaction", "cite", "background"}:
                assert not plain.startswith(("javascript:", "vbscript:", "data:text")), value
                assert not plain.startswith(("//evil", "/\\", "\\\\")), value


@pytest.mark.parametrize("family", FAMILIES)
def test_no_script_in_any_field_survives_on_the_storys_page(tmp_path: Path, family: str) -> None:
    payloads = getattr(xss_payloads, family)
    items = [_everywhere(payload, at) for at, payload in enumerate(payloads)]
    told = bring_in(a_file(tmp_path, an_item("urn:harmless"), *items), publish=True)
    assert told.set_aside == 0, told
    reader = max_reads()
    address = Story.objects.get(source_uri="urn:harmless").address
    page = lxml.html.document_fromstring(reader.get(address).content)
    scripts = len(page.findall(".//script"))
    for story in Story.objects.filter(live=True):
        _assert_nothing_runs(reader.get(story.address).content.decode(), scripts)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
NAMED = st.lists(
    st.fixed_dictionaries({}, optional={"name": JSON, "role": JSON, "value": JSON | st.text()}),
    max_size=3,
)
ITEMS = st.fixed_dictionaries(
    {"uri": st.uuids().map(lambda uuid: f"urn:uuid:{uuid}")},
    optional={
        **dict.fromkeys(sorted(READ - {"uri", "guid"}), JSON | NAMED),
        "type": st.just("text"),
        "headline": st.text(min_size=1),
        "body_html": HTML,
        "by": st.text(),
        "pubstatus": st.sampled_from(["usable", "withheld", "canceled"]),
        "versioncreated": st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat),
        "embargoed": st.datetimes(
            min_value=datetime(2026, 1, 1), max_value=datetime(2026, 5, 1), timezones=st.just(UTC)
        ).map(datetime.isoformat),
    },
)


@given(items=st.lists(ITEMS, min_size=1, max_size=3))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_item_stops_an_import_or_is_public_before_it_may_be(items: list[dict[str, Any]]) -> None:
    with TemporaryDirectory() as folder, time_machine.travel(NOON, tick=False):
        file = a_file(Path(folder), *items, name="copy.json")
        told = bring_in(file, publish=True)
        again = bring_in(file, publish=True)
    counted = sum(int(part.split()[0]) for part in told.sums.split(", "))
    assert counted == len(items), told
    assert not [line for line in told if "it can't be kept" in line], told
    assert again.sums.startswith("0 made, 0 changed"), again
    for story in queries.published():
        assert embargo_ends(story) is None
    may_be_public = {
        item["uri"] for item in items if named_alike(item).get("pubstatus", "usable") == "usable"
    }
    uris = {item["uri"] for item in items}
    public = set(
        queries.published().filter(source_uri__in=uris).values_list("source_uri", flat=True)
    )
    assert public <= may_be_public


@given(data=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@settings(max_examples=50, deadline=None)
def test_no_file_stops_an_import(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "copy.json"
        file.write_bytes(data)
        assert bring_in(file).set_aside >= 1

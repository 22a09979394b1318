"""A row of Substack's list of posts, and its file → a record."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from broadsheet.lib import clock
from broadsheet.lib.html import text_of
from broadsheet.wire.moving.lead import Lead
from broadsheet.wire.moving.records import Post, State

PAGE = "page"
EVERYONE = "everyone"


def post_of(row: dict[str, str], lead: Lead) -> Post:
    """Return a post. What was for those who pay is for nobody here until somebody decides."""
    key = row["post_id"].strip()
    slug = key.partition(".")[2]
    published = _moment(row.get("post_date"))
    state, remark = _state(row, published)
    extra = {name: [row[name]] for name in ("type", "audience", "email_sent_at") if row.get(name)}
    return Post(
        key=key,
        title=text_of(row["title"]),
        body=_with_sound(lead.body, (row.get("podcast_url") or "").strip()),
        hero=lead.picture.key if lead.picture else "",
        state=state,
        stands=row.get("type") == PAGE,
        slug=slug,
        standfirst=text_of(row.get("subtitle") or ""),
        published=published,
        addresses=(f"/p/{slug}",) if slug else (),
        remark=remark,
        extra=extra,
    )


def _moment(value: str | None) -> datetime | None:
    """Return a time as Substack writes it (ISO 8601, in UTC); None for none."""
    try:
        found = datetime.fromisoformat((value or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _state(row: dict[str, str], published: datetime | None) -> tuple[State, str]:
    if row["is_published"].strip().lower() != "true":
        return State.DRAFT, ""
    if row["audience"].strip() != EVERYONE:
        return State.PRIVATE, ""
    if published is None:
        return State.DRAFT, "the export doesn’t say when it came out"
    if published > clock.now():
        return State.DRAFT, "the export says that it came out on a day that is yet to come"
    return State.PUBLIC, ""


def _with_sound(html: str, address: str) -> str:
    """Return the text with its episode to listen to before it."""
    return f'<audio src="{escape(address)}"></audio>{html}' if address else html

"""Those who wrote, in the paper that moves: the authors of ours, or new ones."""

from __future__ import annotations

from django.utils.text import slugify

from broadsheet.newsroom.models import Author, Byline
from broadsheet.wire.incoming.names import MAX_BYLINE, free
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Kind, Outcome

MAX_NAME = 120


def author_of(key: str, ledger: Ledger) -> Author | None:
    """Return the author that the source knows by this key; None for one without a name.

    Made when the first story needs it. Of two people of one name at one paper, the source's
    key tells them apart; somebody of that name who was here before is taken for the same.
    """
    known = ledger.known(Kind.PERSON, key)
    if known and (ours := ledger.recall(known, Author)):
        found: Author = ours
        return found
    name = str(known.data.get("name") if known else key).strip()[:MAX_NAME]
    if not name:
        return None
    author = _same(name, ledger)
    outcome = Outcome.MERGED if author else Outcome.IMPORTED
    author = author or _make(name, known.data if known else {})
    remark = str(known.data.get("remark", "")) if known else ""
    ledger.note(Kind.PERSON, key, outcome, name=name, why=remark, became=f"author:{author.pk}")
    return author


def strike_remarks(ledger: Ledger) -> None:
    """Say no more of the names that somebody has put right here."""
    people = ledger.of_this_run().filter(kind=Kind.PERSON).exclude(became="")
    for each in people:
        ours = each.recall(Author) if each.data.get("remark") else None
        if ours and ours.name != each.name:
            data = {**each.data, "remark": ""}
            ledger.note(Kind.PERSON, each.key, Outcome(each.outcome), why="", data=data)


def _same(name: str, ledger: Ledger) -> Author | None:
    """Return who was here before under that name: nobody that this move has brought."""
    brought = ledger.move.arrivals.filter(kind=Kind.PERSON).exclude(became="")
    ours = [each.pk_here for each in brought]
    return Author.objects.filter(name__iexact=name).exclude(pk__in=ours).order_by("pk").first()


def _make(name: str, data: dict[str, str]) -> Author:
    base = slugify(data.get("slug") or name, allow_unicode=True)[:100] or "author"
    taken = set(Author.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return Author.objects.create(name=name, slug=free(base, taken), life=data.get("life", ""))


def bylines(keys: tuple[str, ...], ledger: Ledger, *, else_by: str) -> list[Byline]:
    """Return who signs; what nobody signs is signed by the paper itself."""
    found = [author for key in keys if (author := author_of(key, ledger))]
    if not found:
        return [Byline(name=else_by[:MAX_BYLINE], sort_order=0)]
    unique = dict.fromkeys(found)
    return [Byline(author=author, sort_order=at) for at, author in enumerate(unique)]

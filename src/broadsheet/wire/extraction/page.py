"""Bytes of a saved page → its story: by the page's own word first, then by its structure."""

from __future__ import annotations

from copy import deepcopy

from htmldate import find_date
from lxml import html
from lxml.html import HtmlElement

from broadsheet.lib.html import followed
from broadsheet.wire.extraction.body import body_of
from broadsheet.wire.extraction.claims import Thing, article_of, marked, metas_of, named
from broadsheet.wire.extraction.decoding import decoded
from broadsheet.wire.extraction.furniture import taken_off
from broadsheet.wire.extraction.pictures import pictures_of
from broadsheet.wire.extraction.record import Moment, SavedStory
from broadsheet.wire.extraction.tree import tree_of, words_in
from broadsheet.wire.extraction.values import host_of, line, moment, names, without_paper

MAX_BYLINE = 200
MANY = 4
"""More names than that are a list of the paper's people, not a story's byline."""

Metas = dict[str, list[str]]

_TITLES = ("og:title", "twitter:title", "dc.title")
_PUBLISHED = (
    *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date"),
    *("dc.date.issued", "dc.date", "dcterms.created", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "article.published", "ptime", "pdate", "date"),
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
_AUTHORS = ("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author")
_STANDFIRST = ("og:description", "description", "twitter:description", "dc.description")
_SECTION = ("article:section", "parsely-section", "section")
_KEYWORDS = ("article:tag", "news_keywords", "parsely-tags", "keywords")
_BYLINES = (
    "//*[@rel='author']",
    "//*[contains(concat(' ',@class,' '),' byline__name ') or contains(@class,'author-name')"
    " or contains(@class,'author_name') or contains(@class,'authorName')]",
    "//*[contains(@class,'byline') and not(.//*[contains(@class,'byline')])]",
)


def extract(page: bytes) -> SavedStory:
    """Return what a page tells. Raises Refused, with the reason, for what can't be read."""
    tree = tree_of(decoded(page))
    article, metas = article_of(tree), metas_of(tree)
    headline = _headline(tree, article, metas)
    said_of_authors = _authors_said(tree, article, metas)
    marked_day = _published(tree, article, metas)
    address = _address(tree, article, metas)
    language = line(tree.get("lang"))[:35]
    whole = deepcopy(tree)
    links = taken_off(tree)
    pictures = pictures_of(tree)
    published = marked_day or _day_shown(tree)
    body = body_of(tree, whole, headline, pictures)
    return SavedStory(
        headline=headline,
        authors=said_of_authors or _authors_shown(tree),
        published=published,
        day_is_guessed=published is not None and marked_day is None,
        updated=moment(article.get("dateModified")) or moment(_first(metas, _UPDATED)),
        standfirst=line(article.get("description")) or _first(metas, _STANDFIRST),
        body=body,
        pictures=tuple(dict.fromkeys(p for p in pictures.values() if _shown(p.address, body))),
        section=next(iter(named(article.get("articleSection"))), "") or _first(metas, _SECTION),
        keywords=_keywords(article, metas),
        also_read=tuple(link for link in links if followed(link.address)),
        address=address,
        language=language,
    )


def _shown(address: str, body: str) -> bool:
    return address.replace("&", "&amp;") in body


def _first(metas: Metas, keys: tuple[str, ...]) -> str:
    return next((metas[key][0] for key in keys if metas.get(key)), "")


def _headline(tree: HtmlElement, article: Thing, metas: Metas) -> str:
    heads = [words for each in tree.iter("h1") if (words := words_in(each))][:20]
    papers = [
        _first(metas, ("og:site_name", "application-name")),
        host_of(_address(tree, {}, metas)),
    ]
    title = _first(metas, _TITLES) or words_in(tree.find(".//title"))
    title = without_paper(title, papers, heads)
    own = line(article.get("headline"))
    return (own if own and not own.endswith("...") else "") or title or next(iter(heads), "")


def _published(tree: HtmlElement, article: Thing, metas: Metas) -> Moment:
    """Return the story's own moment, never that of the masthead: only what is marked as its."""
    found = moment(article.get("datePublished")) or moment(_first(metas, _PUBLISHED))
    if found:
        return found
    shown = [*marked(tree, "datePublished"), *tree.xpath("//article//time/@datetime")]
    return next((when for each in shown if (when := moment(each))), None)


def _day_shown(tree: HtmlElement) -> Moment:
    """Return the day that the page's head tells, or else what is left without its furniture."""
    head = html.Element("html")
    head.extend(deepcopy(each) for each in tree.iter("head"))
    try:
        told = find_date(head, original_date=True, extensive_search=False)
        return moment(told or find_date(deepcopy(tree), original_date=True))
    except Exception:  # of a library whose errors are not declared: no day is known then
        return None


def _authors_said(tree: HtmlElement, article: Thing, metas: Metas) -> tuple[str, ...]:
    said = names(named(article.get("author")))
    return said or names(value for key in _AUTHORS for value in metas.get(key, ())[:10])


def _authors_shown(tree: HtmlElement) -> tuple[str, ...]:
    if found := names(marked(tree, "author")):
        return found
    for path in _BYLINES:
        shown = [words_in(each) for each in tree.xpath(path)[:5]]
        if found := names(each for each in shown if len(each) < MAX_BYLINE):
            return found if len(found) <= MANY else ()
    return ()


def _keywords(article: Thing, metas: Metas) -> tuple[str, ...]:
    own = named(article.get("keywords"))
    said = own or next((metas[key] for key in _KEYWORDS if metas.get(key)), [])
    words = [line(word) for each in said for word in each.split(",")]
    return tuple(dict.fromkeys(word for word in words if word))[:50]


def _address(tree: HtmlElement, article: Thing, metas: Metas) -> str:
    links = tree.xpath("//link[translate(@rel,'CANONIL','canonil')='canonical']/@href")
    said = article.get("mainEntityOfPage") or article.get("url")
    said = said.get("@id") if isinstance(said, dict) else said
    found = [*links, _first(metas, ("og:url",)), line(said)]
    return next((each for each in map(line, found) if each.startswith(("http://", "https://"))), "")

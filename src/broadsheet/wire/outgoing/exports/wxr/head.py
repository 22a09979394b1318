"""What stands at the head of each file of WXR: the site, who wrote, categories and tags."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.wire.outgoing.exports.pieces import Person
from broadsheet.wire.outgoing.exports.records import Section
from broadsheet.wire.outgoing.exports.wxr.elements import NAMESPACES, VERSION, slug, words, wp
from broadsheet.wire.outgoing.exports.wxr.site import Site
from broadsheet.wire.outgoing.xml import Xml, element

CLOSING = "</channel>\n</rss>\n"


def opening(site: Site) -> str:
    """Return the file up to its first item."""
    spaces = "".join(f'\n  xmlns:{name}="{address}"' for name, address in NAMESPACES.items())
    parts = "\n".join(map(str, _parts(site)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- generator="Broadsheet" -->\n'
        f'<rss version="2.0"{spaces}\n>\n<channel>\n{parts}\n'
    )


def _parts(site: Site) -> Iterator[Xml]:
    paper = site.paper
    yield element("title", words(paper.name))
    yield element("link", paper.url)
    yield element("description", words(paper.tagline))
    yield element("language", paper.language)
    yield wp("wxr_version", VERSION)
    yield wp("base_site_url", paper.url)
    yield wp("base_blog_url", paper.url)
    for person in site.people.values():
        yield _author(person, site)
    # A section comes after the one that it lies in, as WordPress wants it.
    yield from (_category(section, site) for section in site.sections.values())
    for topic in site.topics.values():
        yield wp("tag", [
            wp("term_id", site.numbers.of("topic", str(topic.key))),
            wp("tag_slug", slug(topic.slug)),
            wp("tag_name", words(topic.name)),
            wp("tag_description", words(topic.description)),
        ])  # fmt: skip


def _author(person: Person, site: Site) -> Xml:
    first, _space, last = person.name.rpartition(" ")
    return wp("author", [
        wp("author_id", site.numbers.of("person", person.key)),
        wp("author_login", site.login_of(person.key)),
        wp("author_email", person.email),
        wp("author_display_name", words(person.name)),
        wp("author_first_name", words(first)),
        wp("author_last_name", words(last)),
    ])  # fmt: skip


def _category(section: Section, site: Site) -> Xml:
    above = site.sections.get(section.above or 0)
    return wp("category", [
        wp("term_id", site.numbers.of("section", str(section.key))),
        wp("category_nicename", site.slug_of(section)),
        wp("category_parent", site.slug_of(above) if above else ""),
        wp("cat_name", words(section.name)),
        wp("category_description", words(section.description)),
    ])  # fmt: skip

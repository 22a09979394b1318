"""What an export says of each thing is what the record says, and nothing is left out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.wire.moving.records import (
    Broken,
    Comment,
    Other,
    Paper,
    Person,
    Picture,
    Post,
    Section,
    State,
    Topic,
)
from broadsheet.wire.moving.wordpress.reader import records_of
from broadsheet.wire.moving.wordpress.refusals import NotAnExport

from .samples import attachment, export, item, meta, only, post, read

CATEGORY = '<category domain="category" nicename="{0}"><![CDATA[{1}]]></category>'
TAG = '<category domain="post_tag" nicename="{0}"><![CDATA[{1}]]></category>'
AUTHOR = '<category domain="author" nicename="cap-{0}"><![CDATA[{1}]]></category>'
DECLARED = (
    "<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[rosa]]></wp:author_login>"
    "<wp:author_email><![CDATA[rosa@old.example]]></wp:author_email>"
    "<wp:author_display_name><![CDATA[Rosa Reyes]]></wp:author_display_name></wp:author>\n"
)


def test_a_story_arrives_with_all_that_wordpress_knew_of_it(tmp_path: Path) -> None:
    more = (
        CATEGORY.format("news", "News")
        + CATEGORY.format("council", "Council &amp; Courts")
        + TAG.format("budget", "Budget")
        + meta("_thumbnail_id", "7")
        + meta("_edit_lock", "1709:1")
        + meta("dek", "What it costs")
    )
    story = item(3, title="A <em>new</em> bridge", excerpt="<p>It opens today.</p>", more=more)
    picture = attachment(
        7,
        "https://old.example/wp-content/uploads/2024/03/bridge.jpg",
        meta("_wp_attached_file", "2024/03/bridge.jpg")
        + meta("_wp_attachment_image_alt", "The bridge")
        + meta("_media_credit", "Ann Onym"),
        excerpt="The <b>new</b> bridge",
        title="Bridge",
    )
    records = read(tmp_path, export(DECLARED, story, picture))

    assert only(Paper, records) == Paper(
        "https://old.example", "The Old Herald", "en-GB", "WordPress/6.4"
    )
    assert only(Person, records) == Person("rosa", "Rosa Reyes", "rosa", "rosa@old.example")
    found = only(Post, records)
    assert (found.title, found.standfirst) == ("A new bridge", "It opens today.")
    assert (found.authors, found.topics) == (("rosa",), ("budget",))
    assert (found.hero, found.slug) == ("7", "story-3")
    assert found.published == datetime(2024, 3, 1, 17, tzinfo=UTC)
    assert found.addresses == ("/2024/03/story-3/", "/?p=3")
    assert found.extra == {"dek": ["What it costs"]}
    names = {record.key: record.name for record in records if isinstance(record, Section | Topic)}
    assert [names[key] for key in found.sections] == ["News", "Council & Courts"]
    shown = only(Picture, records)
    assert (shown.alt, shown.caption, shown.credit) == ("The bridge", "The new bridge", "Ann Onym")
    assert (shown.path, shown.key) == ("2024/03/bridge.jpg", "7")
    assert records.index(shown) < records.index(found)


@pytest.mark.parametrize(
    ("status", "password", "state"),
    [
        ("publish", "", State.PUBLIC),
        ("publish", "sesame", State.PRIVATE),
        ("future", "", State.SCHEDULED),
        ("pending", "", State.PENDING),
        ("private", "", State.PRIVATE),
        ("draft", "", State.DRAFT),
        ("auto-draft", "", State.DRAFT),
        ("trash", "", State.TRASHED),
        ("trash", "sesame", State.TRASHED),
        ("acf-disabled", "", State.DRAFT),
        ("", "", State.DRAFT),
    ],
)
def test_nothing_is_more_public_than_it_was(
    tmp_path: Path, status: str, password: str, state: State
) -> None:
    found = post(tmp_path, item(status=status, post_password=password))
    assert found.state == state
    assert (found.published is None) == (state not in {State.PUBLIC, State.SCHEDULED})
    assert ("password" in found.extra) == bool(password)
    assert "sesame" not in str(found)


def test_a_draft_without_greenwich_time_is_dated_by_the_sites_own_clock(tmp_path: Path) -> None:
    draft = item(2, status="draft", post_date_gmt="0000-00-00 00:00:00")
    records = read(tmp_path, export(item(1), draft))
    found = [record.written for record in records if isinstance(record, Post)]
    assert found == [datetime(2024, 3, 1, 17, tzinfo=UTC)] * 2


def test_a_date_that_is_none_is_no_date(tmp_path: Path) -> None:
    nothing = {"post_date": "0000-00-00 00:00:00", "post_date_gmt": "2024-13-41 99:00:00"}
    assert post(tmp_path, item(**nothing)).written is None


def test_co_authors_are_named_in_order_and_a_guest_is_a_person(tmp_path: Path) -> None:
    guest = item(
        9,
        "guest-author",
        meta("cap-display_name", "Gus Guest") + meta("cap-description", "Writes."),
        post_name="cap-gus",
    )
    story = item(1, more=AUTHOR.format("gus", "gus") + AUTHOR.format("rosa", "rosa"))
    records = read(tmp_path, export(DECLARED, story, guest))
    assert only(Post, records).authors == ("gus", "rosa")
    people = {record.key: record for record in records if isinstance(record, Person)}
    assert (people["gus"].name, people["gus"].life) == ("Gus Guest", "Writes.")
    assert set(people) == {"gus", "rosa"}


def test_a_broken_author_is_the_declared_one(tmp_path: Path) -> None:
    records = read(tmp_path, export(DECLARED, item(creator=">rosa"), item(2, creator="Rosa>")))
    assert only(Person, records).key == "rosa"


def test_an_author_known_by_a_mail_address_shows_none(tmp_path: Path) -> None:
    records = read(tmp_path, export(item(creator="max.m@old.example")))
    assert only(Person, records).name == "max.m"


def test_who_is_known_by_a_login_alone_needs_a_name(tmp_path: Path) -> None:
    nameless = "<wp:author><wp:author_login>desk</wp:author_login></wp:author>"
    guest = item(9, "guest-author", title="Gus Guest", post_name="cap-gus")
    stories = item(1, creator="rosa"), item(2, creator="max"), item(3, creator="gus")
    records = read(tmp_path, export(DECLARED, nameless, *stories, guest))
    people = {each.key: bool(each.remark) for each in records if isinstance(each, Person)}
    assert people == {"rosa": False, "max": True, "desk": True, "gus": False}


def test_a_section_comes_after_the_one_it_lies_in_and_a_ring_is_cut(tmp_path: Path) -> None:
    def category(slug: str, above: str) -> str:
        return (
            f"<wp:category><wp:category_nicename>{slug}</wp:category_nicename>"
            f"<wp:category_parent>{above}</wp:category_parent>"
            f"<wp:cat_name><![CDATA[{slug.title()}]]></wp:cat_name></wp:category>\n"
        )

    head = category("courts", "local") + category("local", "") + category("a", "b")
    records = read(tmp_path, export(head, category("b", "a")))
    found = [(each.key, each.above) for each in records if isinstance(each, Section)]
    assert found == [("local", ""), ("courts", "local"), ("b", ""), ("a", "b")]


def test_comments_are_kept_and_only_approved_ones_are_approved(tmp_path: Path) -> None:
    def comment(number: int, approved: str, above: int = 0) -> str:
        return (
            f"<wp:comment><wp:comment_id>{number}</wp:comment_id>"
            f"<wp:comment_author><![CDATA[Max]]></wp:comment_author>"
            f"<wp:comment_date_gmt>2024-03-02 08:00:00</wp:comment_date_gmt>"
            f"<wp:comment_content><![CDATA[Good <b>story</b>]]></wp:comment_content>"
            f"<wp:comment_approved>{approved}</wp:comment_approved>"
            f"<wp:comment_parent>{above}</wp:comment_parent></wp:comment>\n"
        )

    found = post(tmp_path, item(more=comment(1, "1") + comment(2, "spam", 1) + comment(3, "0")))
    assert [each.approved for each in found.comments] == [True, False, False]
    moment = datetime(2024, 3, 2, 8, tzinfo=UTC)
    assert found.comments[1] == Comment(
        "2", "Max", "", "Good <b>story</b>", moment, approved=False, answers="1"
    )


def test_addresses_of_other_alphabets_and_former_slugs_are_told(tmp_path: Path) -> None:
    slug = "%e6%96%b0%e9%97%bb"
    link = f"https://old.example/a/{slug}/"
    found = post(tmp_path, item(4, link=link, post_name=slug, more=meta("_wp_old_slug", "news")))
    assert found.slug == "新闻"
    assert found.addresses == (f"/a/{slug.upper()}/", "/a/news/", "/?p=4")


@pytest.mark.parametrize(
    ("name", "said", "title"),
    [
        ("_yoast_wpseo_title", "%%title%% %%page%% %%sep%% %%sitename%%", "A – The Old Herald"),
        ("rank_math_title", "Better: %title%", "Better: A"),
        ("_aioseo_title", "#post_title", ""),
        ("_yoast_wpseo_title", "%%title%% %%cf_city%%", ""),
        ("_genesis_title", "We are #1 &amp; 50% off", "We are #1 & 50% off"),
    ],
)
def test_a_title_for_search_engines_is_filled_in(
    tmp_path: Path, name: str, said: str, title: str
) -> None:
    more = meta(name, said) + meta("rank_math_description", "All of it")
    found = post(tmp_path, item(title="A", more=more))
    assert (found.seo_title, found.seo_description) == (title, "All of it")
    assert found.extra[name] == [said]


def test_the_main_section_comes_first(tmp_path: Path) -> None:
    head = (
        "<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>b</wp:category_nicename>"
        "<wp:cat_name>B</wp:cat_name></wp:category>"
    )
    more = CATEGORY.format("a", "A") + CATEGORY.format("b", "B")
    found = post(tmp_path, head, item(more=more + meta("_yoast_wpseo_primary_category", "4")))
    assert found.sections == ("b", "a")


def test_an_export_in_two_files_is_one(tmp_path: Path) -> None:
    picture = attachment(7, "https://old.example/a.jpg")
    stories = item(1, body='[gallery ids="7"]', more=meta("_thumbnail_id", "7")) + item(2)
    one, two = tmp_path / "1.xml", tmp_path / "2.xml"
    one.write_text(export(stories), "utf-8")
    two.write_text(export(picture, item(2)), "utf-8")
    records = list(records_of(one, two))
    found = [each for each in records if isinstance(each, Post)]
    assert [each.key for each in found] == ["1", "2"]
    assert (found[0].hero, "a.jpg" in found[0].body) == ("7", True)
    assert only(Other, records).name == "Story 2"
    two.write_text("<rss></rss>", "utf-8")
    with pytest.raises(NotAnExport, match=r"^2\.xml: "):
        list(records_of(one, two))


def test_a_broken_author_of_the_head_is_told(tmp_path: Path) -> None:
    head = "<wp:author><wp:author_login>rosa</wp:author>"
    records = read(tmp_path, export(head, item()))
    assert only(Broken, records).where.startswith("wp:author")


def test_what_has_no_counterpart_is_named(tmp_path: Path) -> None:
    parts = (
        item(1, "nav_menu_item"),
        item(2, "wpcf7_contact_form", title="Write to us"),
        attachment(3, "https://old.example/a.pdf"),
    )
    records = read(tmp_path, export(*parts))
    found = {each.kind: each for each in records if isinstance(each, Other)}
    assert len(found) == 3
    assert found["wpcf7_contact_form"].name == "Write to us"
    assert "https://old.example/a.pdf" in found["file"].why


def test_the_old_papers_menus_are_told_entry_by_entry(tmp_path: Path) -> None:
    def entry(number: int, title: str, order: int, **fields: str) -> str:
        more = "".join(meta(f"_menu_item_{name}", value) for name, value in fields.items())
        menu = '<category domain="nav_menu" nicename="top"><![CDATA[Top &amp; foot]]></category>'
        return item(
            number,
            "nav_menu_item",
            more + menu,
            title=title,
            post_name=str(number),
            menu_order=str(order),
        )

    category = (
        "<wp:category><wp:term_id>7</wp:term_id><wp:category_nicename>city</wp:category_nicename>"
        "<wp:cat_name><![CDATA[City]]></wp:cat_name></wp:category>"
    )
    records = read(
        tmp_path,
        export(
            category,
            item(5, "page", title="About us"),
            entry(20, "", 1, object="page", object_id="5"),
            entry(21, "", 2, object="category", object_id="7"),
            entry(22, "Shop", 3, object="custom", object_id="22", url="https://shop.example/"),
            entry(23, "", 4, object="post", object_id="99"),
            item(24, "nav_menu_item", title="Loose"),
        ),
    )
    told = [(e.name, e.why) for e in records if isinstance(e, Other) and e.kind == "nav_menu_item"]
    of = "of the menu “Top & foot”, which led to"
    assert told == [
        ("About us", f"It is entry 1 {of} page “About us”: make menus anew."),
        ("City", f"It is entry 2 {of} category “City”: make menus anew."),
        ("Shop", f"It is entry 3 {of} https://shop.example/: make menus anew."),
        ("23", f"It is entry 4 {of} post 99: make menus anew."),
        ("Loose", "It is an entry of a menu: make menus anew."),
    ]


def test_a_guest_who_is_an_author_too_is_one_person(tmp_path: Path) -> None:
    linked = meta("cap-linked_account", "rosa") + meta("cap-description", "Writes.")
    guest = item(9, "guest-author", linked, title="R. Reyes", post_name="cap-r-reyes")
    story = item(1, more=AUTHOR.format("r-reyes", "r-reyes"))
    records = read(tmp_path, export(DECLARED, guest, story))
    assert only(Person, records).life == "Writes."
    assert only(Post, records).authors == ("rosa",)
    assert only(Other, records).why == "It is the same person as another author."


def test_comments_under_a_picture_are_counted(tmp_path: Path) -> None:
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"
    records = read(tmp_path, export(attachment(3, "https://old.example/a.jpg", comment)))
    assert only(Other, records).why == "It has 1 of them, and is no story."


def test_the_number_of_another_story_is_no_address(tmp_path: Path) -> None:
    moved = item(4, guid="https://old.example/?p=5"), item(6, guid="https://old.example/?p=7")
    records = read(tmp_path, export(*moved, item(5)))
    found = {each.key: each.addresses[1:] for each in records if isinstance(each, Post)}
    assert found == {"4": ("/?p=4",), "5": ("/?p=5",), "6": ("/?p=7", "/?p=6")}


def test_the_front_page_is_no_storys_address(tmp_path: Path) -> None:
    assert post(tmp_path, item(4, link="https://old.example")).addresses == ("/?p=4",)


def test_an_address_with_a_former_date_is_told(tmp_path: Path) -> None:
    found = post(tmp_path, item(4, more=meta("_wp_old_date", "2023-12-31")))
    assert found.addresses == ("/2024/03/story-4/", "/2023/12/story-4/", "/?p=4")


def test_two_items_of_one_number_stay_two_and_the_same_twice_is_told(tmp_path: Path) -> None:
    parts = (item(5), item(5, title="Another"), item(5))
    records = read(tmp_path, export(*parts))
    posts = [record for record in records if isinstance(record, Post)]
    assert len({each.key for each in posts}) == 2
    assert only(Other, records).why == "It stands in the export twice."

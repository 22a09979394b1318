"""A small paper with one of each, and what readers see of it."""

from __future__ import annotations

from datetime import timedelta

from lxml import html
from wagtail.contrib.redirects.models import Redirect

from broadsheet.fronts.actions import arrange
from broadsheet.lib import clock
from broadsheet.masthead.actions import describe_publication
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Answer, Byline, ChangeKind, FormerAddress, Story
from broadsheet.wire.moving.ledger import Ledger, begin
from broadsheet.wire.moving.models import Kind, Outcome
from tests.factories import a_draft, a_paper, a_section, a_story, a_topic, an_author, max_reads
from tests.pictures import a_photo
from tests.wire.outgoing.exports.test_paper import a_paper_of_every_state
from tests.wire.outgoing.test_feed_bodies import an_attachment, every_block


def a_whole_paper() -> dict[str, Story]:
    """Make a paper with every block, every state and every thing that an export has."""
    home = a_paper()
    describe_publication(
        home=home,
        profiles=[("Mastodon", "https://social.example/@courier")],
        tagline="All the harbour’s news",
        founded=1871,
        units="fahrenheit",
        show_versions="corrected",
        logo=a_photo("Logo"),
    )
    made = a_paper_of_every_state()
    a_section("Asia", under=a_section("World"))
    mara = an_author("Mara Ellison")
    mara.life, mara.portrait, mara.links = "She writes.", a_photo("Mara"), "https://a.example/m"
    mara.save()
    about = InformationPage(title="About", slug="about", intro="Who", purpose="about")
    about.body = (
        f'<p data-block-key="ab1cd">Us: <a linktype="page" id="{made["public"].pk}">a</a></p>'
    )
    home.add_child(instance=about)
    about.save_revision().publish()
    home.add_child(
        instance=InformationPage(title="Ethics", slug="ethics", live=False)
    ).save_revision()
    made["whole"] = _a_corrected_story(made)
    made["retracted"] = a_story("Nine boats", section=a_section("Asia"))
    actions.issue_correction(
        story=made["retracted"], kind=ChangeKind.RETRACTION, text="There were none."
    )
    _what_waits(made)
    _comments_from_before(made["whole"])
    gone = a_story("Gone for ever")
    gone.delete()
    FormerAddress.objects.get_or_create(
        address="/2011/boats.html", story=made["whole"], defaults={"since": clock.now()}
    )
    Redirect.objects.create(old_path="/old", redirect_page=made["whole"], is_permanent=True)
    Redirect.objects.create(
        old_path="/away?p=1", redirect_link="https://a.example/", is_permanent=False
    )
    until = {made["whole"]: clock.now() + timedelta(days=3)}
    picks = {"front": [made["whole"], made["public"]], "dont-miss": [made["public"]]}
    arrange(section=None, picks=picks, until=until)
    arrange(section=a_section("World"), picks={"front": [made["public"]]})
    return made


def _a_corrected_story(made: dict[str, Story]) -> Story:
    links = (
        f'<p data-block-key="k1x2y">It’s <b>here</b> &amp;'
        f' <a linktype="page" id="{made["draft"].pk}">a</a>,'
        f' <a linktype="document" id="{an_attachment().pk}">b</a>, <a href="/world/">c</a></p>'
    )
    story = a_story(
        "A ferry for <all> & “more”",
        section=a_section("Asia"),
        standfirst="It sails.",
        kicker="Harbour",
        kind="analysis",
        dateline="Port Alder",
        hero=a_photo(
            "Hero",
            caption="At dawn",
            licence="CC0",
            focal_point_x=20,
            focal_point_y=10,
            focal_point_width=8,
            focal_point_height=6,
        ),
        hero_caption="At dusk",
        bylines=[
            Byline(author=an_author(), sort_order=0),
            Byline(name="Ann Guest", role="data", sort_order=1),
        ],
        topics=[a_topic("Port Alder", "place"), a_topic("Ada Lind", "person")],
        body=[("paragraph", links), *every_block()],
        seo_title="Ferry",
        search_description="A ferry.",
        social_title="A ferry!",
        social_image=a_photo("Social"),
        canonical_url="https://a.example/ferry",
        credit_line="AP",
        usage_terms="Once.",
        source_uri="urn:agency:1",
    )
    story.standfirst = "It sailed with 9."
    note = Answer(kind=ChangeKind.CORRECTION, text="It sailed.", wrong="It sails.")
    story = actions.publish(story=story, change=note)
    story.kicker = "Harbor"
    story = actions.publish(story=story, change=Answer(kind=ChangeKind.TYPO))
    actions.change_address(story=story, address="/ferry/")
    return Story.objects.get(pk=story.pk)


def _comments_from_before(story: Story) -> None:
    """Have the paper have come from another system, where readers wrote under its stories."""
    ledger = Ledger(begin("Ghost: https://old.example"))
    ledger.note(Kind.STORY, "abc", Outcome.IMPORTED, became=f"story:{story.pk}")
    said = {"author": "Max", "email": "max@example.org", "approved": True, "story": "abc"}
    first = {**said, "key": "c1", "text": "No.", "written": "2019-05-02T10:00:00+00:00"}
    for each in (first, {**said, "key": "c2", "text": "Yes.", "written": "", "answers": "c1"}):
        ledger.note(Kind.COMMENT, str(each["key"]), Outcome.IMPORTED, data=each)


def _what_waits(made: dict[str, Story]) -> None:
    """What was held, what is, and what of public stories comes out later."""
    made["obituary"] = a_draft("An obituary", kind="obituary")
    ready = a_draft("Ready to go", kind="obituary")
    actions.take_out_of_drawer(story=ready, reason="He is dead.")
    actions.publish(story=ready, at=clock.now() + timedelta(days=5))
    next_text = a_story("A text that changes")
    actions.embargo(story=next_text, until=clock.now() + timedelta(days=2), reason="The court’s.")
    next_text = Story.objects.get(pk=next_text.pk)
    next_text.title = "A text that will change by 12"
    hour = clock.now() + timedelta(days=4)
    actions.publish(story=next_text, at=hour, change=Answer(kind=ChangeKind.UPDATE, text="More."))
    plain = a_story("Withdrawn without a word")
    actions.withdraw(story=plain)
    told = a_story("Withdrawn with a word")
    actions.withdraw_at_once(story=told, reason="Wrong.", words_for_readers="It was wrong.")
    made |= {"ready": ready, "next": next_text, "plain": plain, "told": told}


def what_readers_see() -> dict[str, tuple[int, str, str]]:
    """Return what every address of the paper answers: the status, where it leads, its words."""
    stories = Story.objects.exclude(address=None)
    places = set(stories.values_list("address", flat=True))
    places |= set(FormerAddress.objects.values_list("address", flat=True))
    places |= {
        "/old",
        "/away?p=1",
        "/about/",
        "/ethics/",
        "/",
        "/world/",
        "/world/asia/",
        "/hidden/",
    }
    places |= {"/authors/mara-ellison/", "/topics/ada-lind/", "/ferry/versions/1/", "/corrections/"}
    return {place: _seen(str(place)) for place in sorted(map(str, places))}


def _seen(place: str) -> tuple[int, str, str]:
    answer = max_reads().get(place)
    if answer.status_code in {301, 302}:
        return answer.status_code, answer["Location"], ""
    tree = html.fromstring(answer.content)
    for unseen in tree.xpath("//script|//style|//head"):
        unseen.getparent().remove(unseen)
    pictures = " ".join(tree.xpath("//img/@alt|//img/@src"))
    return answer.status_code, pictures, " ".join(tree.text_content().split())

"""``broadsheet import``: stories from other systems."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up
from broadsheet.wire.moving.how import How


@click.group(name="import")
def import_() -> None:
    """Bring in stories from files of other systems."""


Command = Callable[..., int]


def _copy(form: str, about: str) -> None:
    """Give ``import`` a command for copy in one form."""

    @import_.command(form, help=about)
    @click.argument(
        "files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path)
    )
    @click.option("--publish", is_flag=True, help="Publish what isn't embargoed; otherwise drafts.")
    @click.option("--section", default="", help="Slug of new stories' section. [default: first]")
    @click.option("--overwrite", is_flag=True, help="Replace what was edited here since.")
    @click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
    @folder_option
    def command(files: tuple[Path, ...], directory: Path, **wishes: Any) -> int:
        config = publication(directory)
        prepare(config.directory, click.echo)
        set_up(config.directory)
        refused = act(
            "wire.incoming.act.import_files", list(files), report=click.echo, form=form, **wishes
        )
        return 1 if refused else 0


AGAIN = """Importing an item again changes what changed in it; what was edited here since is left
alone. Ends with 1 if anything was set aside."""

_copy(
    "ninjs",
    f"""Import IPTC ninjs 2.x and 3.x files, or folders of them.

A file holds one item, a list of them, or one a line. {AGAIN}""",
)

_copy(
    "newsml",
    f"""Import IPTC NewsML-G2 files, or folders of them: items, messages, packages.

Pictures come with the text that they belong to. NewsML 1.x is read as far as it holds a
text. {AGAIN}""",
)

_copy(
    "nitf",
    f"""Import IPTC NITF files, or folders of them.

Pictures come from beside the file, or from their addresses. {AGAIN}""",
)


@import_.command()
@click.argument("source", metavar="URL|FILE")
@click.option("--section", default="", help="Slug of new stories' section. [default: first]")
@click.option("--credit", default="", help="Whose copy it is. [default: the feed's title]")
@click.option("--terms", default="", help="What its source allows. [default: the feed's rights]")
@click.option("--overwrite", is_flag=True, help="Replace what was edited here since.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@folder_option
def feed(source: str, directory: Path, **wishes: Any) -> int:
    """Make drafts of what is in an RSS, Atom or JSON feed, now and once.

    Importing it again changes what changed in it; what was edited here since is left alone.
    Ends with 1 if anything was set aside.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    refused = act("wire.incoming.feed.import_feed", source, report=click.echo, **wishes)
    return 1 if refused else 0


def moving(command: Command) -> Command:
    """Give a command the options of every move; it gets them as ``how``, and ``directory``."""

    @wraps(command)
    def with_how(*arguments: Any, sections: str, section: str, **options: Any) -> int:
        named = tuple(filter(None, sections.split(",")))
        wanted = {name: options.pop(name) for name in ("fetch", "overwrite", "dry_run")}
        how = How(section=section, sections=named, **wanted)
        return command(*arguments, how=how, **options)

    for option in reversed(
        (
            click.option("--fetch", is_flag=True, help="Fetch pictures from where they were."),
            click.option(
                "--section", default="", help="Slug, for stories that lie in none. [default: first]"
            ),
            click.option(
                "--sections",
                default="",
                help="Categories that become sections, by name, with commas.",
            ),
            click.option("--overwrite", is_flag=True, help="Replace what was edited here since."),
            click.option("--dry-run", is_flag=True, help="Tell what would be; change nothing."),
            folder_option,
        )
    ):
        with_how = option(with_how)
    return with_how


def _move(act_name: str, source: object, *, how: How, directory: Path, **options: object) -> int:
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    written: Any = act(f"wire.moving.systems.{act_name}", source, how=how, **options)
    click.echo(written.summary(dry_run=how.dry_run))
    return 0 if written.is_whole else 1


@import_.command()
@click.argument("sources", metavar="FILE…|URL", nargs=-1, required=True)
@click.option("--media", type=click.Path(path_type=Path), help="A copy of its folder of uploads.")
@moving
def wordpress(sources: tuple[str, ...], media: Path | None, how: How, directory: Path) -> int:
    """Move a paper in from a WordPress export (WXR), in one file or several, or from its URL.

    What was public becomes public, at its day; all else stays a draft. A site that is asked
    itself (over its REST API) gives what is public alone. Import it again and only what
    changed there arrives. Ends with a report, and with 1 if anything that was found is
    unaccounted for.
    """
    if len(sources) == 1 and sources[0].startswith(("http://", "https://")):
        return _move("move_site", sources[0], how=how, directory=directory)
    files = [Path(each) for each in sources]
    return _move("move_wordpress", files, how=how, directory=directory, media=media)


@import_.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--media", type=click.Path(path_type=Path), help="A copy of content/images.")
@click.option("--url", default="", help="Where its pages were: --fetch can't do without.")
@click.option("--redirects", type=click.Path(path_type=Path), help="Its redirects.json.")
@moving
def ghost(file: Path, how: How, directory: Path, **options: Any) -> int:
    """Move a paper in from a Ghost export (JSON), of any version up to 6.

    What everyone could read becomes public, at its day; what was for members waits in the
    drawer. Import it again and only what changed there arrives. `broadsheet readers import`
    takes its members. Ends with a report, and with 1 if anything is unaccounted for.
    """
    return _move("move_ghost", file, how=how, directory=directory, **options)


@import_.command()
@click.argument("place", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--publish", is_flag=True, help="The pages were public: publish those with a day.")
@moving
def pages(place: Path, publish: bool, how: How, directory: Path) -> int:
    """Move in the saved HTML pages of any newspaper, as drafts: a folder, or a WARC file.

    Pictures saved beside a page come with it. Look at the drafts, or at what `broadsheet
    extract` prints, then import again with --publish: each story goes out at its own day,
    and its old address leads to it. Ends with a report, and with 1 if anything that was
    found is unaccounted for.
    """
    return _move("move_pages", place, how=how, directory=directory, publish=publish)


@import_.command("broadsheet")
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace what was edited here since.")
@click.option("--dry-run", is_flag=True, help="Tell what would be; change nothing.")
@folder_option
def paper(source: Path, overwrite: bool, dry_run: bool, directory: Path) -> int:
    """Move a whole paper of Broadsheet in, from what `export ninjs FOLDER --all` wrote.

    Into a new publication it is the same paper: its settings, sections, people, pictures,
    stories in every state with their addresses, versions and corrections, and its fronts.
    Import it again and only what changed there arrives. Ends with a report, and with 1 if
    anything that was found is unaccounted for.
    """
    how = How(overwrite=overwrite, dry_run=dry_run)
    return _move("move_broadsheet", source, how=how, directory=directory)


@import_.command()
@click.argument("file", metavar="ZIP", type=click.Path(path_type=Path))
@moving
def substack(file: Path, how: How, directory: Path) -> int:
    """Move in the posts of a Substack export.

    What everyone could read becomes public, at its day; what was for those who pay becomes
    a draft in the drawer. `broadsheet readers import` takes its subscribers.
    """
    return _move("move_substack", file, how=how, directory=directory)


@import_.command()
@click.argument("file", metavar="ZIP", type=click.Path(path_type=Path))
@moving
def medium(file: Path, how: How, directory: Path) -> int:
    """Move in the posts of a Medium export.

    What was published becomes public, at its day; drafts stay drafts, and answers under
    others' stories are set aside.
    """
    return _move("move_medium", file, how=how, directory=directory)

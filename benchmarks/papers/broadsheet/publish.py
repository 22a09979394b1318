"""Publishes stories while the paper runs; run in ``broadsheet manage shell``.

A line of JSON in is a story, a line out says where it is and when the act began: the
time that Python needs to start doesn't count.
"""

from __future__ import annotations

import json
import sys
import time

from django.db import connection

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Section


def main() -> None:
    """Publish what comes, until the input ends."""
    for line in sys.stdin:
        item = json.loads(line)
        story = actions.write_story(
            section=Section.objects.get(title=item["section"]),
            title=item["headline"],
            slug=item["slug"],
            standfirst=item["standfirst"],
            bylines=[Byline(author=Author.objects.get(slug=item["author"]))],
            body=[("paragraph", f"<p>{text}</p>") for text in item["paragraphs"]],
        )
        began = time.time()
        actions.publish(story=story)
        connection.close()
        print(json.dumps({"path": story.address, "began": began}), flush=True)

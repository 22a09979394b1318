"""Wagtail's editor shares one parser of rich text among all who open a form."""

from __future__ import annotations

import contextlib
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from broadsheet.newsroom.rich_text import RichTextArea

TEXTS = ["The harbour was quiet.", "The council was not."]


def test_two_forms_opened_at_one_moment_show_each_its_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    area = RichTextArea(features=["bold"])
    parser = area.converter.html_to_contentstate_handler
    met = threading.Barrier(2, timeout=0.2)  # nobody meets where one waits for the other
    reset = parser.reset

    def begin() -> None:
        reset()
        with contextlib.suppress(threading.BrokenBarrierError):
            met.wait()

    monkeypatch.setattr(parser, "reset", begin)
    with ThreadPoolExecutor(2) as threads:
        shown = list(threads.map(area.format_value, [f"<p>{text}</p>" for text in TEXTS]))
    assert [[block["text"] for block in json.loads(each)["blocks"]] for each in shown] == [
        [text] for text in TEXTS
    ]

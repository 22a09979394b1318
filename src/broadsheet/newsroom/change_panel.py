"""In the editor: what kind of change a change of a public story is, asked when it matters."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from broadsheet.newsroom.amending import alterations
from broadsheet.newsroom.changes.comparing import Alteration
from broadsheet.newsroom.models.amendment import Answer

ASKS = frozenset({"publish", "submit", "restart_workflow"})
"""What makes a change public, or sends it on its way there: the names are Wagtail's."""

FIELDS = ("change_kind", "change_text", "change_wrong")


class ChangePanel(MultiFieldPanel):
    """Shown in the form of a story that readers have read."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        """Says which facts the change alters, once somebody wants to publish it."""

        template_name = "newsroom/change_panel.html"

        def is_shown(self) -> bool:
            """Say whether readers have ever read the story."""
            return bool(self.instance.address) and super().is_shown()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the template what is altered."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "alterations": getattr(self.form, "alterations", [])}


CHANGE_PANEL = ChangePanel(
    [FieldPanel(name, disable_comments=True) for name in FIELDS],
    heading=gettext_lazy("What this changes for readers"),
    classname="collapsed",
    icon="history",
)


def ask_about_the_change(view: Any, form: Any) -> HttpResponseBase | None:
    """Show the form again if it changes what readers have read and nobody says how.

    What is said goes with the story to its revision, of a draft as well: that may be released
    later. A question of ``editing.QUESTIONS``.
    """
    approves = view.action_name == "perform_workflow_action" and view.workflow_action == "approve"
    asks = approves or view.action_name in ASKS
    story = form.save(commit=False)
    if not story.address:
        return None
    if form.cleaned_data.get("change_kind"):
        _take_answer(form, story, must=asks)
    elif asks and (found := alterations(story)):
        form.alterations = found
        form.add_error("change_kind", ValidationError(_question(found)))
    refused: HttpResponseBase | None = view.form_invalid(form) if form.errors else None
    return refused


def _take_answer(form: Any, story: Any, *, must: bool) -> None:
    """Have the story carry what the form says of its change; an unfinished answer may wait."""
    said = {name: form.cleaned_data.get(f"change_{name}", "") for name in ("kind", "text", "wrong")}
    answer = Answer(by=form.for_user, **said)
    try:
        answer.full_clean(exclude=["revision"])
    except ValidationError as problems:
        for name, errors in problems.error_dict.items() if must else ():
            form.add_error(f"change_{name}", errors)
    else:
        story.answer = answer


def _question(found: list[Alteration]) -> str:
    return ngettext(
        "Readers have read this story, and a fact of it would be another. Nothing is published "
        "yet and nothing is lost: say what kind of change this is, and go on.",
        "Readers have read this story, and %(count)d facts of it would be others. Nothing is "
        "published yet and nothing is lost: say what kind of change this is, and go on.",
        len(found),
    ) % {"count": len(found)}


def initial_answer(story: Any) -> dict[str, str]:
    """Return what was answered of the newest draft already, by whoever sent it on its way."""
    if not (story.address and story.latest_revision_id):
        return {}
    found = Answer.objects.filter(revision=story.latest_revision_id).first()
    if found is None:
        return {}
    return {"change_kind": found.kind, "change_text": found.text, "change_wrong": found.wrong}

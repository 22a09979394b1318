"""Stories that autosaving began, of forms that are being saved by a button meanwhile.

The script saves a new story while somebody types; whoever presses a button in that moment posts
the same form once more, to the address of a new story. It is one story, not two of one name.
"""

from __future__ import annotations

from broadsheet.newsroom.models import Autosave, Story
from broadsheet.newsroom.saving.posted_form import PostedForm


def make_room(form: PostedForm) -> None:
    """Take away what autosaving began of this form, if nothing else was ever done to it.

    Belongs into the transaction that saves the form, to be undone with it where nothing is
    saved: the draft is there, or what took its place.
    """
    if form.writer is None:
        return
    begun = Autosave.objects.filter(form=form.writer.form, began=True).values("revision")
    for story in Story.objects.filter(latest_revision__in=begun, live=False, locked=False):
        if story.revisions.count() == 1 and not story.workflow_in_progress:
            story.delete(user=story.owner)

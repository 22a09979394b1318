"""The acts on stories and on what they need. Nothing else writes them."""

from broadsheet.newsroom.actions.briefs import keep_picture, write_brief
from broadsheet.newsroom.actions.corrections import issue_correction, reinstate
from broadsheet.newsroom.actions.facts import change_address, change_in_substance
from broadsheet.newsroom.actions.holds import (
    HELD,
    LIFTED,
    embargo,
    lift_embargo,
    lift_withdrawal,
    put_in_drawer,
    take_out_of_drawer,
    withdraw_at_once,
)
from broadsheet.newsroom.actions.past import (
    Read,
    Told,
    bring_address,
    bring_dates,
    bring_holds,
    bring_versions,
)
from broadsheet.newsroom.actions.previews import LONGEST_PREVIEW, revoke_preview, share_preview
from broadsheet.newsroom.actions.publishing import publish, withdraw
from broadsheet.newsroom.actions.schedules import (
    LATE,
    NOT_PUBLISHED,
    PUBLISHED_LATE,
    note_that_it_failed,
    publish_scheduled,
    withdraw_if_over,
)
from broadsheet.newsroom.actions.set_aside import (
    MERGED,
    MOST_WAITING,
    TooMany,
    keep_words,
    let_words_go,
    put_words_away,
    save_merge,
    say_why,
)
from broadsheet.newsroom.actions.steps import define_workflows, skip_steps
from broadsheet.newsroom.actions.together import publish_together
from broadsheet.newsroom.actions.writing import (
    add_also_read,
    open_section,
    place_story,
    restore_revision,
    save_draft,
    write_story,
)

__all__ = [
    "HELD",
    "LATE",
    "LIFTED",
    "LONGEST_PREVIEW",
    "MERGED",
    "MOST_WAITING",
    "NOT_PUBLISHED",
    "PUBLISHED_LATE",
    "Read",
    "Told",
    "TooMany",
    "add_also_read",
    "bring_address",
    "bring_dates",
    "bring_holds",
    "bring_versions",
    "change_address",
    "change_in_substance",
    "define_workflows",
    "embargo",
    "issue_correction",
    "keep_picture",
    "keep_words",
    "let_words_go",
    "lift_embargo",
    "lift_withdrawal",
    "note_that_it_failed",
    "open_section",
    "place_story",
    "publish",
    "publish_scheduled",
    "publish_together",
    "put_in_drawer",
    "put_words_away",
    "reinstate",
    "restore_revision",
    "revoke_preview",
    "save_draft",
    "save_merge",
    "say_why",
    "share_preview",
    "skip_steps",
    "take_out_of_drawer",
    "withdraw",
    "withdraw_at_once",
    "withdraw_if_over",
    "write_brief",
    "write_story",
]

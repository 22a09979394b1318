"""How those who were sent a mistake hear of its correction."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.lib import clock
from broadsheet.newsletters.models.numbers import Number
from broadsheet.newsletters.models.readers import List


class Way(models.TextChoices):
    """How the readers of a list are told, or that they aren't."""

    OWN = "own", _("in a mail of its own, to those who were sent the mistake")
    NEXT = "next", _("at the head of the list’s next number")
    NOT = "not", _("not at all")


class Told(models.Model):
    """What was decided of a correction for one list: once, so that nobody is told twice.

    ``number`` is the one that tells of it. A correction that waits for the list's next number
    has none yet; when a draft is thrown away, the decision goes with it and is asked for anew.
    """

    amendment = models.ForeignKey(
        "broadsheet_newsroom.Amendment", on_delete=models.CASCADE, related_name="+"
    )
    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=4, choices=Way.choices)
    number = models.ForeignKey(
        Number, null=True, blank=True, on_delete=models.CASCADE, related_name="tells"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("amendment", "list"), name="correction_is_told_once_on_a_list"
            ),
            models.CheckConstraint(
                condition=models.Q(way=Way.OWN, number__isnull=False)
                | models.Q(way=Way.NEXT)
                | models.Q(way=Way.NOT, number__isnull=True),
                name="correction_is_told_in_a_known_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_way_display()}"

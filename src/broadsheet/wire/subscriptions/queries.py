"""What is subscribed to, and who may see and change it."""

from __future__ import annotations

from django.db.models import Case, QuerySet, When

from broadsheet.wire.subscriptions.models import Subscription, SubscriptionState

SEE, MANAGE = (f"broadsheet_wire.{verb}_subscription" for verb in ("view", "change"))
"""The rights to see the subscriptions, and to change them (docs/rights.md)."""


def every() -> QuerySet[Subscription]:
    """Return the subscriptions, those that have ended last."""
    has_ended = Case(When(state=SubscriptionState.ENDED, then=1), default=0)
    return Subscription.objects.select_related("section").order_by(has_ended, "name", "pk")

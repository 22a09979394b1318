"""The room's tables, for Django."""

from broadsheet.wire.applenews.models import AppleStory
from broadsheet.wire.inbox.models import Copy, Decision, Status
from broadsheet.wire.indexnow.models import Announcement, ChangedAddress
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome
from broadsheet.wire.moving.runs.models import Run, RunState, System
from broadsheet.wire.subscriptions.models import Brought, Subscription, SubscriptionState
from broadsheet.wire.webhooks.models import Delivery, DeliveryState, Webhook
from broadsheet.wire.websub.models import Ping

__all__ = [
    "Announcement",
    "AppleStory",
    "Arrival",
    "Brought",
    "ChangedAddress",
    "Copy",
    "Decision",
    "Delivery",
    "DeliveryState",
    "Kind",
    "Move",
    "Outcome",
    "Ping",
    "Run",
    "RunState",
    "Status",
    "Subscription",
    "SubscriptionState",
    "System",
    "Webhook",
]

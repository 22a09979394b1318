"""The form of a subscription: what feed, what is printed under its copy, and how often."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput

from broadsheet.newsroom.models import Section
from broadsheet.wire.incoming.feed import NoFeed
from broadsheet.wire.subscriptions.models import FEWEST, LONGEST, Subscription
from broadsheet.wire.subscriptions.trial import Trial, try_feed


class SubscriptionForm(forms.ModelForm):
    """``tried`` is the address whose feed was shown: none is kept that nobody has seen."""

    address = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=LONGEST,
        assume_scheme="https",
        help_text=gettext_lazy("Of an RSS, Atom or JSON feed."),
        error_messages={"unique": gettext_lazy("This feed is subscribed to already.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("What the newsroom calls it. Empty: as the feed calls itself."),
    )
    tried = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Subscription
        fields = ("address", "name", "section", "credit", "terms", "minutes")
        labels = {
            "section": gettext_lazy("Section"),
            "credit": gettext_lazy("Credit line"),
            "terms": gettext_lazy("Usage terms"),
            "minutes": gettext_lazy("Minutes between two looks"),
        }
        widgets = {"terms": AdminAutoHeightTextInput}
        help_texts = {
            "section": gettext_lazy("Where its drafts lie."),
            "credit": gettext_lazy("Printed under each story. Empty: the feed’s own title."),
            "terms": gettext_lazy("What its source allows. Empty: what the feed says of rights."),
            "minutes": gettext_lazy(
                "At least %(fewest)s. Its server may ask for more, and is heard."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trial: Trial | None = None
        self.address_before = self.instance.address
        section: Any = self.fields["section"]
        section.queryset, section.empty_label = Section.objects.order_by("path"), None
        section.required = True
        minutes = self.fields["minutes"]
        minutes.help_text = str(minutes.help_text) % {"fewest": FEWEST}

    def may_be_kept(self) -> bool:
        """Say whether its feed has been seen: it was shown, or isn't another than before."""
        said = self.cleaned_data
        return said["address"] in {said.get("tried"), self.address_before}

    def try_it(self) -> None:
        """Ask for the feed, and have the form show it, or say what was wrong with it."""
        said = self.cleaned_data
        try:
            self.trial = try_feed(said["address"], credit=said["credit"], terms=said["terms"])
        except NoFeed as error:
            self.add_error("address", str(error))
            return
        data: Any = self.data
        data["tried"] = data["address"] = self.trial.address
        data["name"] = said["name"] or self.trial.head.title

    def clean(self) -> Any:
        """Refuse what has no name, once it could have the feed's own."""
        said: Any = super().clean()
        if "address" in said and self.may_be_kept() and not said.get("name"):
            raise ValidationError({"name": _("Give it a name: the feed has none.")})
        return said

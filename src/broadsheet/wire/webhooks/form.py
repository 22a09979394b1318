"""The form of a webhook."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.wire.webhooks.models import Webhook


class WebhookForm(forms.ModelForm):
    """An address, and what it wants to hear."""

    url = forms.URLField(label=gettext_lazy("Address"), max_length=500, assume_scheme="https")

    class Meta:
        model = Webhook
        labels = {"is_enabled": gettext_lazy("Switched on")}
        fields = ("url", "published", "updated", "withdrawn", "is_enabled")

    def clean_url(self) -> str:
        """Refuse what a secret's signature would go to unprotected."""
        url: str = self.cleaned_data["url"]
        if not url.startswith("https://") and not settings.BROADSHEET.webhooks_private:
            raise ValidationError(_("The address must begin with https://."))
        return url

"""The upload form of a picture: what a serious site lets in."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.images.forms import BaseImageForm


class PhotoForm(BaseImageForm):
    """Wagtail's form, with room for a long caption."""

    class Meta(BaseImageForm.Meta):
        widgets: dict[str, Any] = {
            **BaseImageForm.Meta.widgets,
            "caption": forms.Textarea(attrs={"rows": 3}),
        }

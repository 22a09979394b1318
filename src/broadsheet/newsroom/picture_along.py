"""A picture that is sent along with a few words, in one form that needs no script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.newsroom.actions import keep_picture
from broadsheet.photos.intake import take_in
from broadsheet.photos.models import Photo


class PictureAlong(forms.Form):
    """Asks for a picture, and what it shows and who made it.

    ``photo`` is a picture that came with an earlier try, and needn't be sent again.
    """

    photo = forms.ModelChoiceField(Photo.objects.none(), required=False, widget=forms.HiddenInput)
    picture = forms.FileField(label=_("Picture"), required=False)
    alt = forms.CharField(
        label=_("What the picture shows"),
        required=False,
        help_text=_("For those who don’t see it."),
    )
    credit = forms.CharField(
        label=_("Credit"), required=False, max_length=255, help_text=_("Who made the picture.")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choices: dict[str, Any] = self.fields
        choices["photo"].queryset = Photo.objects.filter(uploaded_by_user=user)

    def clean_picture(self) -> Any:
        """Refuse what is no picture, or too big a one."""
        file = self.cleaned_data["picture"]
        if file:
            take_in(file)
            file.seek(0)
        return file

    def keep_picture(self, *, title: str) -> Photo | None:
        """Keep the picture that came with the form, whatever becomes of the form."""
        said = self.cleaned_data
        file, kept = said.get("picture"), said.get("photo")
        if not (file or kept):
            return None
        words = {"alt": said.get("alt", ""), "credit": said.get("credit", "")}
        return keep_picture(photo=kept, file=file, title=title, by=self.user, **words)

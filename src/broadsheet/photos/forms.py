"""The upload form of a picture: what a serious site lets in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from wagtail.images.forms import BaseImageForm

from broadsheet.photos.intake import no_picture, take_in
from broadsheet.photos.renditions import print_renditions


class PhotoForm(BaseImageForm):
    """Wagtail's form, which says at once what is wrong with a picture."""

    class Meta(BaseImageForm.Meta):
        widgets: dict[str, Any] = {
            **BaseImageForm.Meta.widgets,
            "caption": forms.Textarea(attrs={"rows": 3}),
            "description": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            field.to_python = _in_words(field.to_python)

    def clean_file(self) -> Any:
        """Refuse what the model would refuse, beside the field."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            take_in(file)
            file.seek(0)
        return file

    def save(self, commit: bool = True) -> Any:
        """Keep the picture and make its sizes, so that a preview can show it at once."""
        photo = super().save(commit=commit)
        if commit and not photo.printed_as:
            print_renditions(photo=photo)
        return photo


def _in_words(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Wagtail's field looks into the file before we do, and may stumble as any decoder may."""

    def read_or_refuse(data: Any) -> Any:
        try:
            return read(data)
        except ValidationError:
            raise
        except Exception as problem:
            raise ValidationError(no_picture()) from problem

    return read_or_refuse

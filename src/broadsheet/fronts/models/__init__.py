"""What we choose to show, what goes live together, and the temperature."""

from broadsheet.fronts.models.front import Front, Pick, Place
from broadsheet.fronts.models.reading import Reading
from broadsheet.fronts.models.release import Release, ReleaseItem

__all__ = ["Front", "Pick", "Place", "Reading", "Release", "ReleaseItem"]

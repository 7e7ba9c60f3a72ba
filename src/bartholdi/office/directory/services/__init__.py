"""The acts of the directory: on organisations, on people, and loading many at once."""

from bartholdi.office.directory.services.loading import load_organisations
from bartholdi.office.directory.services.merging import merge_organisations
from bartholdi.office.directory.services.organisations import (
    Facts,
    add_organisation,
    change_organisation,
    place_under,
    take_from_under,
)
from bartholdi.office.directory.services.people import add_person, affiliate, change_person, end_affiliation

__all__ = [
    "Facts",
    "add_organisation",
    "add_person",
    "affiliate",
    "change_organisation",
    "change_person",
    "end_affiliation",
    "load_organisations",
    "merge_organisations",
    "place_under",
    "take_from_under",
]

"""The nouns of the directory: organisations and what names them, people, and who is where."""

from bartholdi.office.directory.models.lookup import LookupKey
from bartholdi.office.directory.models.organisation import (
    Organisation,
    OrganisationDomain,
    OrganisationLink,
    OrganisationName,
)
from bartholdi.office.directory.models.person import Affiliation, Person, PersonAddress

__all__ = [
    "Affiliation",
    "LookupKey",
    "Organisation",
    "OrganisationDomain",
    "OrganisationLink",
    "OrganisationName",
    "Person",
    "PersonAddress",
]

"""What an organisation is found by as one types: the beginnings of its names, acronyms, city and domains, in one index."""

from __future__ import annotations

from django.db import models

from bartholdi.office.directory.models.organisation import Organisation


class LookupKey(models.Model):
    """Derived from the organisation, and written anew with it (services/filing.py). The key is bytes, not text: bytes stand in the
    same order in every database and every locale, so a beginning is a range of the index."""

    class Kind(models.IntegerChoices):
        """In the order in which a look-up believes them."""

        ACRONYM = 0
        NAME = 1
        WORD = 2  # a name from one of its later words on
        CITY = 3  # the city, then the name
        DOMAIN = 4

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="keys")
    kind = models.PositiveSmallIntegerField(choices=Kind)
    key = models.BinaryField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "organisation"], name="directory_key")]

    def __str__(self) -> str:
        return bytes(self.key).decode()

"""What moves when two accounts are merged: awards."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.awards.models import Award


def register_all() -> None:
    register(_("Awards"), count=count_awards, move=move_awards)


def count_awards(source: User) -> int:
    return Award.objects.filter(laureate=source).count()


def move_awards(source: User, target: User) -> None:
    Award.objects.filter(laureate=source).update(laureate=target)

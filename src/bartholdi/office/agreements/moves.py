"""What the register moves when two accounts are merged: who follows agreements and milestones goes on following them."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.agreements.models import Agreement, Milestone


def register_all() -> None:
    register(_("Agreements and milestones to follow"), count=count_followed, move=move_followed)


def count_followed(source: User) -> int:
    return Agreement.objects.filter(keeper=source).count() + Milestone.objects.filter(owner=source).count()


def move_followed(source: User, target: User) -> None:
    Agreement.objects.filter(keeper=source).update(keeper=target)
    Milestone.objects.filter(owner=source).update(owner=target)

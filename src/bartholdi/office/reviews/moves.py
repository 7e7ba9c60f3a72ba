"""What reviewing moves when two accounts are merged: what somebody said in discussions."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.reviews.models import Remark


def register_all() -> None:
    register(_("Remarks on applications"), count=count_remarks, move=move_remarks)


def count_remarks(source: User) -> int:
    return Remark.objects.filter(author=source).count()


def move_remarks(source: User, target: User) -> None:
    Remark.objects.filter(author=source).update(author=target)
    for remark in Remark.objects.filter(mentions=source):
        remark.mentions.remove(source)
        remark.mentions.add(target)

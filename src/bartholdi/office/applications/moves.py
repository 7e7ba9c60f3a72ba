"""What applications move when two accounts are merged: standing, with its dates and by whom it was given."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.applications.models import Access, Bulk, Extension, Note, Override, Party


def register_all() -> None:
    register(_("Applications"), count=count_standing, move=move_standing)


def count_standing(source: User) -> int:
    return Access.objects.filter(user=source).values("application").distinct().count()


def move_standing(source: User, target: User) -> None:
    """Where both have the same standing already, the source's row ends instead of being a second one."""
    same = Access.objects.filter(user=target, until=None, application=F("application"), role=F("role"))
    held = set(same.values_list("application_id", "role"))
    for row in Access.objects.filter(user=source):
        if row.until is None and (row.application_id, row.role) in held:
            row.delete()
        else:
            row.user = target
            row.save(update_fields=["user"])
    Party.objects.filter(user=source).update(user=target)
    Extension.objects.filter(user=source).update(user=target)
    Note.objects.filter(author=source).update(author=target)
    Override.objects.filter(by=source).update(by=target)
    Bulk.objects.filter(by=source).update(by=target)

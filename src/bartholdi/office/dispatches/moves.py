"""What mailboxes move when two accounts are merged: whoever held one goes on holding it."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.dispatches.models import Holder


def register_all() -> None:
    register(_("Mailboxes held"), count=count_held, move=move_held)


def count_held(source: User) -> int:
    return Holder.objects.filter(user=source).count()


def move_held(source: User, target: User) -> None:
    """What both hold now, the account that goes lets go of; what was held once stays as it was told."""
    both = Holder.objects.current().filter(user=target).order_by().values("mailbox")
    Holder.objects.current().filter(user=source, mailbox__in=both).delete()
    Holder.objects.filter(user=source).update(user=target)

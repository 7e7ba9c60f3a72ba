"""What accounts and sign-in themselves move when two accounts are merged."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import Document, User


def register_all() -> None:
    register(_("E-mail addresses"), count=count_addresses, move=move_addresses)
    register(_("Other ways to sign in"), count=count_providers, move=move_providers)
    register(_("Documents"), count=count_documents, move=move_documents)


def count_addresses(source: User) -> int:
    return len(EmailAddress.objects.filter(user=source, verified=True))


def move_addresses(source: User, target: User) -> None:
    """Proved addresses come along, none as the primary one; what was never proved is dropped."""
    EmailAddress.objects.filter(user=source, verified=False).delete()
    coming = EmailAddress.objects.filter(user=source)
    EmailAddress.objects.filter(user=target, verified=False, email__in=coming.values("email")).delete()
    coming.update(user=target, primary=False)


def count_providers(source: User) -> int:
    return len(SocialAccount.objects.filter(user=source))


def move_providers(source: User, target: User) -> None:
    """The kept account's second steps stay as they are; recovery codes of the other one end with it."""
    SocialAccount.objects.filter(user=source).update(user=target)
    Authenticator.objects.filter(user=source).delete()


def count_documents(source: User) -> int:
    return Document.objects.filter(owner=source).count()


def move_documents(source: User, target: User) -> None:
    Document.objects.filter(owner=source).update(owner=target)

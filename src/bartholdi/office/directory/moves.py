"""What the directory moves when two accounts of one person are merged: the person follows the account."""

from django.utils.translation import gettext_lazy as _

from bartholdi.office.accounts.merging import register
from bartholdi.office.accounts.models import User
from bartholdi.office.directory.models import Affiliation, Person


def register_all() -> None:
    register(_("Entries in the directory"), count=count_people, move=move_people)


def count_people(source: User) -> int:
    return Person.objects.filter(account=source).count()


def move_people(source: User, target: User) -> None:
    """Where both accounts have an entry, the two become one: the kept one takes what it lacks."""
    coming = Person.objects.filter(account=source).first()
    if coming is None:
        return
    kept = Person.objects.filter(account=target).first()
    if kept is None:
        Person.objects.filter(pk=coming.pk).update(account=target)
        return
    known = {_facts(each) for each in kept.affiliations.all()}
    for each in coming.affiliations.all():
        if _facts(each) not in known:
            Affiliation.objects.filter(pk=each.pk).update(person=kept)
    coming.addresses.update(person=kept)
    orcid, languages = coming.orcid, coming.languages
    coming.delete()
    kept.orcid, kept.languages = kept.orcid or orcid, kept.languages or languages
    kept.save()


def _facts(each: Affiliation) -> tuple[object, ...]:
    return (each.organisation_id, each.role, each.starts)

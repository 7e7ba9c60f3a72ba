"""The acts on one organisation; each is one transaction with its entry in the journal."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bartholdi.office.directory import queries
from bartholdi.office.directory.models import Organisation, OrganisationDomain, OrganisationLink, OrganisationName
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.directory.services.filing import file
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody at the desk writes of an organisation."""

    name_en: str = ""
    name_fr: str = ""
    acronym: str = ""
    ror: str | None = None
    city: str = ""
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    website: str = ""
    other_names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()

    def columns(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name not in {"other_names", "domains"}}


@transaction.atomic
def add_organisation(facts: Facts, *, by: Actor) -> Organisation:
    organisation = Organisation(**facts.columns(), edited=True)
    with act("directory.add_organisation", organisation, by=by, policy=POLICY) as running:
        running.note(**{name: list(some) for name in ("other_names", "domains") if (some := getattr(facts, name))})
    _name(organisation, facts.other_names)
    _give_domains(organisation, facts.domains)
    file(organisation)
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, facts: Facts, *, by: Actor) -> None:
    """From now on a load leaves it alone."""
    with act("directory.change_organisation", organisation, by=by, policy=POLICY) as running:
        require_standing(organisation)
        for name, value in facts.columns().items():
            setattr(organisation, name, value)
        organisation.edited = True
        for told, changed in (
            ("other_names", _name(organisation, facts.other_names)),
            ("domains", _give_domains(organisation, facts.domains)),
        ):
            if changed:
                running.note(**{told: list(getattr(facts, told))})
    file(organisation)


def place_under(child: Organisation, parent: Organisation, *, kind: str = OrganisationLink.Kind.PART, by: Actor) -> None:
    with act("directory.place_under", child, by=by, policy=POLICY) as running:
        require_standing(child)
        require_standing(parent)
        if OrganisationLink.objects.filter(child=child, parent=parent).exists():
            raise Refused(_("It belongs to this organisation already."))
        if queries.would_circle(child.pk, parent.pk):
            raise Refused(_("This would be a circle: the other organisation belongs to this one, or is the same."))
        if kind not in OrganisationLink.Kind.values:
            raise Refused(_("There is no such kind of link."))
        OrganisationLink.objects.create(child=child, parent=parent, kind=kind)
        child.edited = True
        running.note(parent=str(parent))


def take_from_under(child: Organisation, parent: Organisation, *, by: Actor) -> None:
    with act("directory.take_from_under", child, by=by, policy=POLICY) as running:
        gone, _each = OrganisationLink.objects.filter(child=child, parent=parent).delete()
        if not gone:
            raise Refused(_("It does not belong to this organisation any more."))
        child.edited = True
        running.note(parent=str(parent))


def require_standing(organisation: Organisation) -> None:
    if organisation.state == "merged":
        raise Refused(_("This organisation was merged into another: change the other one."))


def _name(organisation: Organisation, texts: Iterable[str]) -> bool:
    """Those that stay keep their language and kind. Says whether anything changed."""
    wanted = dict.fromkeys(texts)
    there = set(organisation.names.values_list("text", flat=True))
    organisation.names.exclude(text__in=wanted).delete()
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=organisation, text=text) for text in wanted if text not in there
    )
    return there != set(wanted)


def _give_domains(organisation: Organisation, domains: Iterable[str]) -> bool:
    wanted = {domain.lower().lstrip("@") for domain in domains}
    there = set(organisation.domains.values_list("domain", flat=True))
    organisation.domains.exclude(domain__in=wanted).delete()
    OrganisationDomain.objects.bulk_create(
        OrganisationDomain(organisation=organisation, domain=domain) for domain in sorted(wanted - there)
    )
    return there != wanted

"""Two rows of one organisation become one: everything moves to the kept row, and the other stays to lead there."""

from django.db import transaction
from django.utils.translation import gettext as _

from bartholdi.office.directory import queries
from bartholdi.office.directory.models import Affiliation, Organisation, OrganisationDomain, OrganisationLink, OrganisationName
from bartholdi.office.directory.permissions import POLICY
from bartholdi.office.directory.services.filing import file
from bartholdi.office.directory.services.organisations import require_standing
from bartholdi.office.journal.acts import Actor, act
from bartholdi.office.lib.workflow import Refused


def merge_organisations(kept: Organisation, other: Organisation, *, by: Actor) -> None:
    """`other` keeps its ROR identifier: who comes with it is led to `kept`."""
    with transaction.atomic():
        # Both rows in one order, whoever merges: two merges at once wait for each other instead of blocking for ever.
        list(Organisation.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").select_for_update(of=("self",)))
        with act("directory.merge_organisations", kept, by=by, policy=POLICY) as running:
            other.refresh_from_db()
            if kept.pk == other.pk:
                raise Refused(_("This is the same organisation."))
            require_standing(kept)
            require_standing(other)
            running.note(merged=str(other), affiliations=_move_affiliations(other, kept))
            _move_names(other, kept)
            _move_links(other, kept)
            Organisation.objects.filter(merged_into=other).update(merged_into=kept)
            kept.edited = True
        with act("directory.close_merged", other, by=by):
            other.merged_into = kept
        file(kept)
        file(other)


def _move_affiliations(other: Organisation, kept: Organisation) -> int:
    """Who is noted at both with the same role and beginning is noted once. Returns how many moved."""
    facts = ("person", "role", "starts")
    known = set(kept.affiliations.values_list(*facts))
    doubled = [pk for pk, *said in other.affiliations.order_by("pk").values_list("pk", *facts) if tuple(said) in known]
    Affiliation.objects.filter(pk__in=doubled).delete()
    return other.affiliations.update(organisation=kept)


def _move_names(other: Organisation, kept: Organisation) -> None:
    """The kept one is found by every name and domain of the other; the other is found by nothing any more."""
    kinds = OrganisationName.Kind
    said = {kept.name_en, kept.name_fr, kept.acronym, "", *kept.names.values_list("text", flat=True)}
    coming = [
        (other.name_en, "en", kinds.ALIAS),
        (other.name_fr, "fr", kinds.ALIAS),
        (other.acronym, "", kinds.ACRONYM),
        *other.names.values_list("text", "language", "kind"),
    ]
    fresh = {text: (language, kind) for text, language, kind in reversed(coming) if text not in said}
    OrganisationName.objects.bulk_create(
        OrganisationName(organisation=kept, text=text, language=language, kind=kind)
        for text, (language, kind) in reversed(fresh.items())
    )
    domains = set(other.domains.values_list("domain", flat=True)) - set(kept.domains.values_list("domain", flat=True))
    OrganisationDomain.objects.bulk_create(OrganisationDomain(organisation=kept, domain=domain) for domain in sorted(domains))
    other.names.all().delete()
    other.domains.all().delete()


def _move_links(other: Organisation, kept: Organisation) -> None:
    """A link that would lead in a circle, or is there already, ends."""
    links = list(OrganisationLink.objects.filter(child=other)) + list(OrganisationLink.objects.filter(parent=other))
    OrganisationLink.objects.filter(pk__in=[link.pk for link in links]).delete()
    for link in links:
        child = kept.pk if link.child_id == other.pk else link.child_id
        parent = kept.pk if link.parent_id == other.pk else link.parent_id
        if not queries.would_circle(child, parent):
            OrganisationLink.objects.get_or_create(child_id=child, parent_id=parent, defaults={"kind": link.kind})

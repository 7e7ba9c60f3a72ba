"""What is derived from an organisation, so that it is found: its search text and its keys. Written anew after each change."""

from collections.abc import Iterable

from bartholdi.office.directory import keys
from bartholdi.office.directory.models import LookupKey, Organisation, OrganisationName
from bartholdi.office.lib.searching import normalised

Kind = LookupKey.Kind
ACRONYM = OrganisationName.Kind.ACRONYM


def file(organisation: Organisation) -> None:
    names = [(name.text, name.kind) for name in organisation.names.all()]
    domains = [each.domain for each in organisation.domains.all()]
    Organisation.objects.filter(pk=organisation.pk).update(search_text=normalised(*organisation.searched()))
    LookupKey.objects.filter(organisation=organisation).delete()
    LookupKey.objects.bulk_create(keys_of(organisation, names, domains))


def keys_of(organisation: Organisation, names: Iterable[tuple[str, str]], domains: Iterable[str]) -> list[LookupKey]:
    """None for what is merged or withdrawn: nobody should choose it any more."""
    if organisation.state != "active":
        return []
    own = {organisation.name_en, organisation.name_fr} - {""}
    called = own | {text for text, kind in names if kind != ACRONYM}
    short = {organisation.acronym} | {text for text, kind in names if kind == ACRONYM}
    city = keys.phrase(organisation.city)
    found = {
        Kind.ACRONYM: keys.whole(short),
        Kind.NAME: keys.whole(called),
        Kind.WORD: keys.later(called),
        Kind.CITY: {keys.key(f"{city} {keys.phrase(name)}") for name in own} if city else set(),
        Kind.DOMAIN: {keys.key(domain) for domain in domains},
    }
    return [LookupKey(organisation=organisation, kind=kind, key=key) for kind, some in found.items() for key in sorted(some)]

"""Rules on nationality, on the countries of organisations, and on who was invited to nominate."""

from typing import Any

from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.kinds.kind import Kind, Outcome, met, one_of_two, unknown, unmet
from bartholdi.cores.eligibility.reading import one_of, read_country, read_ref, several
from bartholdi.cores.eligibility.rules import Options
from bartholdi.cores.eligibility.values import as_country, as_ror, values


def _nationality(options: Options, facts: Facts) -> Outcome:
    """Who has several nationalities has each of them: one of `only` is enough, one of `except` is too many."""
    found = values(options["answer"], facts)
    if not found:
        return unknown()
    held = [as_country(one) for one in found]
    if "except" in options:
        barred = [country for country in held if country in options["except"]]
        if barred:
            return unmet("nationality_barred", country=barred[0], countries=options["except"])
        return unknown("unreadable_country") if None in held else met()
    if any(country in options["only"] for country in held):
        return met()
    return unknown("unreadable_country") if None in held else unmet("nationality_not_listed", countries=options["only"])


def _organisation_country(options: Options, facts: Facts) -> Outcome:
    found = values(options["answer"], facts)
    if not found:
        return unknown()
    places = [_country_of(one, facts) for one in found]
    allowed = [None if place is None else _allowed(place, options) for place in places]
    enough = any(allowed) if options.get("enough") == "one" else all(allowed)
    if enough:
        return met()
    if None in allowed and (options.get("enough") == "one" or False not in allowed):
        return unknown("country_unknown")
    code = "organisation_not_there" if "only" in options else "organisation_there"
    return unmet(
        code, country=places[allowed.index(False)], countries=options["only"] if "only" in options else options["except"]
    )


def _allowed(country: str, options: Options) -> bool:
    return country in options["only"] if "only" in options else country not in options["except"]


def _country_of(value: Any, facts: Facts) -> str | None:
    """What the directory says of an identified organisation, else what was answered."""
    ror = as_ror(value)
    kept = {as_ror(name): country for name, country in facts.countries.items()} if ror else {}
    return as_country(kept.get(ror)) or as_country(value)


def _institution_invited(options: Options, facts: Facts) -> Outcome:
    """An institution is invited by itself, or as part of one that is."""
    found = values(options["answer"], facts)
    if not found:
        return unknown()
    if facts.invited is None:
        return unknown("not_looked_up")
    invited = {as_ror(one) for one in facts.invited} - {None}
    unidentified = None
    for one in found:
        ror, name = as_ror(one), _name(one)
        if ror is None:
            unidentified = unidentified or unknown("institution_unidentified", name=name)
        elif invited.isdisjoint({ror, *_parents(ror, facts)}):
            return unmet("institution_not_invited", name=name)
    return unidentified or met()


def _parents(ror: str, facts: Facts) -> set[str | None]:
    return {as_ror(parent) for name, parents in facts.parents.items() if as_ror(name) == ror for parent in parents}


def _name(value: Any) -> str:
    name = value.get("name") if isinstance(value, dict) else value
    return name[:200] if isinstance(name, str) else "…"


_COUNTRIES = {"answer": read_ref, "only": several(read_country), "except": several(read_country)}

NATIONALITY = Kind(
    name="nationality", judge=_nationality, options=_COUNTRIES, needed=("answer",), contradict=one_of_two("only", "except")
)
ORGANISATION_COUNTRY = Kind(
    name="organisation_country",
    judge=_organisation_country,
    options={**_COUNTRIES, "enough": one_of("all", "one")},
    needed=("answer",),
    contradict=one_of_two("only", "except"),
)
INSTITUTION_INVITED = Kind(
    name="institution_invited", judge=_institution_invited, options={"answer": read_ref}, needed=("answer",)
)

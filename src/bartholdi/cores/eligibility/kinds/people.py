"""Rules on people: bans on applying again, and how many applications somebody may be on."""

from collections.abc import Iterable

from bartholdi.cores.eligibility.facts import Earlier, Facts, Person
from bartholdi.cores.eligibility.kinds.kind import Kind, Outcome, met, unknown, unmet
from bartholdi.cores.eligibility.place import Place
from bartholdi.cores.eligibility.reading import one_of, read_flag, read_key, read_span, several, whole
from bartholdi.cores.eligibility.rules import Options
from bartholdi.cores.eligibility.spans import later


def _reapplication(options: Options, facts: Facts) -> Outcome:
    """The same team is barred for good; somebody who held a grant, until so long after it."""
    people = _counted(facts.people, options)
    if facts.history is None:
        return unknown("not_looked_up")
    earlier = [one for one in facts.history if one.funded or options.get("counts") == "all"]
    again = [(one, _same_team(people, one, options)) for one in earlier if options.get("same_team")]
    barred = [one for one, same in again if same]
    if barred:
        return unmet("same_team", on=max(one.on for one in barred), references=tuple(sorted(one.reference for one in barred)))
    waited = _waited(people, earlier, options, facts)
    return (
        unknown("people_unknown")
        if waited.met and (_unrecognised(people) or any(same is None for _one, same in again))
        else waited
    )


def _waited(people: list[Person], earlier: list[Earlier], options: Options, facts: Facts) -> Outcome:
    bans = [
        (later(one.on, options["after"].whole_months), person.name, one.on)
        for one in earlier
        if "after" in options
        for person in people
        if _among(person, one.people)
    ]
    until, name, on = max(bans, default=(facts.closing, "", facts.closing))
    return unmet("too_soon", name=name, on=on, day=until, limit=options["after"]) if facts.closing < until else met()


def _same_team(people: list[Person], earlier: Earlier, options: Options) -> bool | None:
    """All of them were on it, or all who were are on this one: nobody becomes a new team by adding or leaving out a colleague.

    None where that hangs on somebody who cannot be recognised.
    """
    theirs = _counted(earlier.people, options)
    if not any(_among(person, theirs) for person in people):
        return False
    if all(_among(person, theirs) for person in people) or all(_among(person, people) for person in theirs):
        return True
    doubt = any(
        all(_among(person, others) for person in group if person.marks) for group, others in ((people, theirs), (theirs, people))
    )
    return None if doubt else False


def _one_per_person(options: Options, facts: Facts) -> Outcome:
    people = _counted(facts.people, options)
    if facts.others is None:
        return unknown("not_looked_up")
    most = options.get("at_most", 1)
    for person in sorted(people, key=lambda one: (one.name, sorted(one.marks))):
        found = tuple(sorted(other.reference for other in facts.others if _among(person, _counted(other.people, options))))
        if len(found) + 1 > most:
            return unmet("on_others", name=person.name, n=len(found), most=most, references=found)
    return unknown("people_unknown") if _unrecognised(people) else met()


def _counted(people: Iterable[Person], options: Options) -> list[Person]:
    """Those whom the rule counts."""
    return [one for one in people if "roles" not in options or one.role in options["roles"]]


def _unrecognised(people: list[Person]) -> bool:
    """Whether somebody may be anybody: without e-mail address, ORCID or key; or whether nobody is named yet."""
    return not people or any(not one.marks for one in people)


def _among(person: Person, people: Iterable[Person]) -> bool:
    return any(not person.marks.isdisjoint(one.marks) for one in people)


def _some_ban(options: Options, place: Place) -> None:
    if not options.get("same_team") and "after" not in options:
        place.fault("either_of", one="same_team", other="after")


REAPPLICATION = Kind(
    name="reapplication",
    judge=_reapplication,
    options={
        "same_team": read_flag, "after": read_span, "counts": one_of("funded", "all"), "roles": several(read_key),
    },
    contradict=_some_ban,
)  # fmt: skip
ONE_PER_PERSON = Kind(
    name="one_per_person", judge=_one_per_person, options={"at_most": whole(1, 100), "roles": several(read_key)}
)

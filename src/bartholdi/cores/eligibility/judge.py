"""The judgement: what each rule says of one application, with its reason, and what they say together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bartholdi.cores.eligibility.conditions import refs, settled
from bartholdi.cores.eligibility.facts import Facts
from bartholdi.cores.eligibility.kinds import KINDS
from bartholdi.cores.eligibility.kinds.kind import asked
from bartholdi.cores.eligibility.rules import Ref, Rule, Rules
from bartholdi.cores.eligibility.values import as_ror, values

ELIGIBLE, NOT, NEEDS_OFFICER, UNKNOWN_YET = "eligible", "not", "needs_officer", "unknown_yet"
ABOUT_INSTITUTIONS = frozenset({"organisation_country", "institution_invited"})
WORST_FIRST = (NOT, NEEDS_OFFICER, UNKNOWN_YET, ELIGIBLE)


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says, and why: `words.say` makes the sentence.

    `met` is False where the rule is not met, None where it could not be told; `needs` are the answers that it reads.
    """

    rule: Rule
    verdict: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    met: bool | None = True
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on an application, and the reason of each rule, in the rules' order."""

    verdict: str
    reasons: tuple[Reason, ...] = ()

    @property
    def hindering(self) -> tuple[Reason, ...]:
        """The reasons why it is not simply eligible, the worst first."""
        found = (reason for reason in self.reasons if reason.verdict != ELIGIBLE)
        return tuple(sorted(found, key=lambda reason: WORST_FIRST.index(reason.verdict)))


def judge(rules: Rules, facts: Facts, final: bool = False) -> Finding:
    """The finding. A draft (`final=False`) may leave questions open; when final, what is missing is judged as each rule says."""
    reasons = tuple(_reason(rule, facts, final=final) for rule in rules)
    return Finding(min((reason.verdict for reason in reasons), key=WORST_FIRST.index, default=ELIGIBLE), reasons)


def needs(rules: Rules) -> set[str]:
    """The keys of all answers that these rules read: after a change of another one, nothing need be judged again."""
    return {key for rule in rules for key in _needed(rule)}


def columns(rules: Rules) -> set[str]:
    """The columns of the application that these rules read."""
    return {ref.key for rule in rules for ref in _refs(rule) if ref.column}


def institutions(rules: Rules, facts: Facts) -> set[str]:
    """The ROR identifiers that the rules on organisations will look up in `facts.countries` and `facts.parents`."""
    asked_of = [rule.options["answer"] for rule in rules if rule.kind in ABOUT_INSTITUTIONS]
    return {ror for ref in asked_of for one in values(ref, facts) if (ror := as_ror(one))}


def _reason(rule: Rule, facts: Facts, *, final: bool) -> Reason:
    needed = _needed(rule)
    applies = settled(rule.when, facts, final=final)
    if applies is None:
        return Reason(rule, UNKNOWN_YET, "may_apply", {}, None, needed)
    if not applies:
        return Reason(rule, ELIGIBLE, "does_not_apply", {}, True, needed)
    outcome = KINDS[rule.kind].judge(rule.options, facts)
    if outcome.met is None:
        verdict = rule.missing if final else UNKNOWN_YET
    else:
        verdict = ELIGIBLE if outcome.met else rule.otherwise
    return Reason(rule, verdict, outcome.code, outcome.facts, outcome.met, needed)


def _needed(rule: Rule) -> frozenset[str]:
    return frozenset(ref.key for ref in _refs(rule) if not ref.column)


def _refs(rule: Rule) -> Iterator[Ref]:
    yield from asked(rule.options)
    yield from refs(rule.when)

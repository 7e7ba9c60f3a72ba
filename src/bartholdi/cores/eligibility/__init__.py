"""Eligibility that explains itself: rules as data, judged on plain facts, each with its reason; and duplicates. See README.md."""

from bartholdi.cores.eligibility.alike import LIKELY, POSSIBLE, STRONG, Item, Pair, duplicates
from bartholdi.cores.eligibility.facts import Earlier, Facts, Other, Person
from bartholdi.cores.eligibility.judge import (
    ELIGIBLE,
    NEEDS_OFFICER,
    NOT,
    UNKNOWN_YET,
    Finding,
    Reason,
    columns,
    institutions,
    judge,
    needs,
)
from bartholdi.cores.eligibility.parse import dump, parse
from bartholdi.cores.eligibility.place import Fault, RulesError
from bartholdi.cores.eligibility.rules import Label, Rule, Rules
from bartholdi.cores.eligibility.words.say import explain, say, say_fault

__all__ = [
    "ELIGIBLE", "LIKELY", "NEEDS_OFFICER", "NOT", "POSSIBLE", "STRONG", "UNKNOWN_YET", "Earlier", "Facts", "Fault", "Finding", "Item",
    "Label", "Other", "Pair", "Person", "Reason", "Rule", "Rules", "RulesError", "columns", "dump", "duplicates", "explain", "institutions", "judge", "needs", "parse",
    "say", "say_fault",
]  # fmt: skip

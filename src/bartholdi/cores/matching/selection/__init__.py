"""Selection: which applications are funded, by whom and how far, within budgets and quotas; how sure that is. See README.md."""

from bartholdi.cores.matching.selection.choose import Choice, Infeasible, choose
from bartholdi.cores.matching.selection.lottery import drawn, ticket
from bartholdi.cores.matching.selection.problem import Candidate, Limit, Option, Problem, Unsound, Wish
from bartholdi.cores.matching.selection.report import Purse, Rule, Standing, purses, rules, standings, zone
from bartholdi.cores.matching.selection.reserve import promoted, reserve
from bartholdi.cores.matching.selection.sure import Sureness, sureness
from bartholdi.cores.matching.selection.what_if import WhatIf, lifted, richer

__all__ = [
    "Candidate", "Choice", "Infeasible", "Limit", "Option", "Problem", "Purse", "Rule", "Standing", "Sureness", "Unsound", "WhatIf",
    "Wish", "choose", "drawn", "lifted", "promoted", "purses", "reserve", "richer", "rules", "standings", "sureness", "ticket", "zone",
]  # fmt: skip

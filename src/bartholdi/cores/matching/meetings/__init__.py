"""Meetings: who meets whom, when and at which table; one-to-one or in small groups; repaired while the day runs. See README.md."""

from bartholdi.cores.matching.meetings.arrange import Infeasible, Placed, Plan, arranged
from bartholdi.cores.matching.meetings.problem import Break, Meeting, Person, Problem, Unsound
from bartholdi.cores.matching.meetings.repair import Repair, repaired
from bartholdi.cores.matching.meetings.report import Served, occupancy, served
from bartholdi.cores.matching.meetings.wishes import wished

__all__ = [
    "Break", "Infeasible", "Meeting", "Person", "Placed", "Plan", "Problem", "Repair", "Served", "Unsound", "arranged", "occupancy",
    "repaired", "served", "wished",
]  # fmt: skip

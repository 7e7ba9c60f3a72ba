"""Assignment: who reviews which application, within loads, conflicts and kinds, nobody badly served; and why. See README.md."""

from bartholdi.cores.matching.assignment.assign import Assignment, assign, largest
from bartholdi.cores.matching.assignment.elastic import Infeasible, Relaxation, relaxed
from bartholdi.cores.matching.assignment.explain import Alternative, Why, explained
from bartholdi.cores.matching.assignment.problem import Kind, Problem, Unsound
from bartholdi.cores.matching.assignment.progress import Progress
from bartholdi.cores.matching.assignment.repair import Repair, repaired
from bartholdi.cores.matching.assignment.report import Coverage, Load, Served, Service, coverage, loads, service
from bartholdi.cores.matching.assignment.scores import combined, keenness, shared, unit
from bartholdi.cores.matching.assignment.spread import Lottery, drawn, spread, spread_to

__all__ = [
    "Alternative", "Assignment", "Coverage", "Infeasible", "Kind", "Load", "Lottery", "Problem", "Progress", "Relaxation", "Repair",
    "Served", "Service", "Unsound", "Why", "assign", "combined", "coverage", "drawn", "explained", "keenness", "largest", "loads",
    "relaxed", "repaired", "service", "shared", "spread", "spread_to", "unit",
]  # fmt: skip

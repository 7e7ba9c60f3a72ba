"""Affinity: how well a reviewer's publications fit an application, across English and French, and why. See README.md."""

from bartholdi.cores.matching.affinity.documents import MENDS, Reviewer, Text, Unmatchable
from bartholdi.cores.matching.affinity.encoder import Encoder, Memory, Store, embedded
from bartholdi.cores.matching.affinity.match import Affinities, Best, Block, Matcher, Mix, affinities, best
from bartholdi.cores.matching.affinity.why import Near, Why, why, whys

__all__ = [
    "MENDS", "Affinities", "Best", "Block", "Encoder", "Matcher", "Memory", "Mix", "Near", "Reviewer", "Store", "Text", "Unmatchable",
    "Why", "affinities", "best", "embedded", "why", "whys",
]  # fmt: skip

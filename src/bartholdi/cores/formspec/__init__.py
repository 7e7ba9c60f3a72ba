"""Questionnaires as data: parse a spec, check answers, show them, compare editions, carry drafts over. See README.md."""

from bartholdi.cores.formspec.check import Verdict, check
from bartholdi.cores.formspec.columns import Column, columns, laying, row
from bartholdi.cores.formspec.edit import Carried, Change, Difference, carry, compare, describe
from bartholdi.cores.formspec.kinds.tables import totals
from bartholdi.cores.formspec.parse import dump, dumps, loads, parse
from bartholdi.cores.formspec.place import Fault, SpecError
from bartholdi.cores.formspec.progress import Progress, blank, progress
from bartholdi.cores.formspec.show import blinded, html, text
from bartholdi.cores.formspec.spec import FORMAT, Field, Label, Section, Spec
from bartholdi.cores.formspec.words.say import say, where

__all__ = [
    "FORMAT", "Carried", "Change", "Column", "Difference", "Fault", "Field", "Label", "Progress", "Section", "Spec", "SpecError",
    "Verdict", "blank", "blinded", "carry", "check", "columns", "compare", "describe", "dump", "dumps", "html", "laying", "loads", "parse",
    "progress",
    "row", "say", "text", "totals", "where",
]  # fmt: skip

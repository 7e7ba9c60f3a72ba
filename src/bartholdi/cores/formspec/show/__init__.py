"""Answers shown to people: as plain text, and as HTML."""

from bartholdi.cores.formspec.show.blind import blinded
from bartholdi.cores.formspec.show.markup import html
from bartholdi.cores.formspec.show.text import text

__all__ = ["blinded", "html", "text"]

"""Bartholdi: the open platform of a science and technology office."""

__version__ = "0.1.0"

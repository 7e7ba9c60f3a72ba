"""The rules of eligibility that a call keeps as data: read once in each process, and refused where they cannot be judged by."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from bartholdi.cores import eligibility
from bartholdi.cores.eligibility import Rules, RulesError
from bartholdi.office.lib.bilingual import language


def parsed(rules: Any) -> Rules:
    """Raises RulesError. Every save of a draft asks for them: the same data are read only once."""
    return _parsed(json.dumps(rules, sort_keys=True))


@lru_cache(maxsize=64)
def _parsed(text: str) -> Rules:
    return eligibility.parse(json.loads(text))


def check_rules(rules: Any) -> None:
    """Each fault with its place, in the reader's language."""
    try:
        parsed(rules)
    except RulesError as error:
        raise ValidationError([f"{fault.path}: {eligibility.say_fault(fault, language())}" for fault in error.faults]) from error

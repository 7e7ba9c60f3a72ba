"""Who may do what: small named rules, joined with | & ~, listed in one table per app."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import PermissionDenied

Test = Callable[[Any, Any], bool]


class Rule:
    """A named question about a person and a subject; subject is None where the act makes one."""

    def __init__(self, test: Test, name: str = "") -> None:
        self.test = test
        self.name = name or getattr(test, "__name__", "rule")

    def __call__(self, user: Any, subject: Any) -> bool:
        return self.test(user, subject)

    def __or__(self, other: Rule) -> Rule:
        return Rule(lambda user, subject: self(user, subject) or other(user, subject), f"({self.name} or {other.name})")

    def __and__(self, other: Rule) -> Rule:
        return Rule(lambda user, subject: self(user, subject) and other(user, subject), f"{self.name} and {other.name}")

    def __invert__(self) -> Rule:
        return Rule(lambda user, subject: not self(user, subject), f"not {self.name}")


def holds(person: Any, roles: Collection[str]) -> bool:
    """Whether somebody has one of these roles; a superuser has every one, a visitor and Bartholdi itself have none."""
    return bool(getattr(person, "is_superuser", False)) or not frozenset(roles).isdisjoint(getattr(person, "roles", ()))


def has_role(*names: str) -> Rule:
    said = " or ".join(names)
    return Rule(lambda user, _subject: holds(user, names), f"({said})" if len(names) > 1 else said)


class Policy:
    def __init__(self, rules: dict[str, Rule]) -> None:
        self.rules = rules

    def allows(self, user: Any, action: str, subject: Any) -> bool:
        return self.rules[action](user, subject)

    def require(self, user: Any, action: str, subject: Any) -> None:
        if not self.allows(user, action, subject):
            raise PermissionDenied(action)

    def actions(self, user: Any, subject: Any) -> set[str]:
        """For templates: {% if "submit" in can %}."""
        return {action for action in self.rules if self.allows(user, action, subject)}

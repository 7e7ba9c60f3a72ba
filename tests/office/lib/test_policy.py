"""Rules are joined, named, and answered for people, visitors and Bartholdi itself."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied

from bartholdi.office.lib.policy import Policy, Rule, has_role, holds

OFFICER = SimpleNamespace(roles=frozenset({"officer"}), is_superuser=False)
NOBODY = SimpleNamespace(roles=frozenset(), is_superuser=False)
is_open = Rule(lambda _user, subject: subject == "open", "it is open")
POLICY = Policy(
    {"read": has_role("officer", "auditor"), "write": has_role("officer") & is_open, "ask": ~is_open | has_role("officer")}
)


@pytest.mark.parametrize(
    ("person", "held"),
    [
        (OFFICER, True),
        (NOBODY, False),
        (SimpleNamespace(roles=frozenset(), is_superuser=True), True),
        (SimpleNamespace(name="Bartholdi itself"), False),
    ],
)
def test_who_holds_a_role(person: object, held: bool) -> None:
    assert holds(person, {"officer", "auditor"}) is held


def test_what_each_may_do() -> None:
    found = {
        (name, subject): POLICY.actions(person, subject)
        for name, person in (("officer", OFFICER), ("nobody", NOBODY))
        for subject in ("open", "shut")
    }
    assert found == {
        ("officer", "open"): {"read", "write", "ask"},
        ("officer", "shut"): {"read", "ask"},
        ("nobody", "open"): set(),
        ("nobody", "shut"): {"ask"},
    }


def test_a_rule_says_what_it_is_made_of() -> None:
    assert {act: rule.name for act, rule in POLICY.rules.items()} == {
        "read": "(officer or auditor)",
        "write": "officer and it is open",
        "ask": "(not it is open or officer)",
    }


def test_what_is_not_allowed_is_refused_by_its_name() -> None:
    POLICY.require(OFFICER, "read", None)
    with pytest.raises(PermissionDenied, match="write"):
        POLICY.require(NOBODY, "write", "open")

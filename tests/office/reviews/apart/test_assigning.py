"""What is proposed from plain facts: loads, conflicts, languages, what must give way, and repair with the fewest changes."""

from typing import Any

import pytest

from bartholdi.office.reviews.apart import assigning

SUBJECTS = {
    1: ("Glacier melt in the Alps", "Radar measurements of the flow of ice in alpine glaciers and of the melt of their snow."),
    2: ("Enzymes of marine bacteria", "How enzymes of bacteria in the sea break down polysaccharides of algae."),
    3: ("Quantum optics with cold atoms", "Entangled photons and cold atoms in an optical cavity."),
}


def given(**panel: Any) -> dict[str, Any]:
    """Three applications, and three reviewers (11, 12, 13 in seats 21, 22, 23) who each published on one of their subjects."""
    known = {
        "panel": 5,
        "each": 1,
        "seats": [[20 + key, 10 + key, 3, "en"] for key in SUBJECTS],
        "barred": [],
        "fixed": [],
        "held": [],
        "had": [],
    }
    return {
        "store": "",
        "applications": [[key, title, abstract, "en"] for key, (title, abstract) in SUBJECTS.items()],
        "reviewers": [[10 + key, [[f"On {title}", f"{abstract} We report."]]] for key, (title, abstract) in SUBJECTS.items()],
        "panels": [known | panel],
    }


def proposed(facts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = assigning.proposed(facts, lambda *_told: None)
    return found


def pairs(facts: dict[str, Any]) -> list[tuple[int, int]]:
    return [pair for panel in proposed(facts)["panels"] for pair in panel["pairs"]]


def test_each_gets_who_wrote_on_its_subject() -> None:
    assert pairs(given()) == [(1, 21), (2, 22), (3, 23)]


def test_fit_goes_from_a_stranger_to_a_full_fit() -> None:
    fits = dict(proposed(given())["fits"])
    assert all(
        fits[key][str(10 + key)] >= 80 > max(fit for who, fit in fits[key].items() if who != str(10 + key)) for key in SUBJECTS
    )


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"barred": [[1, 21]], "fixed": [[1, 22]]}, [(1, 22), (2, 22), (3, 23)]),
        ({"had": [1]}, [(2, 22), (3, 23)]),
        ({"only": [1, 3]}, [(1, 21), (3, 23)]),
        ({"seats": [[21, 11, 3, "fr"], [22, 12, 3, ""], [23, 13, 1, "en fr"]]}, [(1, 22), (2, 22), (3, 23)]),
    ],
    ids=["a conflict and a kept pair", "a review of somebody who left", "routed to it", "languages"],
)
def test_limits_hold(limits: dict[str, Any], expected: list[tuple[int, int]]) -> None:
    assert pairs(given(**limits)) == expected


def test_what_cannot_be_met_is_named_and_the_rest_is_filled() -> None:
    seats = [[21, 11, 1, ""], [22, 12, 1, ""]]
    found = proposed(given(seats=seats))["panels"][0]
    assert (found["needed"], found["room"], found["unfilled"], len(found["pairs"])) == (3, 2, 1, 2)
    assert [(rule, by) for rule, by, _application, _seat in found["lacks"]] == [("high", 1)]


def test_an_application_that_nobody_may_review_is_named() -> None:
    found = proposed(given(barred=[[1, 21], [1, 22], [1, 23]]))["panels"][0]
    assert (found["lacks"], found["pairs"]) == ([["demand", 1, 1, None]], [(2, 22), (3, 23)])


def test_a_panel_without_members_lacks_all() -> None:
    assert proposed(given(seats=[]))["panels"] == [
        {"panel": 5, "pairs": [], "needed": 3, "room": 0, "members": 0, "unfilled": 3, "lacks": []}
    ]


def test_a_panel_without_members_lacks_what_is_routed_to_it() -> None:
    assert proposed(given(seats=[], only=[2]))["panels"][0]["needed"] == 1


def test_a_repair_changes_what_is_lacking_and_nothing_else() -> None:
    # Held against what fits best, so that a proposal made anew would change it.
    held = [[1, 22], [2, 21]]
    assert pairs(given(held=held)) == [(1, 22), (2, 21), (3, 23)]


def test_who_sits_on_two_panels_judges_once() -> None:
    facts = given()
    facts["panels"].append(facts["panels"][0] | {"panel": 6, "seats": [[31, 11, 3, ""], [32, 12, 3, ""]]})
    first, second = (panel["pairs"] for panel in proposed(facts)["panels"])
    assert (first, second) == ([(1, 21), (2, 22), (3, 23)], [(1, 32), (2, 31), *[pair for pair in second if pair[0] == 3]])


def test_nobody_known_is_no_reason_to_propose_nobody() -> None:
    facts = given()
    facts["reviewers"] = [[key, []] for key, _rows in facts["reviewers"]]
    assert (len(pairs(facts)), dict(proposed(facts)["fits"])) == (3, {1: {}, 2: {}, 3: {}})


def test_why_a_pair_names_words_of_both_and_what_was_published() -> None:
    found = assigning.explained(given() | {"pairs": [[1, 11]]}, lambda *_told: None)
    assert [(application, reviewer, why["near"]) for application, reviewer, why in found] == [
        (1, 11, ["On Glacier melt in the Alps"])
    ]
    assert {"glacier", "ice"} < set(found[0][2]["words"])

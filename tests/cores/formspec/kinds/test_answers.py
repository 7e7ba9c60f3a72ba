"""Each kind of answer: what is kept of it, what is wrong in a draft, and what else is wrong when it is final."""

from typing import Any

import pytest

from bartholdi.cores.formspec import check
from tests.cores.formspec.forms import FILE, choices, field, form, one, said

Codes = list[tuple[str, str]]


def judged(kind: str, options: dict[str, Any], answer: Any) -> tuple[Any, Codes, Codes]:
    """What is kept, the faults of the draft, and those that only the final check finds."""
    spec = one(kind, **options)
    draft, final = (check(spec, {"it": answer}, final=final) for final in (False, True))
    assert draft.answers == final.answers
    said = [(fault.path, fault.code) for fault in draft.faults]
    return draft.answers.get("it"), said, [both for fault in final.faults if (both := (fault.path, fault.code)) not in said]


NONE: Codes = []
ENTRIES = [
    {"value": "law", "label": said("Law")},
    {"value": "public", "label": said("Public law"), "under": "law"},
    {"value": "physics", "label": said("Physics")},
]
OFFER = {"choices": choices("a", "b", "c")}
COLUMNS = [field("what", "text", required=True), field("cost", "money", options={"currencies": ["USD"]}), field("days", "number")]
LIMITED = {"min": "2027-09-01", "max": "2028-12-31", "min_months": 4, "max_months": 9}

CASES: list[tuple[str, dict[str, Any], Any, Any, Codes, Codes]] = [
    ("text", {}, "  two\r\nlines ", "two lines", NONE, NONE),
    ("text", {}, "李", "李", NONE, NONE),
    ("text", {"max_characters": 3}, "été!", "été!", [("it", "too_many_characters")], NONE),
    ("text", {"min_characters": 3}, "no", "no", NONE, [("it", "too_few_characters")]),
    ("text", {}, 12, None, [("it", "wrong_type")], NONE),
    ("text", {}, "x" * 3_000, None, [("it", "too_big")], NONE),
    ("text", {}, "x" * 251, "x" * 251, [("it", "too_many_characters")], NONE),
    ("long_text", {"max_words": 2}, "un\n\ndeux trois", "un\n\ndeux trois", [("it", "too_many_words")], NONE),
    ("long_text", {"min_words": 2}, "un", "un", NONE, [("it", "too_few_words")]),
    ("long_text", {}, "x" * 200_001, None, [("it", "too_big")], NONE),
    ("number", {"decimals": 2}, "1 234,50", "1234.5", NONE, NONE),
    ("number", {"decimals": 2}, "1,234.50", "1234.5", NONE, NONE),
    ("number", {"decimals": 1}, 12.5, "12.5", NONE, NONE),
    ("number", {}, "−0", "0", NONE, NONE),
    ("number", {}, "1,234", "1,234", [("it", "ambiguous_number")], NONE),
    ("number", {}, "about 3", "about 3", [("it", "not_a_number")], NONE),
    ("number", {}, "1e5", "1e5", [("it", "not_a_number")], NONE),
    ("number", {}, "1.5", "1.5", [("it", "too_many_decimals")], NONE),
    ("number", {"min": 1, "max": 5}, "6", "6", [("it", "above_max")], NONE),
    ("number", {"min": 1, "max": 5}, 0, "0", [("it", "below_min")], NONE),
    ("number", {}, True, None, [("it", "wrong_type")], NONE),
    ("number", {}, float("nan"), None, [("it", "wrong_type")], NONE),
    ("number", {}, float("inf"), None, [("it", "wrong_type")], NONE),
    ("number", {}, 10**5000, None, [("it", "wrong_type")], NONE),
    ("money", {"currencies": ["EUR"]}, "1 200,5", {"amount": "1200.50", "currency": "EUR"}, NONE, NONE),
    ("money", {"currencies": ["JPY"]}, 1200, {"amount": "1200", "currency": "JPY"}, NONE, NONE),
    ("money", {"currencies": ["JPY"]}, "0.5", {"amount": "0.5", "currency": "JPY"}, [("it.amount", "too_many_decimals")], NONE),
    ("money", {"currencies": ["EUR", "USD"]}, {"amount": "5"}, {"amount": "5"}, NONE, [("it.currency", "missing_currency")]),
    ("money", {"currencies": ["EUR", "USD"]}, {"amount": "5", "currency": "GBP"}, None, [("it.currency", "not_an_option")], NONE),
    ("money", {"currencies": ["EUR"], "max": 10}, "11", {"amount": "11.00", "currency": "EUR"}, [("it.amount", "above_max")], NONE),
    ("money", {"currencies": ["EUR"]}, 0.1, None, [("it", "wrong_type")], NONE),
    ("money", {"currencies": ["EUR"]}, {"amount": 0.1}, None, [("it.amount", "wrong_type")], NONE),
    ("date", {}, "2028-02-29", "2028-02-29", NONE, NONE),
    ("date", {}, "2027-02-29", "2027-02-29", [("it", "not_a_date")], NONE),
    ("date", {}, "20270901", "20270901", [("it", "not_a_date")], NONE),
    ("date", {}, "0027-09-01", "0027-09-01", [("it", "not_a_date")], NONE),
    ("date", {"min": "2027-09-01"}, "2027-08-31", "2027-08-31", [("it", "too_early")], NONE),
    ("date", {"max": "2027-09-01"}, "2027-09-02", "2027-09-02", [("it", "too_late")], NONE),
    ("period", LIMITED, {"from": "2027-09-01", "to": "2027-12-31"}, {"from": "2027-09-01", "to": "2027-12-31"}, NONE, NONE),
    ("period", LIMITED, {"from": "2027-09-01", "to": "2027-12-30"}, {"from": "2027-09-01", "to": "2027-12-30"}, [("it.to", "too_few_months")], NONE),
    ("period", LIMITED, {"from": "2027-09-01", "to": "2028-06-01"}, {"from": "2027-09-01", "to": "2028-06-01"}, [("it.to", "too_many_months")], NONE),
    ("period", LIMITED, {"from": "2027-08-31", "to": "2028-01-31"}, {"from": "2027-08-31", "to": "2028-01-31"}, [("it.from", "too_early")], NONE),
    ("period", {}, {"from": "2027-09-02", "to": "2027-09-01"}, {"from": "2027-09-02", "to": "2027-09-01"}, [("it.to", "ends_before")], NONE),
    ("period", {"min_days": 5, "max_days": 7}, {"from": "2027-09-01", "to": "2027-09-04"}, {"from": "2027-09-01", "to": "2027-09-04"}, [("it.to", "too_few_days")], NONE),
    ("period", {"min_days": 5, "max_days": 7}, {"from": "2027-09-01", "to": "2027-09-08"}, {"from": "2027-09-01", "to": "2027-09-08"}, [("it.to", "too_many_days")], NONE),
    ("period", {"min_days": 5, "max_days": 7}, {"from": "2027-09-01", "to": "2027-09-05"}, {"from": "2027-09-01", "to": "2027-09-05"}, NONE, NONE),
    ("period", {}, {"from": "2027-09-02", "at": 1}, {"from": "2027-09-02"}, NONE, [("it.to", "missing_date")]),
    ("yes_no", {}, False, False, NONE, NONE),
    ("yes_no", {}, "yes", None, [("it", "wrong_type")], NONE),
    ("choice", OFFER, "b", "b", NONE, NONE),
    ("choice", OFFER, "z", None, [("it", "not_an_option")], NONE),
    ("choice", OFFER, {"other": "x"}, None, [("it", "wrong_type")], NONE),
    ("choice", {**OFFER, "other": True}, {"other": " x "}, {"other": "x"}, NONE, NONE),
    ("choice", {**OFFER, "other": True}, "other", {"other": ""}, NONE, [("it.other", "missing_other")]),
    ("choices", OFFER, ["c", "a", "c"], ["a", "c"], NONE, NONE),
    ("choices", {**OFFER, "min": 2}, ["a"], ["a"], NONE, [("it", "too_few")]),
    ("choices", {**OFFER, "max": 1}, ["a", "b"], ["a", "b"], [("it", "too_many")], NONE),
    ("choices", {**OFFER, "other": True}, [{"other": "x"}, "a", {"other": "y"}], ["a", {"other": "x"}], NONE, NONE),
    ("choices", OFFER, ["z", 3, "b"], ["b"], [("it[0]", "not_an_option"), ("it[1]", "wrong_type")], NONE),
    ("choices", OFFER, "a", None, [("it", "wrong_type")], NONE),
    ("country", {}, "fr", "FR", NONE, NONE),
    ("country", {}, "ZZ", None, [("it", "not_an_option")], NONE),
    ("country", {"except": ["FR"]}, "FR", "FR", [("it", "country_not_allowed")], NONE),
    ("country", {"only": ["FR", "US"]}, "DE", "DE", [("it", "country_not_allowed")], NONE),
    ("organisation", {}, "CNRS", {"name": "CNRS"}, NONE, NONE),
    ("organisation", {"identified": True}, "CNRS", {"name": "CNRS"}, NONE, [("it", "missing_ror")]),
    ("organisation", {}, {"ror": "https://ror.org/02feahw73", "country": "fr"}, {"ror": "02feahw73", "country": "FR"}, NONE, NONE),
    ("organisation", {}, {"ror": "02feahw74"}, {"ror": "02feahw74"}, [("it.ror", "not_a_ror")], NONE),
    ("goals", {}, [13, "7", 13], [7, 13], NONE, NONE),
    ("goals", {}, [0, 18, True, 1.0], None, [(f"it[{index}]", "not_an_option") for index in range(4)], NONE),
    ("goals", {"min": 2}, [1], [1], NONE, [("it", "too_few")]),
    ("discipline", {"entries": ENTRIES}, "physics", ["physics"], NONE, NONE),
    ("discipline", {"entries": ENTRIES}, ["law"], None, [("it[0]", "not_an_option")], NONE),
    ("discipline", {"entries": ENTRIES}, ["physics", "public"], ["public", "physics"], [("it", "too_many")], NONE),
    ("person", {}, "O", {"name": "O"}, NONE, NONE),
    ("person", {}, {"name": "O", "email": "not asked"}, {"name": "O"}, NONE, NONE),
    ("person", {"email": "required", "orcid": "optional"}, {"name": "O"}, {"name": "O"}, NONE, [("it.email", "missing_email")]),
    ("person", {"email": "optional"}, {"email": "a@b"}, {"email": "a@b"}, [("it.email", "not_an_email")], [("it.name", "missing_name")]),
    ("person", {"orcid": "optional"}, {"name": "O", "orcid": "https://orcid.org/0000-0002-1825-0097"}, {"name": "O", "orcid": "0000-0002-1825-0097"}, NONE, NONE),
    ("person", {"orcid": "optional"}, {"name": "O", "orcid": "0000-0002-1825-0098"}, {"name": "O", "orcid": "0000-0002-1825-0098"}, [("it.orcid", "not_an_orcid")], NONE),
    ("file", {}, FILE, FILE, NONE, NONE),
    ("file", {"types": ["docx"]}, FILE, FILE, [("it", "wrong_file_type")], NONE),
    ("file", {"max_bytes": 81_233}, FILE, FILE, [("it", "file_too_big")], NONE),
    ("file", {"types": ["pdf"], "max_pages": 1}, FILE, FILE, [("it", "too_many_pages")], NONE),
    ("file", {}, {**FILE, "size": 0}, {**FILE, "size": 0}, [("it", "empty_file")], NONE),
    ("file", {}, {**FILE, "digest": "x"}, None, [("it", "wrong_type")], NONE),
    ("file", {"types": ["pdf"], "max_pages": 1}, {key: FILE[key] for key in FILE if key != "pages"}, {key: FILE[key] for key in FILE if key != "pages"}, [("it", "pages_unknown")], NONE),
    ("files", {"min": 2}, [FILE, FILE], [FILE], NONE, [("it", "too_few_files")]),
    ("files", {"max": 1, "max_total_bytes": 99_999}, [FILE, {**FILE, "digest": "cd" * 32}], [FILE, {**FILE, "digest": "cd" * 32}], [("it", "too_many_files"), ("it", "files_too_big")], NONE),
    ("score", {"min": 1, "max": 5}, "4", "4", NONE, NONE),
    ("score", {"min": 1, "max": 5}, 6, "6", [("it", "above_max")], NONE),
    ("score", {"min": 0, "max": 5, "step": "0.5"}, "2.25", "2.25", [("it", "off_scale")], NONE),
    ("statement", {}, True, True, NONE, NONE),
    ("statement", {}, False, None, NONE, NONE),
    ("statement", {}, "on", None, [("it", "wrong_type")], NONE),
    ("information", {}, "anything", None, NONE, NONE),
    ("table", {"columns": COLUMNS}, [{}, {"what": "x", "cost": "5", "no": 1}, 3, {"days": "x"}],
     [{"what": "x", "cost": {"amount": "5.00", "currency": "USD"}}, {"days": "x"}], [("it[2]", "wrong_type"), ("it[1].days", "not_a_number")], [("it[1].what", "missing_text")]),
    ("table", {"columns": COLUMNS, "min_rows": 2}, [{"what": "x"}], [{"what": "x"}], NONE, [("it", "too_few_rows")]),
    ("table", {"columns": COLUMNS, "max_rows": 1}, [{"what": "x"}, {"what": "y"}], [{"what": "x"}, {"what": "y"}], [("it", "too_many_rows")], NONE),
    ("table", {"columns": COLUMNS, "totals": [{"column": "days", "max": 3}]}, [{"what": "x", "days": 2}, {"what": "y", "days": 2}], [{"what": "x", "days": "2"}, {"what": "y", "days": "2"}], [("it", "total_too_high")], NONE),
    ("table", {"columns": COLUMNS, "totals": [{"column": "days", "min": 3}]}, [{"what": "x", "days": 2}], [{"what": "x", "days": "2"}], NONE, [("it", "total_too_low")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "options", "answer", "kept", "draft", "final"), CASES, ids=[f"{case[0]}-{index}" for index, case in enumerate(CASES)]
)
def test_an_answer_is_kept_and_judged(
    kind: str, options: dict[str, Any], answer: Any, kept: Any, draft: Codes, final: Codes
) -> None:
    assert judged(kind, options, answer) == (kept, draft, final)


# Answers that stand exactly on a limit, which is part of what is allowed.
ON_THE_LIMIT: list[tuple[str, dict[str, Any], Any]] = [
    ("text", {"min_characters": 3, "max_characters": 3}, "été"),
    ("text", {"min_words": 2, "max_words": 2}, "deux mots"),
    ("text", {}, "x" * 250),
    ("text", {"max_characters": 2_000}, "x" * 2_000),
    ("long_text", {"max_words": 1}, "x" * 200_000),
    ("long_text", {}, "x" * 20_000),
    ("number", {"min": 5, "max": 5}, "5"),
    ("number", {"decimals": 2}, "1.25"),
    ("number", {}, "999999999999999"),
    ("money", {"currencies": ["EUR"], "min": 5, "max": 5}, {"amount": "5.00", "currency": "EUR"}),
    ("date", {"min": "2027-09-01", "max": "2027-09-01"}, "2027-09-01"),
    ("date", {}, "1000-01-01"),
    ("date", {}, "2999-12-31"),
    ("period", {"min": "2027-09-01", "max": "2027-09-30", "min_days": 30, "max_days": 30, "min_months": 1, "max_months": 1}, {"from": "2027-09-01", "to": "2027-09-30"}),
    ("period", {"max_days": 1}, {"from": "2027-09-01", "to": "2027-09-01"}),
    ("choices", {**OFFER, "min": 2, "max": 2}, ["a", "c"]),
    ("choice", {**OFFER, "other": True}, {"other": "x" * 250}),
    ("goals", {"min": 2, "max": 2}, [1, 17]),
    ("person", {}, {"name": "x" * 250}),
    ("file", {"types": ["pdf"], "max_bytes": 81_234, "max_pages": 2}, FILE),
    ("files", {"min": 1, "max": 1, "max_total_bytes": 81_234}, [FILE]),
    ("score", {"min": 0, "max": 5}, "0"),
    ("score", {"min": 0, "max": 5}, "5"),
    ("table", {"columns": COLUMNS, "min_rows": 2, "max_rows": 2, "totals": [{"column": "days", "min": 3, "max": 3}]}, [{"what": "x", "days": "1"}, {"what": "y", "days": "2"}]),
    ("table", {"columns": COLUMNS}, [{"what": "x"}] * 500),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "options", "answer"), ON_THE_LIMIT, ids=[f"{case[0]}-{index}" for index, case in enumerate(ON_THE_LIMIT)]
)
def test_a_limit_is_part_of_what_is_allowed(kind: str, options: dict[str, Any], answer: Any) -> None:
    assert judged(kind, options, answer) == (answer, NONE, NONE)


def test_how_much_is_too_much_is_told_exactly() -> None:
    (name,) = check(one("person"), {"it": "x" * 260}).faults
    (other,) = check(one("choice", **OFFER, other=True), {"it": {"other": "x" * 260}}).faults
    (words,) = check(one("text", max_words=2), {"it": "one two three four five"}).faults
    (few,) = check(one("text", min_characters=5), {"it": "abc"}, final=True).faults
    assert [fault.facts for fault in (name, other, words, few)] == [
        {"n": 10, "count": 260, "max": 250},
        {"n": 10, "count": 260, "max": 250},
        {"n": 3, "count": 5, "max": 2},
        {"n": 2, "count": 3, "min": 5},
    ]


def test_what_is_far_too_much_is_cut_and_told() -> None:
    verdict = check(one("table", columns=COLUMNS), {"it": [{"what": "x"}] * 501})
    assert (len(verdict.answers["it"]), [fault.code for fault in verdict.faults]) == (500, ["too_big"])


@pytest.mark.parametrize(
    ("kind", "options", "code"),
    [
        ("text", {}, "missing_text"),
        ("number", {}, "missing_number"),
        ("money", {"currencies": ["EUR"]}, "missing_number"),
        ("period", {}, "missing_date"),
        ("yes_no", {}, "missing_choice"),
        ("choices", OFFER, "missing_choices"),
        ("organisation", {}, "missing_organisation"),
        ("person", {}, "missing_name"),
        ("files", {}, "missing_file"),
        ("table", {"columns": COLUMNS}, "missing_row"),
        ("score", {"min": 0, "max": 1}, "missing_score"),
        ("statement", {}, "not_accepted"),
    ],
)
@pytest.mark.parametrize("answer", [None, "", [], {}])
def test_only_a_final_check_asks_for_what_is_required(kind: str, options: dict[str, Any], code: str, answer: Any) -> None:
    spec = form(field("it", kind, required=True, options=options))
    answers = {} if answer is None else {"it": answer}
    assert [fault.code for fault in check(spec, answers).faults if fault.code != "wrong_type"] == []
    assert [fault.code for fault in check(spec, answers, final=True).faults if fault.code != "wrong_type"] == [code]

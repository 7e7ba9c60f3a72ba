"""Rules and facts made up by hypothesis: any kind of rule, and answers from the right ones to rubbish."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from bartholdi.cores.eligibility import Earlier, Facts, Other, Person, Rules, parse
from bartholdi.cores.eligibility.judge import judge

CLOSING = date(2027, 1, 15)
CNRS, PARIS, BOSTON = "02feahw73", "05f82e368", "05qwgg493"  # CNRS, Université Paris Cité, Boston University

texts = st.text(max_size=8) | st.sampled_from(["", "FR", "us", "2020-02-29", "2021-02-30", "12.5", CNRS, "other", "\ud800"])
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.dates() | st.decimals() | st.just(10**400),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            texts | st.sampled_from(["from", "to", "country", "period", "ror", "amount", "currency"]), inner, max_size=4
        )
    ),
    max_leaves=8,
)
days = st.dates(date(2015, 1, 1), date(2028, 12, 31)).map(lambda day: day.isoformat())
rows = st.fixed_dictionaries({"from": days, "to": days}, optional={"country": st.sampled_from(["FR", "US", "zz", 3])}) | junk
answers = st.fixed_dictionaries(
    {},
    optional={
        "day": days | junk,
        "country": st.sampled_from(["FR", "US", ["FR", "US"]]) | junk,
        "stays": st.lists(rows, max_size=4) | junk,
        "status": st.sampled_from(["enrolled", True, 3]) | junk,
        "money": st.fixed_dictionaries({"amount": st.sampled_from(["5", "500.01"]), "currency": st.sampled_from(["EUR", "USD"])})
        | junk,
        "place": st.fixed_dictionaries({"name": texts, "ror": st.sampled_from([CNRS, PARIS, ""])}) | junk,
    },
)
people = st.lists(
    st.builds(
        lambda name, email, role: Person(name=name, email=email, role=role),
        texts, st.sampled_from(["", "a@x.example", "b@x.example"]), st.sampled_from(["lead", "host"]),
    ),
    max_size=3,
).map(tuple)  # fmt: skip
facts = st.builds(
    Facts,
    closing=st.dates(),
    answers=answers,
    columns=st.fixed_dictionaries({}, optional={"side": st.sampled_from(["us", "fr"]), "amount": st.decimals() | st.integers()}),
    people=people,
    invited=st.none() | st.just((CNRS,)),
    parents=st.just({PARIS: (CNRS,)}),
    countries=st.just({CNRS: "FR"}),
    history=st.none() | st.lists(st.builds(Earlier, on=st.dates(), people=people, funded=st.booleans()), max_size=2).map(tuple),
    others=st.none() | st.lists(st.builds(Other, reference=texts, people=people), max_size=2).map(tuple),
)

_TABLE = {"table": "stays", "from": "from", "to": "to"}
_lengths = st.sampled_from([{"years": 7}, {"months": 18}, {"years": 1, "months": 2}])
_limits = st.sampled_from([{"only": ["FR"]}, {"except": ["FR", "IT"]}])
OPTIONS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "years_since": st.builds(
        lambda most, breaks: {"answer": "day", "at_most": most, **breaks},
        _lengths, st.sampled_from([{}, {"breaks": _TABLE}, {"breaks": {**_TABLE, "at_most": {"years": 1}}}, {"at_least": {"months": 1}}]),
    ),
    "nationality": _limits.map(lambda limit: {"answer": "country", **limit}),
    "days_in_country": st.builds(
        lambda window: {"stays": {**_TABLE, "country": "country"}, "countries": ["FR"], "at_most": 90, "window": window},
        st.sampled_from([{"before_closing": {"months": 18}}, {"from": "2024-02-29", "to": "2026-12-31"}]),
    ),
    "answer_is": st.sampled_from([
        {"met": {"field": "status", "equals": "enrolled"}},
        {"met": {"any": [{"field": "country", "contains": "FR"}, {"column": "amount", "greater": "12.5"}]}},
        {"met": {"not": {"field": "day", "less": "2020-01-01"}}},
    ]),
    "date_between": st.sampled_from([{"from": "2020-01-01"}, {"to": "2027-01-01"}]).map(lambda ends: {"answer": "day", **ends}),
    "amount_at_most": st.sampled_from(["money", {"column": "amount"}]).map(lambda ref: {"answer": ref, "at_most": "500", "currency": "EUR"}),
    "reapplication": st.sampled_from([{"same_team": True}, {"after": {"years": 2}, "roles": ["lead"]}, {"same_team": True, "after": {"years": 2}, "counts": "all"}]),
    "institution_invited": st.just({"answer": "place"}),
    "one_per_person": st.sampled_from([{}, {"at_most": 2, "roles": ["lead"]}]),
    "organisation_country": st.builds(lambda limit, more: {"answer": "place", **limit, **more}, _limits, st.sampled_from([{}, {"enough": "one"}])),
}  # fmt: skip
WORDS = {"en": "A rule", "fr": "Une règle"}


def rule(kind: str, options: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rule as data, with what every kind may have."""
    return {"key": "a_rule", "kind": kind, "label": WORDS, "options": options, **more}


_drawn = st.sampled_from(sorted(OPTIONS)).flatmap(lambda kind: OPTIONS[kind].map(lambda options: rule(kind, options)))
_more = st.fixed_dictionaries(
    {},
    optional={
        "otherwise": st.sampled_from(["not", "needs_officer"]),
        "missing": st.sampled_from(["not", "needs_officer", "eligible"]),
        "when": st.sampled_from([{"column": "side", "equals": "us"}, {"field": "status", "answered": True}]),
        "who": st.just(WORDS),
        "advice": st.just(WORDS),
    },
)
rule_lists = st.lists(st.builds(lambda one, more: {**one, **more}, _drawn, _more), max_size=4).map(
    lambda found: [{**each, "key": f"rule_{index}"} for index, each in enumerate(found)]
)
all_rules: st.SearchStrategy[Rules] = rule_lists.map(parse)


def judged(
    kind: str, options: dict[str, Any], *, final: bool = True, more: dict[str, Any] | None = None, **given: Any
) -> tuple[str, str]:
    """The verdict and the code of one rule on these facts."""
    (reason,) = judge(parse([rule(kind, options, **(more or {}))]), Facts(**{"closing": CLOSING, **given}), final).reasons
    return reason.verdict, reason.code

"""Specs and answers made up by hypothesis: any kind of question with any limits, and answers from the right ones to rubbish."""

from typing import Any

from hypothesis import strategies as st

from bartholdi.cores.formspec import Field, Spec, parse
from bartholdi.cores.formspec.kinds.files import TYPES
from bartholdi.cores.formspec.kinds.tables import CELLS
from tests.cores.formspec.forms import choices, said

texts = st.text(max_size=12) | st.sampled_from(
    ["", "a", "l’étude", "1,234", "12,5", "-3", "2027-02-30", "<b>&\"'", "\x00\ud800", "e\u0301\r\n\u202f?"]
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts | st.just(10**400),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(texts | st.sampled_from(["name", "amount", "from", "other", "size"]), inner, max_size=3)
    ),
    max_leaves=6,
)
labels = st.builds(said, st.text("abc<&>é ", min_size=1, max_size=8).filter(str.strip))
VALUES = ("a", "b", "c", "d")
dates = st.dates().filter(lambda day: 1000 <= day.year <= 2999).map(lambda day: day.isoformat())
numbers = st.integers(-50, 50).map(str) | st.decimals(-50, 50, places=1).map(str)
files = st.builds(
    lambda name, size, digest, short, pages: {"name": name, "size": size, "digest": digest * 64, "media_type": TYPES[short], **pages},
    st.sampled_from(["cv.pdf", "<x>.pdf"]), st.integers(0, 100), st.sampled_from("0a"), st.sampled_from(["pdf", "csv"]),
    st.sampled_from([{}, {"pages": 0}, {"pages": 3}]),
)  # fmt: skip
organisations = st.sampled_from(
    [{"name": "CNRS", "ror": "02feahw73"}, {"ror": "02feahw74"}, {"name": "X", "country": "fr"}, "Lab"]
)
people = st.builds(
    lambda name, more: {"name": name, **more},
    st.sampled_from(["O", ""]),
    st.sampled_from([{}, {"email": "x"}, {"email": "a@b.org", "orcid": "0000000218250097"}]),
)


def _limits(low: str, high: str) -> st.SearchStrategy[dict[str, Any]]:
    pair = st.tuples(st.integers(1, 4), st.integers(1, 4)).map(sorted)
    return pair.flatmap(lambda ends: st.sampled_from([{}, {low: ends[0]}, {high: ends[1]}, {low: ends[0], high: ends[1]}]))


def _with(options: dict[str, Any]) -> Any:
    return lambda limits: {**options, **limits}


PLAIN: dict[str, tuple[st.SearchStrategy[Any], st.SearchStrategy[Any]]] = {  # kind: its options, its answers
    "text": (_limits("min_characters", "max_characters"), texts),
    "long_text": (_limits("min_words", "max_words"), texts),
    "number": (_limits("min", "max").map(_with({"decimals": 1})), numbers | st.integers() | st.floats()),
    "money": (_limits("min", "max").map(_with({"currencies": ["EUR"]})) | st.just({"currencies": ["USD", "JPY"]}), numbers | st.builds(lambda amount, currency: {"amount": amount, "currency": currency}, numbers, st.sampled_from(["EUR", "JPY", "", "XXX"]))),
    "date": (st.sampled_from([{}, {"min": "2027-01-01"}, {"max": "2027-01-01"}]), dates),
    "period": (_limits("min_months", "max_months"), st.builds(lambda start, end: {"from": start, "to": end}, dates, dates)),
    "yes_no": (st.just({}), st.booleans()),
    "choice": (st.just({"choices": choices(*VALUES), "other": True}), st.sampled_from([*VALUES, "other", {"other": "x"}])),
    "choices": (_limits("min", "max").map(_with({"choices": choices(*VALUES), "other": True})), st.lists(st.sampled_from([*VALUES, {"other": "x"}]), max_size=5)),
    "country": (st.sampled_from([{}, {"only": ["FR", "US"]}, {"except": ["FR"]}]), st.sampled_from(["FR", "us", "DE", "QQ"])),
    "organisation": (st.sampled_from([{}, {"identified": True}]), organisations),
    "goals": (_limits("min", "max"), st.lists(st.integers(0, 18), max_size=4)),
    "discipline": (st.just({"entries": choices(*VALUES)}), st.lists(st.sampled_from(VALUES), max_size=2)),
    "person": (st.sampled_from([{}, {"email": "required"}, {"orcid": "optional", "organisation": "required"}]), people),
    "file": (st.sampled_from([{}, {"types": ["pdf"], "max_pages": 2, "max_bytes": 50}]), files),
    "files": (_limits("min", "max"), st.lists(files, max_size=3)),
    "score": (st.just({"min": 0, "max": 4, "step": "0.5"}), numbers),
    "statement": (st.just({}), st.booleans()),
    "information": (st.just({}), st.none()),
}  # fmt: skip


@st.composite
def _column(draw: st.DrawFn, key: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(CELLS)))
    return {
        "key": key,
        "kind": kind,
        "label": draw(labels),
        "required": draw(st.booleans()),
        "identifies": draw(st.booleans()),
        "options": draw(PLAIN[kind][0]),
    }


@st.composite
def _table(draw: st.DrawFn) -> dict[str, Any]:
    columns = [draw(_column(key)) for key in VALUES[: draw(st.integers(1, 3))]]
    sums = [{"column": column["key"]} for column in columns if column["kind"] in {"number", "money"}]
    return {"columns": columns, **({"totals": sums} if sums else {}), **draw(_limits("min_rows", "max_rows"))}


@st.composite
def _condition(draw: st.DrawFn, earlier: list[tuple[str, str]], depth: int = 0) -> dict[str, Any]:
    if depth < 3 and draw(st.integers(0, 3)) == 0:
        how = draw(st.sampled_from(["all", "any", "not"]))
        parts = [draw(_condition(earlier, depth + 1)) for _ in range(1 if how == "not" else draw(st.integers(1, 2)))]
        return {how: parts[0] if how == "not" else parts}
    key, kind = draw(st.sampled_from(earlier))
    tests: dict[str, list[dict[str, Any]]] = {
        "choice": [{"equals": "a"}, {"in": ["a", "other"]}],
        "choices": [{"contains": "b"}],
        "number": [{"greater": 1}, {"less": "2.5"}, {"equals": 2}],
        "yes_no": [{"equals": True}, {"equals": False}],
        "date": [{"greater": "2027-01-01"}],
        "goals": [{"contains": 13}],
    }
    return {"field": key, **draw(st.sampled_from([{"answered": True}, {"answered": False}, *tests.get(kind, [])]))}


@st.composite
def spec_data(draw: st.DrawFn) -> dict[str, Any]:
    """A sound spec as plain data."""
    earlier: list[tuple[str, str]] = []
    sections = []
    for index in range(draw(st.integers(1, 3))):
        section: dict[str, Any] = {"key": f"s{index}", "title": draw(labels), "fields": []}
        if earlier and draw(st.booleans()):
            section["when"] = draw(_condition(list(earlier)))
        for _ in range(draw(st.integers(1, 4))):
            key = f"f{index}{len(section['fields'])}"
            kind = draw(st.sampled_from([*PLAIN, "table", "choice", "number", "yes_no"]))
            field = {
                "key": key,
                "kind": kind,
                "label": draw(labels),
                "options": draw(_table() if kind == "table" else PLAIN[kind][0]),
            }
            if kind != "information":
                field.update(required=draw(st.booleans()), identifies=draw(st.booleans()))
            before = [*earlier, *((one["key"], one["kind"]) for one in section["fields"] if one["kind"] != "information")]
            if before and draw(st.booleans()):
                field["when"] = draw(_condition(before))
            section["fields"].append(field)
        earlier += [(one["key"], one["kind"]) for one in section["fields"] if one["kind"] != "information"]
        sections.append(section)
    return {"format": 1, "sections": sections}


specs = spec_data().map(parse)


@st.composite
def answers_to(draw: st.DrawFn, spec: Spec) -> dict[str, Any]:
    """Answers of which most are right, some not there, and some rubbish."""
    given = {field.key: draw(_answer(field)) for field in spec.fields()}
    if draw(st.integers(0, 4)) == 0:
        given[draw(texts)] = draw(junk)
    return given


@st.composite
def _answer(draw: st.DrawFn, field: Field) -> Any:
    way = draw(st.integers(0, 9))
    if way < 2:
        return draw(junk) if way else None
    if field.kind != "table":
        return draw(PLAIN[field.kind][1])
    return [{column.key: draw(_answer(column)) for column in field.options["columns"]} for _ in range(draw(st.integers(0, 3)))]


specs_and_answers = specs.flatmap(lambda spec: st.tuples(st.just(spec), answers_to(spec)))

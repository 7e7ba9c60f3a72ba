"""Blueprints made up by hypothesis as plain data: any texts, any dates, any parts that fit together."""

from typing import Any

from hypothesis import strategies as st

from bartholdi.office.programmes.blueprint import Blueprint, parse
from bartholdi.office.programmes.blueprint.shape import LETTERS
from tests.cores.formspec.making import spec_data

signs = "abc é«»’\"'\\<&=[]{}#\u00a0\u202f☕𝒳"
words = st.text(signs, min_size=1, max_size=20).filter(str.strip)
lines = st.text(signs + "\n\t", min_size=1, max_size=60).filter(str.strip)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
times = st.times().map(lambda at: at.strftime("%H:%M:%S" if at.second else "%H:%M"))


def both(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({"en": texts, "fr": texts})


def some(*values: Any) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=1)


moments = st.fixed_dictionaries({"days_after_opening": st.integers(1, 400), "time": times})
aliases = st.fixed_dictionaries({"text": words}, optional={"since": st.integers(1990, 2010), "until": st.integers(2011, 2030)})
conditions = st.sampled_from([{"column": "side", "equals": "US"}, {"any": [{"column": "side", "in": ["US", "FR"]}]}])
rules = st.fixed_dictionaries(
    {"kind": st.just("one_per_person"), "label": both(words)},
    optional={
        "when": conditions,
        "options": st.fixed_dictionaries({"at_most": st.integers(1, 100)}),
        "otherwise": st.sampled_from(["not", "needs_officer"]),
        "missing": st.sampled_from(["eligible", "not"]),
    },
)
programmes = st.fixed_dictionaries(
    {"slug": slugs, "name": both(words), "mission": st.sampled_from(["cooperation", "mobility"])},
    optional={
        "summary": both(lines),
        "aliases": st.lists(aliases, max_size=3, min_size=1, unique_by=lambda one: one["text"].strip()),
    },
)
calls = st.fixed_dictionaries(
    {
        "slug": slugs,
        "code": st.from_regex(r"[A-Z][A-Z0-9]{1,7}", fullmatch=True),
        "title": both(words.map(lambda text: f"{text} {{year}}")),
        **{text: both(lines) for text in ("summary", "for_whom", "offers", "needs")},
        "zone": st.sampled_from(["America/New_York", "Europe/Paris", "Etc/GMT+12"]),
        "opens": times,
        "closes": moments,
        "sides": st.just(["US", "FR"]),
    },
    optional={
        "kind": st.sampled_from(["competition", "nomination"]),
        "languages": some("en", "fr"),
        "grace_minutes": st.integers(0, 600),
        "lead_per_side": st.booleans(),
        "blind": st.booleans(),
    },
)
letters = st.fixed_dictionaries(
    {"role": st.sampled_from(["referee", "host"]), "label": both(words), "ask": both(lines), "due": moments},
    optional={
        "side": st.sampled_from(["US", "FR"]),
        "maximum": st.integers(1, 5),
        "way": st.sampled_from(["write", "upload"]),
        "not_also": some("host", "supervisor"),
    },
)
milestones = st.fixed_dictionaries({"label": both(words), "at": moments}, optional={"public": st.booleans()})
panels = st.fixed_dictionaries({"name": both(words)}, optional={"side": st.just("FR"), "reviews_each": st.integers(1, 4)})
funds = st.fixed_dictionaries(
    {"name": both(words), "currency": st.sampled_from(["EUR", "USD"])},
    optional={"use": st.just("own_units"), "places": st.integers(0, 9)},
)
contacts = st.fixed_dictionaries({"name": words, "email": st.just("office@example.org")})


def keyed(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    found: st.SearchStrategy[list[dict[str, Any]]] = st.lists(parts, max_size=3).map(
        lambda some: [{"key": f"k{index}", **one} for index, one in enumerate(some)]
    )
    return found


@st.composite
def blueprint_data(draw: st.DrawFn) -> dict[str, Any]:
    """A sound blueprint as plain data."""
    form = draw(spec_data())
    first = next(one["key"] for section in form["sections"] for one in section["fields"])
    asked = {"application": {"name": {"en": "Form", "fr": "Formulaire"}, "sections": form["sections"]}}
    if draw(st.booleans()):
        asked["review"] = {"name": {"en": "Review", "fr": "Évaluation"}, "sections": draw(spec_data())["sections"]}
    wanted = draw(keyed(letters))
    for letter in wanted:
        if draw(st.booleans()):
            letter["questionnaire"] = letter["key"]
            name = {"en": f"Letter {letter['key']}", "fr": f"Lettre {letter['key']}"}
            asked[letter["key"]] = {"name": name, "sections": draw(spec_data())["sections"]}
    return {
        "format": 1,
        "name": draw(slugs),
        "version": draw(st.integers(1, 99)),
        "programme": draw(programmes),
        "call": {**draw(calls), "columns": {"title": first}},
        "questionnaires": asked,
        **{name: made for name, made in (
            ("letters", wanted),
            ("milestones", draw(keyed(milestones))),
            ("panels", draw(st.lists(panels, max_size=2))),
            ("funds", draw(keyed(funds))),
            ("contacts", draw(st.lists(contacts, max_size=2))),
            ("rules", draw(keyed(rules))),
        ) if made},
        "notices": draw(st.dictionaries(st.sampled_from(LETTERS), st.fixed_dictionaries({"subject": both(words), "body": both(lines)}), max_size=2)),
    }  # fmt: skip


blueprints: st.SearchStrategy[Blueprint] = blueprint_data().map(parse)

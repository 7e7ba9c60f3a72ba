"""Specs as data: strict reading that reports all faults at once, and one canonical way of writing."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from bartholdi.cores.formspec.conditions import read_condition
from bartholdi.cores.formspec.fields import QUESTION, read_field
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.cores.formspec.place import Fault, Place, SpecError
from bartholdi.cores.formspec.reading import read_key, read_label, read_list, read_object
from bartholdi.cores.formspec.spec import FORMAT, Condition, Field, Joined, Label, Section, Spec, Test

MOST_SECTIONS = 100
MOST_FIELDS = 1_000
MOST_TEXT = 4_000_000  # characters of JSON


def parse(data: object) -> Spec:
    """The spec of plain data (what `json.loads` gives). Raises SpecError with every fault and its place."""
    place = Place()
    spec = _read_spec(data, place)
    if place.faults:
        raise SpecError(place.faults)
    return spec


def loads(text: str | bytes) -> Spec:
    """The spec of a JSON text (UTF-8). Raises SpecError, also where it is no JSON or names a property twice."""
    return parse(decode(text))


def decode(text: str | bytes) -> object:
    """The plain data of a JSON text, whatever it says. Raises SpecError where it is no JSON or names a property twice."""
    if len(text) > MOST_TEXT:
        raise SpecError([Fault("", "spec_too_big", {"n": MOST_TEXT})])
    try:
        data: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except SpecError:
        raise
    except (ValueError, RecursionError):
        raise SpecError([Fault("", "not_json")])
    return data


def dump(spec: Spec) -> dict[str, Any]:
    """The spec as plain data, in one fixed order; `parse(dump(spec)) == spec`."""
    return {"format": FORMAT, "sections": [_dump_section(section) for section in spec.sections]}


def dumps(spec: Spec) -> str:
    """The spec as JSON: the same spec always gives the same text, indented so that people can read and compare it."""
    return json.dumps(dump(spec), ensure_ascii=False, indent=2) + "\n"


def _read_spec(data: object, place: Place) -> Spec:
    parts = read_object(data, place, known=("format", "sections"), needed=("format", "sections"))
    if parts is None:
        return Spec()
    version = parts.get("format")
    if version is not None and (isinstance(version, bool) or version != FORMAT):
        place.at("format").fault("unknown_format", known=FORMAT)
    here = place.at("sections")
    given = read_list(parts.get("sections", []), here, most=MOST_SECTIONS) if "sections" in parts else []
    later = _keys(given)
    earlier: dict[str, Field] = {}
    sections: dict[str, Section] = {}
    for index, each in enumerate(given):
        section = _read_section(each, here.at(index), earlier, later)
        if section and section.key in sections:
            here.at(index).at("key").fault("used_twice", value=section.key)
        elif section:
            sections[section.key] = section
        if len(earlier) > MOST_FIELDS:
            here.fault("too_many_fields", n=MOST_FIELDS)
            break
    return Spec(tuple(sections.values()))


def _keys(sections: list[Any]) -> frozenset[str]:
    """All keys of fields, to tell a condition on a later field from one on a field that does not exist."""
    lists = [section["fields"] for section in sections if isinstance(section, dict) and isinstance(section.get("fields"), list)]
    keys = (field.get("key") for fields in lists for field in fields[: MOST_FIELDS + 1] if isinstance(field, dict))
    return frozenset(key for key in keys if isinstance(key, str))


def _read_section(value: object, place: Place, earlier: dict[str, Field], later: frozenset[str]) -> Section | None:
    parts = read_object(value, place, known=("key", "title", "help", "when", "fields"), needed=("key", "title", "fields"))
    if parts is None:
        return None
    key = read_key(parts["key"], place.at("key")) if "key" in parts else ""
    title = read_label(parts["title"], place.at("title")) if "title" in parts else Label("", "")
    helped = read_label(parts["help"], place.at("help")) if "help" in parts else None
    when = read_condition(parts["when"], place.at("when"), earlier, later) if "when" in parts else None
    fields = []
    given = read_list(parts["fields"], place.at("fields"), most=MOST_FIELDS) if "fields" in parts else []
    for index, each in enumerate(given):
        field = _read_question(each, place.at("fields").at(index), earlier, later)
        if field is not None:
            fields.append(field)
            earlier[field.key] = field
    return Section(key, title, helped, when, tuple(fields)) if key else None


def _read_question(value: object, place: Place, earlier: dict[str, Field], later: frozenset[str]) -> Field | None:
    field = read_field(value, place, KINDS, known=QUESTION)
    when = None
    if isinstance(value, dict) and value.get("when") is not None:
        when = read_condition(value["when"], place.at("when"), earlier, later)
    if field is None:
        return None
    if field.key in earlier:
        place.at("key").fault("used_twice", value=field.key)
        return None
    return Field(field.key, field.kind, field.label, field.help, field.required, field.identifies, when, field.options)


def _dump_section(section: Section) -> dict[str, Any]:
    found: dict[str, Any] = {"key": section.key, "title": section.title.plain()}
    if section.help:
        found["help"] = section.help.plain()
    if section.when:
        found["when"] = plain(section.when)
    found["fields"] = [plain(field) for field in section.fields]
    return found


def _dump_field(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"key": field.key, "kind": field.kind, "label": field.label.plain()}
    if field.help:
        found["help"] = field.help.plain()
    found.update({name: True for name in ("required", "identifies") if getattr(field, name)})
    if field.when:
        found["when"] = plain(field.when)
    if field.options:
        found["options"] = {name: plain(value) for name, value in field.options.items()}
    return found


def plain(value: Any) -> Any:
    """Any part of a spec as plain data."""
    if isinstance(value, Field):
        return _dump_field(value)
    if isinstance(value, Test):
        return {"field": value.field, value.operator: plain(value.value)}
    if isinstance(value, Joined):
        parts: list[Condition] = list(value.parts)
        return {value.how: plain(parts[0]) if value.how == "not" else [plain(part) for part in parts]}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):  # labels, choices, anchors, totals
        return {name: plain(part) for name, part in value._asdict().items() if part is not None}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise SpecError([Fault("", "property_twice", {"name": twice[:60]})])
    return found


def _no_constant(name: str) -> None:
    raise ValueError(name)

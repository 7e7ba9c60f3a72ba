"""Reading one field of a spec, or one column of a table: what all kinds have, and the options of its own kind."""

from collections.abc import Mapping
from typing import Any

from bartholdi.cores.formspec.kinds.kind import Kind
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import read_flag, read_key, read_label, read_object
from bartholdi.cores.formspec.spec import Field

COLUMN = ("key", "kind", "label", "help", "required", "identifies", "options")
QUESTION = ("key", "kind", "label", "help", "required", "identifies", "when", "options")


def read_field(value: object, place: Place, kinds: Mapping[str, Kind], *, known: tuple[str, ...]) -> Field | None:
    """The field, without its condition; None where it has no usable key or kind. Every fault is noted."""
    parts = read_object(value, place, known=known, needed=("key", "kind", "label"))
    if parts is None:
        return None
    key = read_key(parts["key"], place.at("key")) if "key" in parts else ""
    label = read_label(parts["label"], place.at("label")) if "label" in parts else None
    helped = read_label(parts["help"], place.at("help")) if "help" in parts else None
    flags = {name: read_flag(parts[name], place.at(name)) for name in ("required", "identifies") if name in parts}
    kind = parts.get("kind")
    if not isinstance(kind, str) or kind not in kinds:
        if kind is not None:
            place.at("kind").fault("unknown_kind", known=", ".join(kinds))
        return None
    options = read_options(parts.get("options", {}), place.at("options"), kinds[kind])
    if not kinds[kind].asks:
        for name in flags:
            place.at(name).fault("nothing_is_asked")
    if not key or label is None:
        return None
    return Field(key, kind, label, helped, flags.get("required", False), flags.get("identifies", False), options=options)


def read_options(value: object, place: Place, kind: Kind) -> dict[str, Any]:
    """The options of a kind, in the kind's own order; limits that contradict each other are faults."""
    parts = read_object(value, place, known=tuple(kind.options), needed=kind.needed)
    if parts is None:
        return {}
    read = {name: kind.options[name](parts[name], place.at(name)) for name in parts}
    options = {name: found for name, found in read.items() if found is not None}
    kind.contradict(options, place)
    return options

"""Blueprints written as TOML: the same blueprint always gives the same text, which people can read and compare."""

import re
from collections.abc import Iterator
from typing import Any

from bartholdi.office.programmes.blueprint.shape import Blueprint, plain

WIDTH = 110
# What is written under a heading of its own; everything else stands on the line of its name.
GROUPS = frozenset({"programme", "call", "questionnaires", "notices", "options", "awards"})
LISTS = frozenset({"milestones", "letters", "panels", "funds", "contacts", "rules", "sections", "fields"})
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f]')
_UNSAFE_LONG = re.compile(r'\\|""|"$|[\x00-\x09\x0b-\x1f\x7f]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def dumps(blueprint: Blueprint) -> str:
    """`loads(dumps(blueprint)) == blueprint`."""
    return "\n".join(_table(plain(blueprint), "")).lstrip("\n") + "\n"


def _table(data: dict[str, Any], path: str) -> Iterator[str]:
    """The lines first, then what has a heading: after a heading no line can belong to what is above it."""
    for name, value in data.items():
        if not _has_heading(name, value, path):
            yield from _lines(_key(name), value)
    for name, value in data.items():
        if _has_heading(name, value, path):
            here = f"{path}.{_key(name)}" if path else _key(name)
            if isinstance(value, list):
                for each in value:
                    yield from ("", f"[[{here}]]", *_table(each, here))
            else:
                inner = list(_table(value, here))
                only_headings = not inner or inner[0] == ""
                yield from (inner if only_headings and inner else ("", f"[{here}]", *inner))


def _has_heading(name: str, value: Any, path: str) -> bool:
    if path.partition(".")[0] == "rules":
        return False
    if isinstance(value, dict):
        return name in GROUPS or path in {"questionnaires", "notices"}
    return isinstance(value, list) and name in LISTS and bool(value) and all(isinstance(each, dict) for each in value)


def _lines(key: str, value: Any) -> Iterator[str]:
    if _is_label(value):
        for language in ("en", "fr"):
            yield f"{key}.{language} = {_text(value[language])}"
        return
    line = f"{key} = {_inline(value)}"
    if isinstance(value, list) and (len(line) > WIDTH or any(isinstance(each, dict) for each in value)):
        yield f"{key} = ["
        yield from (f"  {_inline(each)}," for each in value)
        yield "]"
    else:
        yield line


def _is_label(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["en", "fr"] and all(isinstance(text, str) for text in value.values())


def _text(text: str) -> str:
    """Several lines as they are read; one line in quotes."""
    if "\n" not in text:
        return _quoted(text)
    return f'"""\n{_UNSAFE_LONG.sub(lambda found: "".join(map(_escaped, found[0])), text)}"""'


def _quoted(text: str) -> str:
    return f'"{_UNSAFE.sub(lambda found: _escaped(found[0]), text)}"'


def _escaped(sign: str) -> str:
    return _SHORT.get(sign) or f"\\u{ord(sign):04X}"


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_inline(each) for each in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(name)} = {_inline(each)}" for name, each in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return str(value)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)

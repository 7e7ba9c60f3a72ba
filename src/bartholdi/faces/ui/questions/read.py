"""Reading what was filled in: answers as `formspec.check` takes them, whatever a form sends. Never raises for what it is sent."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import QueryDict

from bartholdi.cores.formspec import Field, Spec
from bartholdi.cores.formspec.kinds import KINDS
from bartholdi.faces.ui.questions.draw import placed
from bartholdi.faces.ui.questions.kinds import MANNERS
from bartholdi.faces.ui.questions.typed import Typed

BUTTON = re.compile(r"(add_row|remove_row|remove_file):([a-z][a-z0-9_]{0,39})")


class Pressed(NamedTuple):
    """A button of the form that changes the page itself: `add_row`, `remove_row` or `remove_file` of the question `key`."""

    act: str
    key: str
    value: str


def read(spec: Spec, page_key: str, post: QueryDict, *, before: Mapping[str, Any]) -> dict[str, Any]:
    """An answer, or None, for each question of the page. Of what the form does not have, what was before stays."""
    _number, section = placed(spec, page_key)
    sent = {name.partition(".")[0].rpartition(":")[2].removeprefix("q-") for name in post}
    return {
        field.key: _answer(field, post, before.get(field.key)) if field.key in sent else before.get(field.key)
        for field in section.fields
        if KINDS[field.kind].asks
    }


def read_field(spec: Spec, key: str, post: QueryDict, *, before: Any = None) -> Any:
    """The answer to one question, from what was sent of it; `before` matters for files. None where the spec has no such question."""
    field = spec.field(key)
    return _answer(field, post, before) if field and KINDS[field.kind].asks else None


def pressed(post: QueryDict) -> Pressed | None:
    """Which button of the page was pressed, where one was."""
    found = ((match, name) for name in post if (match := BUTTON.fullmatch(name)))
    return next((Pressed(match[1], match[2], (post.getlist(name) or [""])[-1][:100]) for match, name in found), None)


def _answer(field: Field, post: QueryDict, before: Any) -> Any:
    return MANNERS[field.kind].read(field, Typed(post, f"q-{field.key}", before))

"""What an entry is about, in its reader's language: what was written stays as it is, only words of ours in it are said anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

Word = str | Promise
Words = Callable[[], Iterable[Word]]  # asked when it is read: other apps may still add some
PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Form:
    """How rows of one kind are written, with what can stand where our own words do."""

    sentence: Word
    words: Mapping[str, Words]


_FORMS: dict[str, Form] = {}


def register(kind: str, sentence: Word, /, **words: Words) -> None:
    """`register("decisions.decision", _("%(reference)s: %(outcome)s"), outcome=...)`: in the first language exactly what `str(row)` is.

    Every place that `words` does not name holds a proper name, and stays.
    """
    _FORMS[kind] = Form(sentence, words)


def said(key: str, label: str) -> str:
    """Of the subject with this key, which was written as `label`. It stays where no app speaks for its kind, and where it is not in that
    form: shortened, or of an earlier version."""
    kind = key.partition(":")[0]
    if kind not in _FORMS:
        return label
    pattern, ours = _written(kind)
    found = pattern.fullmatch(label)
    if found is None:
        return label
    parts = {name: str(ours[name][text]) if name in ours else text for name, text in found.groupdict().items()}
    return str(_FORMS[kind].sentence) % parts


@cache
def _written(kind: str) -> tuple[re.Pattern[str], dict[str, dict[str, Word]]]:
    """The form in the language in which the journal is written, and for each of its words what it is now."""
    form = _FORMS[kind]
    with override(settings.LANGUAGE_CODE):
        ours = {name: {str(word): word for word in words()} for name, words in form.words.items()}
        pieces = PLACE.split(str(form.sentence))
    texts, names = pieces[::2], pieces[1::2]
    places = [f"(?P<{name}>{'|'.join(map(re.escape, ours[name])) if name in ours else '.*'})" for name in names]
    return re.compile("".join(re.escape(text) + place for text, place in zip(texts, [*places, ""], strict=True)), re.DOTALL), ours

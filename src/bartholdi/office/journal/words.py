"""What each act is called in words: every app says so of its own acts, in its AppConfig.ready."""

from collections.abc import Mapping

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


def register(words: Mapping[str, str | Promise]) -> None:
    """`register({"accounts.rename": _("changed a name")})`: what stands after the actor's name, in the past tense."""
    _WORDS.update(words)


def said(act: str) -> str:
    """The act in words, or its name where no app speaks for it any more."""
    return str(_WORDS.get(act, act))


def known() -> list[tuple[str, str]]:
    """Every act with its words, in the order of the words."""
    return sorted(((act, str(words)) for act, words in _WORDS.items()), key=lambda pair: pair[1].casefold())

"""A text that a model keeps in two columns, read in the language of the moment."""

from typing import Any

from django.utils.translation import get_language

LANGUAGES = ("en", "fr")


class Bilingual:
    """`title = Bilingual("title")` reads title_en or title_fr; the other language stands in where one is empty."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> str:
        if instance is None:
            raise AttributeError(f"{self.name} is read from a row: on a class, use {self.name}_en or {self.name}_fr")
        first = language()
        second = "fr" if first == "en" else "en"
        text: str = getattr(instance, f"{self.name}_{first}") or getattr(instance, f"{self.name}_{second}")
        return text


def language() -> str:
    """The language of the moment, as one of ours."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"

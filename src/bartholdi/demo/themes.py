"""What invented applicants and reviewers work on: themes of twelve disciplines, each in its own words, in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any, NamedTuple, Protocol

ASKS = {
    "en": (
        "{Subject} raise questions that neither of our two laboratories can answer alone.",
        "This project is about {subject}.",
        "What is known of {subject} rests on few observations.",
    ),
    "fr": (
        "Thème du projet : {subject}.",
        "Nos deux laboratoires partagent un même objet d’étude, {subject}, que ni l’un ni l’autre ne peut traiter seul.",
        "Sur ce sujet ({subject}), les connaissances reposent encore sur peu d’observations.",
    ),
}
PARTS = {
    "en": (
        "It looks first at {first}, then at {second}, and asks what the one tells of the other.",
        "The work combines {method} with {other}, which the host has brought to a precision not reached elsewhere.",
        "We expect a data set that others can use, and a test of what is said today about {third}.",
        "The stay begins with {method}; its results decide how far {other} is carried.",
    ),
    "fr": (
        "Deux questions l’organisent : {first} ; {second}.",
        "Deux méthodes s’y complètent, {method} et {other}, que l’équipe d’accueil maîtrise avec une précision rare.",
        "Résultat attendu : un jeu de données ouvert, et une mise à l’épreuve de ce que l’on dit aujourd’hui d’un troisième point, {third}.",
        "Le séjour commence par la première méthode ({method}) ; ses résultats diront jusqu’où pousser la seconde ({other}).",
    ),
}


class Text(NamedTuple):
    title: str
    abstract: str


class Subject(Protocol):
    """What an applicant or a reviewer works on: invented, or taken from real abstracts and publication lists (`real.py`)."""

    @property
    def discipline(self) -> str: ...
    @property
    def subject(self) -> dict[str, str]: ...
    @property
    def topics(self) -> str: ...
    def text(self, language: str, dice: Random) -> Text: ...
    def works(self, dice: Random, many: int) -> list[Text]: ...
    def words(self, language: str, dice: Random) -> dict[str, str]: ...


@dataclass(frozen=True)
class Theme:
    """`subject`, three `objects` and three `methods`, by language."""

    discipline: str
    subject: dict[str, str]
    objects: dict[str, list[str]]
    methods: dict[str, list[str]]

    @property
    def topics(self) -> str:
        return "\n".join([self.subject["en"], *self.objects["en"]])

    def text(self, language: str, dice: Random) -> Text:
        what, how = dice.choice(self.objects[language]), dice.choice(self.methods[language])
        between = "\u00a0: " if language == "fr" else ": "
        return Text(f"{_capital(what)}{between}{how}", self._abstract(language, dice))

    def works(self, dice: Random, many: int) -> list[Text]:
        """What somebody who works on it has published."""
        return [self.text("en", dice) for _number in range(many)]

    def words(self, language: str, dice: Random) -> dict[str, str]:
        """By which others speak of it: the subject, one of its objects, one of its methods."""
        what, how = dice.choice(self.objects[language]), dice.choice(self.methods[language])
        return {"subject": self.subject[language], "object": what, "method": how}

    def _abstract(self, language: str, dice: Random) -> str:
        first, second, third = dice.sample(self.objects[language], 3)
        method, other = dice.sample(self.methods[language], 2)
        facts: dict[str, Any] = {
            "subject": self.subject[language],
            "Subject": _capital(self.subject[language]),
            "first": first,
            "second": second,
            "third": third,
            "method": method,
            "other": other,
        }
        said = [dice.choice(ASKS[language]), *PARTS[language][:3]]
        return " ".join(sentence.format(**facts) for sentence in said)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def themes() -> tuple[Theme, ...]:
    """In the order of their files, so that the same dice find the same ones."""
    folder = files("bartholdi.demo") / "content" / "themes"
    found = []
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        facts = tomllib.loads(file.read_text(encoding="utf-8"))
        found += [Theme(discipline=file.name.removesuffix(".toml"), **theme) for theme in facts["themes"]]
    return tuple(found)


def publications(subject: Subject, author: str, dice: Random, *, many: int, year: int) -> bytes:
    """As a file that an officer would bring: BibTeX, with the abstracts that matching reads."""
    entries = [
        f"@article{{p{number}, title={{{_plain(work.title)}}}, author={{{author}}}, year={{{year - dice.randrange(8)}}}, "
        f"abstract={{{_plain(work.abstract)}}}}}"
        for number, work in enumerate(subject.works(dice, many))
    ]
    return "\n".join(entries).encode()


def _plain(text: str) -> str:
    """Without what BibTeX would take for its own."""
    return text.translate(dict.fromkeys(map(ord, "{}\\@#%")))

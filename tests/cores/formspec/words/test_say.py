"""Every fault has its sentence in both languages, in good form."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import bartholdi.cores.formspec as library
from bartholdi.cores.formspec import Fault, check, parse, say, where
from bartholdi.cores.formspec.words.answers import ANSWERS as SENTENCES_OF_ANSWERS
from bartholdi.cores.formspec.words.designs import DESIGNS
from bartholdi.cores.formspec.words.editions import EDITIONS
from bartholdi.cores.formspec.words.say import SENTENCES
from bartholdi.cores.formspec.words.specs import EXPECTED, SPECS
from tests.cores.formspec.forms import PARTNERSHIP

SOURCES = "\n".join(
    path.read_text() for path in sorted(Path(library.__file__).parent.rglob("*.py")) if path.parent.name != "words"
)
RAISED = set(re.findall(r"""(?:fault|missing)\(\s*"([a-z_]+)\"""", SOURCES)) | set(
    re.findall(r"""(?:few|many|missing): str = "([a-z_]+)\"""", SOURCES)
)
RAISED |= set(re.findall(r"""(?:few|many|missing)="([a-z_]+)\"""", SOURCES)) | {
    "missing_email",
    "missing_name",
    "missing_orcid",
    "missing_organisation",
}


def forms(language: str) -> list[tuple[str, str]]:
    found = []
    for code, sentence in SENTENCES.items():
        form = getattr(sentence, language)
        found += [(code, each) for each in ((form,) if isinstance(form, str) else form)]
    return found


def test_one_code_is_one_sentence() -> None:
    assert len(SENTENCES) == sum(map(len, (SENTENCES_OF_ANSWERS, SPECS, EDITIONS, DESIGNS)))


def test_every_fault_that_is_noted_has_its_sentence() -> None:
    assert sorted(RAISED - set(SENTENCES)) == []
    assert sorted(set(re.findall(r'what="([a-z]+)"', SOURCES)) - set(EXPECTED)) == []


def test_no_sentence_is_left_over() -> None:
    quoted = set(re.findall(r'"([a-z_]+)"', SOURCES)) | {
        f"{thing}_{what}" for thing in ("field", "section") for what in ("added", "removed", "changed", "moved")
    }
    assert sorted(set(SENTENCES) - quoted - RAISED) == []


def test_french_is_set_as_french_is() -> None:
    wrong = re.compile(r"'|[^\u202f][;!?»]|«[^\u202f]|[^\u00a0]:(?!size)")
    assert [(code, text) for code, text in forms("fr") if wrong.search(re.sub(r"\{\w+:size\}|\"[^\"]*\"", "x", text))] == []
    assert [
        (code, text)
        for code, text in forms("en") + forms("fr")
        if not text.rstrip("}").endswith((".", "{answer", "values", "known", "types")) and not text.endswith("}")
    ] == []


def test_both_languages_tell_the_same_facts() -> None:
    def facts(form: Any) -> set[str]:
        return set(re.findall(r"\{(\w+)", form if isinstance(form, str) else form[1]))

    assert [code for code, sentence in SENTENCES.items() if facts(sentence.en) != facts(sentence.fr)] == []


@pytest.mark.parametrize(
    ("code", "facts", "english", "french"),
    [
        ("too_many_words", {"n": 1, "count": 251, "max": 250}, "Shorten this by 1 word: it has 251, and 250 at most are allowed.", "Raccourcissez ce texte de 1 mot\u00a0: il en compte 251, pour 250 au plus."),
        ("too_many_characters", {"n": 1234, "count": 2234, "max": 1000}, "Shorten this by 1,234 characters: it has 2,234, and 1,000 at most are allowed.", "Raccourcissez ce texte de 1\u202f234 caractères\u00a0: il en compte 2\u202f234, pour 1\u202f000 au plus."),
        ("too_many_decimals", {"n": 0}, "Write 0 figures at most after the decimal mark.", "Écrivez 0 chiffre au plus après la virgule."),
        ("too_early", {"min": date(2027, 9, 1)}, "Give 1\u00a0September 2027 or a later date.", "Indiquez le 1er\u00a0septembre 2027 ou une date plus tardive."),
        ("above_max", {"max": Decimal("12.5")}, "Give 12.5 or less.", "Indiquez 12,5 ou moins."),
        ("file_too_big", {"size": 2_340_000, "max": 1_000_000}, "This file has 2.3\u00a0MB. Send one of 1\u00a0MB at most.", "Ce fichier pèse 2,3\u00a0Mo. Envoyez-en un de 1\u00a0Mo au plus."),
        ("total_too_high", {"column": {"en": "Cost", "fr": "Coût"}, "total": Decimal("20000.5"), "max": Decimal(20000), "currency": "USD"}, "The total of “Cost” is 20,000.5 USD. Bring it down to 20,000 or less.", "Le total de «\u202fCoût\u202f» est de 20\u202f000,5 USD. Ramenez-le à 20\u202f000 ou moins."),
        ("total_too_high", {"column": {"en": "Days", "fr": "Jours"}, "total": Decimal(4), "max": Decimal(3), "currency": ""}, "The total of “Days” is 4. Bring it down to 3 or less.", "Le total de «\u202fJours\u202f» est de 4. Ramenez-le à 3 ou moins."),
        ("expected", {"what": "date"}, 'Here belongs a date as text, such as "2027-09-01".', 'Il faut ici une date sous forme de texte, par exemple "2027-09-01".'),
    ],
)  # fmt: skip
def test_a_sentence_says_what_is_wrong_and_how_to_mend_it(code: str, facts: dict[str, Any], english: str, french: str) -> None:
    fault = Fault("x", code, facts)
    assert (say(fault, "en"), say(fault, "fr")) == (english, french)


def test_the_place_of_a_fault_in_words() -> None:
    spec = parse(PARTNERSHIP)
    faults = check(
        spec, {"budget": [{"what": "x"}, {"what": "y", "cost": "1,234"}], "lead": {"name": "O", "email": "x"}, "stays": ["z"]}
    ).faults
    assert [where(spec, fault, "en") for fault in faults] == ["Lead, e-mail", "Stays, 1", "Budget, row 2, Cost, amount"]
    assert [where(spec, fault, "fr") for fault in faults] == [
        "Lead (fr), adresse électronique",
        "Stays (fr), 1",
        "Budget (fr), ligne 2, Cost (fr), montant",
    ]
    assert where(spec, Fault("", "wrong_type"), "en") == ""


def test_a_sentence_of_an_answer_never_needs_facts_it_does_not_get() -> None:
    assert [code for code in SENTENCES_OF_ANSWERS if not say(Fault("x", code, {}), "en")] == []

"""Every reason and fault has its sentence, in good English and French."""

import re
from pathlib import Path

import pytest

import bartholdi.cores.eligibility as library
from bartholdi.cores.eligibility import Facts, Other, Person, explain, judge, parse, say
from bartholdi.cores.eligibility.words.faults import EXPECTED, FAULTS
from bartholdi.cores.eligibility.words.reasons import REASONS
from tests.cores.eligibility.making import CLOSING, rule

HERE = Path(library.__file__).parent
SOURCES = [path for path in HERE.rglob("*.py") if "words" not in path.parts]
COUNTRIES = {"FR": "France", "IT": "Italie"}


def codes(pattern: str) -> set[str]:
    return {code for path in SOURCES for code in re.findall(pattern, path.read_text())}


def test_every_reason_has_its_sentence_and_no_other() -> None:
    used = codes(r'\b(?:met|unmet|unknown)\(\s*"([a-z_]+)"') | codes(r'_YET, "([a-z_]+)"') | codes(r'ELIGIBLE, "([a-z_]+)"')
    used |= codes(r'code = "(\w+)" if') | codes(r'else "(organisation_\w+)"') | {"missing", "met"}
    for stem in codes(r'f"([a-z_]+)\{ending\}'):
        used |= {stem, f"{stem}_with_breaks"}
    assert used == set(REASONS)


def test_every_fault_has_its_sentence_and_no_other() -> None:
    used = codes(r'\.fault\(\s*"([a-z_]+)"') | codes(r'matching\(\w+, "([a-z_]+)"\)')
    assert used == set(FAULTS)
    assert codes(r'what="([a-z]+)"') == set(EXPECTED)


def test_french_has_its_typography_and_both_languages_name_the_same_facts() -> None:
    for sentence in (*REASONS.values(), *FAULTS.values()):
        english, french = ([form] if isinstance(form, str) else list(form) for form in (sentence.en, sentence.fr))
        assert {fact for form in english for fact in re.findall(r"\{(\w+)", form)} == {
            fact for form in french for fact in re.findall(r"\{(\w+)", form)
        }
        for form in french:
            assert not re.search(r"(?<![\u00a0\u202f])[:;?!»]|'|«[^\u00a0]", form), form


@pytest.mark.parametrize(
    ("kind", "options", "english", "french"),
    [
        (
            "years_since",
            {"answer": "phd", "at_most": {"years": 8}, "breaks": {"table": "b", "period": "p", "at_most": {"years": 2}}},
            "The time since the date given is at most 8\u00a0years, on the closing day. Career breaks are counted off, 2\u00a0years at most.",
            "Le temps écoulé depuis la date indiquée est d’au plus 8\u00a0ans, au jour de clôture. Les interruptions de carrière sont déduites, dans la limite de 2\u00a0ans.",
        ),
        (
            "nationality",
            {"answer": "n", "except": ["FR", "IT"]},
            "Open to every nationality except: France and Italie.",
            "Ouvert à toutes les nationalités, sauf\u00a0: France et Italie.",
        ),
        (
            "days_in_country",
            {
                "stays": {"table": "s", "period": "p", "country": "c"},
                "countries": ["FR"],
                "at_most": 90,
                "window": {"from": "2025-08-01", "to": "2027-02-01"},
            },
            "At most 90 days may be spent in France, from 1\u00a0August 2025 to 1\u00a0February 2027.",
            "Au plus 90 jours de séjour (France), du 1er\u00a0août 2025 au 1er\u00a0février 2027.",
        ),
        (
            "amount_at_most",
            {"answer": "m", "at_most": 20_000, "currency": "USD"},
            "The amount asked is at most USD\u00a020,000.",
            "Le montant demandé est d’au plus 20\u202f000\u00a0USD.",
        ),
        (
            "reapplication",
            {"same_team": True, "after": {"years": 1}},
            ("The same team cannot apply again. Who was funded before may apply again after 1\u00a0year, "
            "from the closing of that call to the closing of this one."),
            ("La même équipe ne peut pas candidater de nouveau. Une personne déjà financée peut candidater de nouveau après 1\u00a0an, "
            "de la clôture de cet appel-là à la clôture de celui-ci."),
        ),
        (
            "one_per_person",
            {},
            "Everybody may be on 1 application at most.",
            "Chacun peut figurer sur 1 candidature au plus.",
        ),
        (
            "organisation_country",
            {"answer": "o", "only": ["FR"], "enough": "one"},
            "At least one institution is in: France.",
            "Au moins un établissement est dans\u00a0: France.",
        ),
    ],
)  # fmt: skip
def test_a_rule_without_a_label_is_put_in_words(kind: str, options: dict[str, object], english: str, french: str) -> None:
    (one,) = parse([{"key": "a", "kind": kind, "options": options}])
    assert (explain(one, "en", COUNTRIES), explain(one, "fr", COUNTRIES)) == (english, french)


def test_a_label_stands_before_what_options_would_say() -> None:
    (one,) = parse([rule("institution_invited", {"answer": "o"})])
    assert (explain(one, "en"), explain(one, "fr")) == ("A rule", "Une règle")


def test_an_answer_that_bars_is_told_with_the_rule_and_whose_it_is() -> None:
    who = {"en": "Lead in France", "fr": "Porteur en France"}
    rules = parse([rule("answer_is", {"met": {"field": "x", "equals": True}}, who=who, otherwise="needs_officer")])
    (reason,) = judge(rules, Facts(closing=CLOSING, answers={"x": False})).reasons
    assert (say(reason, "en"), say(reason, "fr")) == (
        "Lead in France: Your answers do not meet this rule. A rule. An officer will look at this and decide.",
        "Porteur en France\u00a0: Vos réponses ne respectent pas cette règle. Une règle. Un agent du service l’examinera et décidera.",
    )


def test_a_country_is_said_by_its_name_and_a_person_never_is_one() -> None:
    rules = parse([rule("nationality", {"answer": "n", "except": ["FR"]}), rule("one_per_person", {}, key="b")])
    fr = Person(name="FR", email="fr@x.example")
    facts = Facts(closing=CLOSING, answers={"n": "FR"}, people=(fr,), others=(Other(reference="A", people=(fr,)),))
    assert [say(reason, "en", COUNTRIES) for reason in judge(rules, facts).reasons] == [
        "This call is not open to this nationality: France.",
        "FR is on 1 other application to this call. Everybody may be on 1 at most.",
    ]

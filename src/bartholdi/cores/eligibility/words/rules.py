"""Rules in words, made of their options."""

from collections.abc import Mapping
from typing import Any

from bartholdi.cores.eligibility.rules import Rule
from bartholdi.cores.eligibility.words.sentence import Sentence

_SENTENCES = {
    "years_at_most": Sentence(
        en="The time since the date given is at most {at_most}, on {on}.",
        fr="Le temps écoulé depuis la date indiquée est d’au plus {at_most}, {on}.",
    ),
    "years_at_least": Sentence(
        en="The time since the date given is at least {at_least}, on {on}.",
        fr="Le temps écoulé depuis la date indiquée est d’au moins {at_least}, {on}.",
    ),
    "breaks": Sentence(en="Career breaks are counted off.", fr="Les interruptions de carrière sont déduites."),
    "breaks_at_most": Sentence(
        en="Career breaks are counted off, {most} at most.", fr="Les interruptions de carrière sont déduites, dans la limite de {most}."
    ),
    "nationality_only": Sentence(en="Open to these nationalities only: {only}.", fr="Ouvert à ces seules nationalités\u00a0: {only}."),
    "nationality_except": Sentence(en="Open to every nationality except: {except}.", fr="Ouvert à toutes les nationalités, sauf\u00a0: {except}."),
    "days": Sentence(
        en="At most {at_most} days may be spent in {countries}, {window}.",
        fr="Au plus {at_most} jours de séjour ({countries}), {window}.",
    ),
    "date_from": Sentence(en="The date is not before {from}.", fr="La date n’est pas antérieure au {from}."),
    "date_to": Sentence(en="The date is not after {to}.", fr="La date n’est pas postérieure au {to}."),
    "amount": Sentence(
        en="The amount asked is at most {currency}\u00a0{at_most}.", fr="Le montant demandé est d’au plus {at_most}\u00a0{currency}."
    ),
    "same_team": Sentence(en="The same team cannot apply again.", fr="La même équipe ne peut pas candidater de nouveau."),
    "after": Sentence(
        en="Who was funded before may apply again after {after}, from the closing of that call to the closing of this one.",
        fr="Une personne déjà financée peut candidater de nouveau après {after}, de la clôture de cet appel-là à la clôture de celui-ci.",
    ),
    "invited": Sentence(en="The institution is one of those invited to this call.", fr="L’établissement est l’un de ceux invités à cet appel."),
    "one_each": Sentence(
        en="Everybody may be on {at_most} application at most.", fr="Chacun peut figurer sur {at_most} candidature au plus."
    ),
    "several_each": Sentence(
        en="Everybody may be on {at_most} applications at most.", fr="Chacun peut figurer sur {at_most} candidatures au plus."
    ),
    "all_only": Sentence(en="Each institution is in: {only}.", fr="Chaque établissement est dans\u00a0: {only}."),
    "all_except": Sentence(en="No institution is in: {except}.", fr="Aucun établissement n’est dans\u00a0: {except}."),
    "one_only": Sentence(en="At least one institution is in: {only}.", fr="Au moins un établissement est dans\u00a0: {only}."),
    "one_except": Sentence(en="At least one institution is outside: {except}.", fr="Au moins un établissement est hors de\u00a0: {except}."),
}  # fmt: skip
_CLOSING = Sentence(en="the closing day", fr="au jour de clôture")
_DAY = Sentence(en="{day}", fr="au {day}")
_BEFORE = Sentence(en="in the {span} before the closing day", fr="dans les {span} avant la clôture")
_DATES = Sentence(en="from {start} to {end}", fr="du {start} au {end}")


def described(rule: Rule, language: str, countries: Mapping[str, str]) -> str:
    """The rule's options as sentences, in the order in which they are judged."""
    facts: dict[str, Any] = dict(rule.options)
    if rule.kind == "years_since":
        on = facts.get("on")
        facts["on"] = _DAY.said({"day": on}, language, countries) if on else _CLOSING.said({}, language, countries)
        facts["most"] = facts["breaks"].at_most if "breaks" in facts else None
    if window := facts.get("window"):
        sentence = _BEFORE if window.before_closing else _DATES
        found = {"span": window.before_closing, "start": window.start, "end": window.end}
        facts["window"] = sentence.said(found, language, countries)
    if rule.kind == "one_per_person":
        facts["at_most"] = facts.get("at_most", 1)
    return " ".join(_SENTENCES[name].said(facts, language, countries) for name in _names(rule, facts))


def _names(rule: Rule, facts: Mapping[str, Any]) -> list[str]:
    """Which sentences say the rule."""
    limit = "only" if "only" in facts else "except"
    named = {
        "years_since": [
            *(f"years_{name}" for name in ("at_most", "at_least") if name in facts),
            *(["breaks_at_most" if facts.get("most") else "breaks"] if "breaks" in facts else []),
        ],
        "nationality": [f"nationality_{limit}"],
        "days_in_country": ["days"],
        "date_between": [f"date_{name}" for name in ("from", "to") if name in facts],
        "amount_at_most": ["amount"],
        "reapplication": [name for name in ("same_team", "after") if facts.get(name)],
        "institution_invited": ["invited"],
        "one_per_person": ["one_each" if facts.get("at_most") == 1 else "several_each"],
        "organisation_country": [f"{facts.get('enough', 'all')}_{limit}"],
    }
    return named.get(rule.kind, [])

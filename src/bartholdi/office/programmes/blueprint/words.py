"""What is said of a fault in a blueprint, to whoever wrote it."""

from bartholdi.cores import eligibility
from bartholdi.cores.formspec import Fault
from bartholdi.cores.formspec import say as say_of_spec
from bartholdi.cores.formspec.words.sentence import Sentence

SENTENCES = {
    "not_toml": Sentence(
        en="This file is not valid TOML ({why}). Mend the line, or export the blueprint again.",
        fr="Ce fichier n’est pas du TOML valable ({why}). Corrigez la ligne ou exportez de nouveau le modèle.",
    ),
    "bad_slug": Sentence(
        en="A short name has small letters and figures, joined by hyphens, {n} at most.",
        fr="Un nom court se compose de minuscules et de chiffres reliés par des traits d’union, {n} au plus.",
    ),
    "bad_code": Sentence(
        en="Use two to eight capital letters or figures, a letter first: the year is added.",
        fr="Écrivez de deux à huit majuscules ou chiffres, en commençant par une lettre : l’année est ajoutée.",
    ),
    "bad_currency": Sentence(en="Use three capital letters, such as EUR.", fr="Écrivez trois majuscules, par exemple EUR."),
    "bad_email": Sentence(
        en="This is not an e-mail address. It looks like name@example.org.",
        fr="Ce n’est pas une adresse électronique. Elle ressemble à nom@example.org.",
    ),
    "bad_time": Sentence(
        en='Write an hour of the day as text, such as "09:00" or "23:59:59".',
        fr='Écrivez une heure sous forme de texte, par exemple "09:00" ou "23:59:59".',
    ),
    "bad_ror_here": Sentence(
        en="This is not a ROR identifier. It looks like 02feahw73.",
        fr="Ce n’est pas un identifiant ROR. Il ressemble à 02feahw73.",
    ),
    "unknown_zone": Sentence(
        en="There is no such time zone. Use one such as America/New_York, Europe/Paris or Etc/GMT+12.",
        fr="Ce fuseau horaire n’existe pas. Utilisez par exemple America/New_York, Europe/Paris ou Etc/GMT+12.",
    ),
    "year_in_title": Sentence(
        en="Write {{year}} instead of a year: the title is used again in each edition.",
        fr="Écrivez {{year}} au lieu d’une année : le titre sert de nouveau à chaque édition.",
    ),
    "year_in_name": Sentence(
        en="Leave the year in brackets out: it is added where the name is taken.",
        fr="N’écrivez pas d’année entre parenthèses : elle est ajoutée si le nom est pris.",
    ),
    "above_maximum": Sentence(en="This is more than the maximum.", fr="C’est plus que le maximum."),
    "closes_before_it_opens": Sentence(
        en="This is not after the opening. Choose a later day or hour.",
        fr="Ce n’est pas après l’ouverture. Choisissez un jour ou une heure plus tard.",
    ),
    "questionnaire_unused": Sentence(
        en="Nothing uses this questionnaire. Name it in a letter, or remove it.",
        fr="Rien n’utilise ce questionnaire. Nommez-le dans une lettre ou retirez-le.",
    ),
    "not_its_questionnaire": Sentence(
        en="The questions to this writer stand under questionnaires.{key}: name it so, and write it there.",
        fr="Les questions à cette personne figurent sous questionnaires.{key} : nommez-les ainsi et écrivez-les là.",
    ),
    "unknown_answer": Sentence(
        en="The application form does not ask “{key}”. Name one of its questions.",
        fr="Le formulaire de candidature ne demande pas « {key} ». Nommez l’une de ses questions.",
    ),
    "months_missing": Sentence(
        en="An award that is paid each month says for how many months at most.",
        fr="Une bourse versée chaque mois indique pour combien de mois au plus.",
    ),
    "starts_before": Sentence(
        en="The latest day to begin does not come before the earliest.",
        fr="Le dernier jour de début possible ne vient pas avant le premier.",
    ),
    "ends_before": Sentence(en="A name cannot end before it begins.", fr="Un nom ne peut pas cesser avant d’avoir commencé."),
}


def say(fault: Fault, language: str) -> str:
    """What is wrong and how to mend it, in `en` or `fr`; the place stands beside it."""
    if fault.code in SENTENCES:
        return SENTENCES[fault.code].said(fault.facts, language)
    if fault.path.startswith("rules"):
        return eligibility.say_fault(eligibility.Fault(fault.path, fault.code, fault.facts), language)
    return say_of_spec(fault, language)

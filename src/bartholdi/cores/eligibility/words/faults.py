"""What is said of a fault in rules: what is wrong, and how to mend it."""

from bartholdi.cores.eligibility.rules import Label
from bartholdi.cores.eligibility.words.sentence import Sentence

EXPECTED = {
    "object": Label("a group of properties in braces", "un ensemble de propriétés entre accolades"),
    "list": Label("a list", "une liste"),
    "text": Label("a text", "un texte"),
    "flag": Label("true or false", "true ou false"),
    "whole": Label("a whole number", "un nombre entier"),
    "decimal": Label("a number: 12, or \"12.5\" in quotation marks", "un nombre\u00a0: 12, ou \"12.5\" entre guillemets"),
    "date": Label("a date such as 2027-01-15", "une date, par exemple 2027-01-15"),
    "operand": Label("a text, a whole number, true or false", "un texte, un nombre entier, true ou false"),
}  # fmt: skip

FAULTS = {
    "expected": Sentence(en="Write {what} here.", fr="Écrivez {what} ici."),
    "unknown_property": Sentence(
        en="This property does not exist. Known are: {known}.", fr="Cette propriété n’existe pas. Sont possibles\u00a0: {known}."
    ),
    "property_missing": Sentence(en="This property is missing. Add it.", fr="Cette propriété manque. Ajoutez-la."),
    "list_length": Sentence(en="The list must have from {min} to {max} entries.", fr="La liste doit compter de {min} à {max} éléments."),
    "language_missing": Sentence(en="Write this text in this language too.", fr="Écrivez ce texte dans cette langue aussi."),
    "text_too_long": Sentence(en="Shorten this text to {n} characters.", fr="Raccourcissez ce texte à {n} caractères."),
    "out_of_range": Sentence(en="Write a number from {min} to {max}.", fr="Écrivez un nombre de {min} à {max}."),
    "expected_one_of": Sentence(en="Write one of: {values}.", fr="Écrivez l’une de ces valeurs\u00a0: {values}."),
    "bad_key": Sentence(
        en="A key begins with a small letter; small letters, digits and _ follow, 40 characters at most.",
        fr="Une clé commence par une minuscule\u202f; suivent des minuscules, des chiffres et _, 40 caractères au plus.",
    ),
    "bad_country": Sentence(en="Write the two capital letters of a country, such as FR.", fr="Écrivez les deux majuscules d’un pays, par exemple FR."),
    "bad_currency": Sentence(en="Write the three capital letters of a currency, such as EUR.", fr="Écrivez les trois majuscules d’une devise, par exemple EUR."),
    "used_twice": Sentence(en="“{value}” is there already. Leave one out.", fr="«\u00a0{value}\u00a0» y figure déjà. Supprimez l’un des deux."),
    "bad_reference": Sentence(
        en="Name an answer by its key, such as \"phd\" or \"team.country\", or a column of the application.",
        fr="Nommez une réponse par sa clé, par exemple \"phd\" ou \"team.country\", ou une colonne de la candidature.",
    ),
    "nothing_long": Sentence(en="Say how long: years, months or both.", fr="Indiquez une durée\u00a0: des années (years), des mois (months) ou les deux."),
    "period_or_ends": Sentence(
        en="Name either the column of a period, or those of its first and last day (from, to).",
        fr="Nommez soit la colonne d’une période, soit celles de son premier et de son dernier jour (from, to).",
    ),
    "window_or_span": Sentence(
        en="Give either from and to, or before_closing.", fr="Indiquez soit from et to, soit before_closing."
    ),
    "ends_before": Sentence(en="This day is before the first one. Change one of them.", fr="Ce jour précède le premier. Modifiez l’un des deux."),
    "too_deep": Sentence(
        en="Conditions can stand in each other {n} deep at most.", fr="Les conditions s’emboîtent sur {n} niveaux au plus."
    ),
    "not_a_condition": Sentence(
        en="Write a condition: a field or column and one of answered, equals, in, contains, greater, less; or all, any, not.",
        fr="Écrivez une condition\u00a0: field ou column, et un seul parmi answered, equals, in, contains, greater, less\u202f; ou all, any, not.",
    ),
    "unknown_kind": Sentence(en="This kind of rule does not exist. Known are: {known}.", fr="Ce genre de règle n’existe pas. Sont possibles\u00a0: {known}."),
    "label_needed": Sentence(
        en="Put this rule in words, in both languages: its options cannot say what is asked.",
        fr="Formulez cette règle dans les deux langues\u00a0: ses options ne disent pas ce qui est demandé.",
    ),
    "one_of_two": Sentence(en="Give either {one} or {other}, not both.", fr="Indiquez soit {one}, soit {other}, pas les deux."),
    "either_of": Sentence(en="Give at least one of {one} and {other}.", fr="Indiquez au moins l’un des deux\u00a0: {one}, {other}."),
    "above": Sentence(en="{low} is above {high}. Change one of them.", fr="{low} dépasse {high}. Modifiez l’un des deux."),
    "breaks_without_limit": Sentence(
        en="Career breaks only move the limit at_most. Add it, or leave them out.",
        fr="Les interruptions de carrière ne repoussent que la limite at_most. Ajoutez-la, ou retirez-les.",
    ),
}  # fmt: skip

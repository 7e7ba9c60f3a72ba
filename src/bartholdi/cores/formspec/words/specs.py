"""What is said of a fault in a spec, to whoever designs the questionnaire."""

from bartholdi.cores.formspec.spec import Label
from bartholdi.cores.formspec.words.sentence import Sentence

EXPECTED = {
    "object": Label("a group of properties in braces", "un groupe de propriétés entre accolades"),
    "list": Label("a list", "une liste"),
    "text": Label("a text", "un texte"),
    "flag": Label("true or false", "vrai ou faux (true, false)"),
    "whole": Label("a whole number", "un nombre entier"),
    "decimal": Label(
        'a number; with decimals, write it as text, such as "12.5"',
        'un nombre ; avec des décimales, écrivez-le comme un texte, par exemple "12.5"',
    ),
    "date": Label('a date as text, such as "2027-09-01"', 'une date sous forme de texte, par exemple "2027-09-01"'),
    "country": Label('the two capital letters of a country, such as "FR"', 'les deux majuscules d’un pays, par exemple "FR"'),
    "nothing": Label("nothing", "rien"),
}

SPECS = {
    "expected": Sentence(en="Here belongs {what}.", fr="Il faut ici {what}."),
    "expected_one_of": Sentence(en="Use one of: {values}.", fr="Utilisez l’un de : {values}."),
    "unknown_property": Sentence(
        en="There is no such property. Remove it, or use one of: {known}.",
        fr="Cette propriété n’existe pas. Retirez-la ou utilisez l’une de : {known}.",
    ),
    "property_missing": Sentence(en="This property is missing. Add it.", fr="Cette propriété manque. Ajoutez-la."),
    "property_twice": Sentence(
        en="The property “{name}” stands twice in the same braces. Keep one.",
        fr="La propriété « {name} » figure deux fois entre les mêmes accolades. Gardez-en une.",
    ),
    "not_json": Sentence(
        en="This file is not valid JSON. Export it again.", fr="Ce fichier n’est pas du JSON valable. Exportez-le de nouveau."
    ),
    "spec_too_big": Sentence(
        en="This file is too long: {n} characters at most.", fr="Ce fichier est trop long : {n} caractères au plus."
    ),
    "unknown_format": Sentence(
        en="This version of the format is not known; this program reads version {known}.",
        fr="Cette version du format n’est pas connue ; ce logiciel lit la version {known}.",
    ),
    "language_missing": Sentence(en="Write this text in this language too.", fr="Écrivez aussi ce texte dans cette langue."),
    "label_too_long": Sentence(
        en=("Shorten this text to {n} character.", "Shorten this text to {n} characters."),
        fr=("Raccourcissez ce texte à {n} caractère.", "Raccourcissez ce texte à {n} caractères."),
    ),
    "bad_key": Sentence(
        en="A key has 1 to 40 small letters, figures or underscores, and begins with a letter.",
        fr="Une clé compte de 1 à 40 minuscules, chiffres ou tirets bas, et commence par une lettre.",
    ),
    "bad_value": Sentence(
        en="A value has 1 to 40 letters, figures, dots, hyphens or underscores, and begins with a letter or a figure.",
        fr="Une valeur compte de 1 à 40 lettres, chiffres, points, tirets ou tirets bas, et commence par une lettre ou un chiffre.",
    ),
    "used_twice": Sentence(
        en="“{value}” is already used. Choose another one.", fr="« {value} » est déjà utilisé. Choisissez autre chose."
    ),
    "unknown_kind": Sentence(
        en="There is no such kind of question. Use one of: {known}.",
        fr="Ce type de question n’existe pas. Utilisez l’un de : {known}.",
    ),
    "nothing_is_asked": Sentence(
        en="A text for information asks nothing: remove this property.",
        fr="Un texte d’information ne demande rien : retirez cette propriété.",
    ),
    "list_too_short": Sentence(
        en=("Put at least {n} entry here.", "Put at least {n} entries here."),
        fr=("Mettez ici au moins {n} élément.", "Mettez ici au moins {n} éléments."),
    ),
    "list_too_long": Sentence(
        en=("Keep {n} entry at most.", "Keep {n} entries at most."),
        fr=("Gardez {n} élément au plus.", "Gardez {n} éléments au plus."),
    ),
    "too_many_fields": Sentence(
        en="A questionnaire has {n} questions at most.", fr="Un questionnaire compte {n} questions au plus."
    ),
    "out_of_range": Sentence(en="Give a number from {min} to {max}.", fr="Indiquez un nombre de {min} à {max}."),
    "above": Sentence(en="“{low}” must be below “{high}”.", fr="« {low} » doit être inférieur à « {high} »."),
    "not_together": Sentence(en="Use either this or “{other}”, not both.", fr="Utilisez ceci ou « {other} », mais pas les deux."),
    "more_than_there_are": Sentence(
        en=("There is only {n} to choose.", "There are only {n} to choose."),
        fr=("Il n’y en a que {n} à choisir.", "Il n’y en a que {n} à choisir."),
    ),
    "other_is_taken": Sentence(
        en="“other” stands for another answer: give the choice of that name another value.",
        fr="« other » désigne une autre réponse : donnez une autre valeur au choix de ce nom.",
    ),
    "not_an_earlier_entry": Sentence(
        en="Name the value of an entry that stands before this one.", fr="Indiquez la valeur d’un élément placé avant celui-ci."
    ),
    "limit_needs_one_currency": Sentence(
        en="A limit needs one currency: keep one, or remove the limit.",
        fr="Une limite suppose une seule devise : gardez-en une, ou retirez la limite.",
    ),
    "step_does_not_fit": Sentence(
        en="The steps must be above 0 and lead from “min” to “max” exactly.",
        fr="Le pas doit être supérieur à 0 et mener exactement de « min » à « max ».",
    ),
    "pages_need_pdf": Sentence(
        en="Pages can be counted in PDF only: put “pdf” alone into “types”.",
        fr="Seules les pages des PDF se comptent : ne mettez que « pdf » dans « types ».",
    ),
    "not_a_sum": Sentence(
        en="Name a column of numbers or amounts of this table.",
        fr="Indiquez une colonne de nombres ou de montants de ce tableau.",
    ),
    "not_a_condition": Sentence(
        en="A condition is a “field” with one of answered, equals, in, contains, greater, less; or one of all, any, not.",
        fr="Une condition est un champ (« field ») avec l’un de answered, equals, in, contains, greater, less ; ou bien all, any ou not.",
    ),
    "too_deep": Sentence(
        en="Conditions stand in each other {n} deep at most. Make it simpler.",
        fr="Les conditions s’emboîtent sur {n} niveaux au plus. Simplifiez.",
    ),
    "later_field": Sentence(
        en="The question “{key}” comes later. A condition asks about an earlier one: move one of the two.",
        fr="La question « {key} » vient plus loin. Une condition porte sur une question précédente : déplacez l’une des deux.",
    ),
    "unknown_field": Sentence(
        en="There is no question “{key}” that a condition can ask about.",
        fr="Il n’y a pas de question « {key} » sur laquelle une condition puisse porter.",
    ),
    "cannot_be_asked": Sentence(
        en="This cannot be asked of a question of the kind “{kind}”. Possible: {known}.",
        fr="Cela ne peut pas se demander d’une question du type « {kind} ». Possible : {known}.",
    ),
}

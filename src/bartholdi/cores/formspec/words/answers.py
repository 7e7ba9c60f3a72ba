"""What is said of a fault in an answer: what is wrong, and how to mend it."""

from bartholdi.cores.formspec.words.sentence import Sentence

ANSWERS = {
    "missing": Sentence(en="Answer this question.", fr="Répondez à cette question."),
    "missing_text": Sentence(en="Write your answer here.", fr="Écrivez votre réponse ici."),
    "missing_number": Sentence(en="Write a number here.", fr="Écrivez un nombre ici."),
    "missing_currency": Sentence(en="Choose the currency.", fr="Choisissez la devise."),
    "missing_date": Sentence(en="Give this date.", fr="Indiquez cette date."),
    "missing_choice": Sentence(en="Choose an answer.", fr="Choisissez une réponse."),
    "missing_choices": Sentence(en="Choose at least one answer.", fr="Choisissez au moins une réponse."),
    "missing_other": Sentence(en="Write what you mean by “other”.", fr="Précisez ce que vous entendez par « autre »."),
    "missing_name": Sentence(en="Write the name.", fr="Écrivez le nom."),
    "missing_email": Sentence(en="Write the e-mail address.", fr="Écrivez l’adresse électronique."),
    "missing_orcid": Sentence(
        en="Give the ORCID, such as 0000-0002-1825-0097.", fr="Indiquez l’identifiant ORCID, par exemple 0000-0002-1825-0097."
    ),
    "missing_organisation": Sentence(en="Choose or write the organisation.", fr="Choisissez ou écrivez le nom de l’organisme."),
    "missing_ror": Sentence(
        en="Choose the organisation from the list, so that it has its ROR identifier.",
        fr="Choisissez l’organisme dans la liste, afin qu’il ait son identifiant ROR.",
    ),
    "missing_file": Sentence(en="Add the file.", fr="Ajoutez le fichier."),
    "missing_row": Sentence(en="Fill in at least one row.", fr="Remplissez au moins une ligne."),
    "missing_score": Sentence(en="Give a score.", fr="Donnez une note."),
    "not_accepted": Sentence(
        en="Tick the box if you accept; without it you cannot go on.",
        fr="Cochez la case si vous acceptez ; sinon, vous ne pouvez pas continuer.",
    ),
    "wrong_type": Sentence(
        en="This answer could not be read. Give it again.", fr="Cette réponse n’a pas pu être lue. Donnez-la de nouveau."
    ),
    "too_big": Sentence(
        en="This answer is far too long to be kept. Shorten it.",
        fr="Cette réponse est beaucoup trop longue pour être conservée. Raccourcissez-la.",
    ),
    "not_an_option": Sentence(
        en="This answer is not one of those offered. Choose again.",
        fr="Cette réponse ne fait pas partie des choix proposés. Choisissez de nouveau.",
    ),
    "too_many_characters": Sentence(
        en=(
            "Shorten this by {n} character: it has {count}, and {max} at most are allowed.",
            "Shorten this by {n} characters: it has {count}, and {max} at most are allowed.",
        ),
        fr=(
            "Raccourcissez ce texte de {n} caractère : il en compte {count}, pour {max} au plus.",
            "Raccourcissez ce texte de {n} caractères : il en compte {count}, pour {max} au plus.",
        ),
    ),
    "too_many_words": Sentence(
        en=(
            "Shorten this by {n} word: it has {count}, and {max} at most are allowed.",
            "Shorten this by {n} words: it has {count}, and {max} at most are allowed.",
        ),
        fr=(
            "Raccourcissez ce texte de {n} mot : il en compte {count}, pour {max} au plus.",
            "Raccourcissez ce texte de {n} mots : il en compte {count}, pour {max} au plus.",
        ),
    ),
    "too_few_characters": Sentence(
        en=("Write {n} more character: at least {min} are asked.", "Write {n} more characters: at least {min} are asked."),
        fr=(
            "Écrivez encore {n} caractère : il en faut au moins {min}.",
            "Écrivez encore {n} caractères : il en faut au moins {min}.",
        ),
    ),
    "too_few_words": Sentence(
        en=("Write {n} more word: at least {min} are asked.", "Write {n} more words: at least {min} are asked."),
        fr=("Écrivez encore {n} mot : il en faut au moins {min}.", "Écrivez encore {n} mots : il en faut au moins {min}."),
    ),
    "not_a_number": Sentence(
        en="“{text}” is not a number. Write figures only, such as 1234.50.",
        fr="« {text} » n’est pas un nombre. N’écrivez que des chiffres, par exemple 1234,50.",
    ),
    "ambiguous_number": Sentence(
        en="“{text}” can be read in two ways. Write 1234 for a thousand and more, 1.234 for a little over one.",
        fr="« {text} » peut se lire de deux façons. Écrivez 1234 pour plus de mille, 1.234 pour un peu plus de un.",
    ),
    "too_many_decimals": Sentence(
        en=("Write {n} figure at most after the decimal mark.", "Write {n} figures at most after the decimal mark."),
        fr=("Écrivez {n} chiffre au plus après la virgule.", "Écrivez {n} chiffres au plus après la virgule."),
    ),
    "below_min": Sentence(en="Give {min} or more.", fr="Indiquez {min} ou plus."),
    "above_max": Sentence(en="Give {max} or less.", fr="Indiquez {max} ou moins."),
    "off_scale": Sentence(
        en="Choose a value of the scale: it goes by steps of {step}.",
        fr="Choisissez une valeur de l’échelle : elle progresse par pas de {step}.",
    ),
    "not_a_date": Sentence(
        en="“{text}” is not a date. Write year, month and day, such as 2027-09-01.",
        fr="« {text} » n’est pas une date. Écrivez l’année, le mois et le jour, par exemple 2027-09-01.",
    ),
    "too_early": Sentence(en="Give {min} or a later date.", fr="Indiquez le {min} ou une date plus tardive."),
    "too_late": Sentence(en="Give {max} or an earlier date.", fr="Indiquez le {max} ou une date antérieure."),
    "ends_before": Sentence(
        en="The end must not be before the start, {start}.", fr="La fin ne peut pas précéder le début, le {start}."
    ),
    "too_few_days": Sentence(
        en=("At least {n} day is asked: choose a later end.", "At least {n} days are asked: this is {days}. Choose a later end."),
        fr=(
            "Il faut au moins {n} jour : choisissez une fin plus tardive.",
            "Il faut au moins {n} jours, en voici {days} : choisissez une fin plus tardive.",
        ),
    ),
    "too_many_days": Sentence(
        en=(
            "At most {n} day is allowed, and this is {days}: choose an earlier end.",
            "At most {n} days are allowed, and this is {days}: choose an earlier end.",
        ),
        fr=(
            "{n} jour au plus est permis, en voici {days} : choisissez une fin plus proche.",
            "{n} jours au plus sont permis, en voici {days} : choisissez une fin plus proche.",
        ),
    ),
    "too_few_months": Sentence(
        en=("At least {n} month is asked: choose {date} or later.", "At least {n} months are asked: choose {date} or later."),
        fr=(
            "Il faut au moins {n} mois : choisissez le {date} ou plus tard.",
            "Il faut au moins {n} mois : choisissez le {date} ou plus tard.",
        ),
    ),
    "too_many_months": Sentence(
        en=(
            "At most {n} month is allowed: choose {date} or earlier.",
            "At most {n} months are allowed: choose {date} or earlier.",
        ),
        fr=(
            "{n} mois au plus est permis : choisissez le {date} ou plus tôt.",
            "{n} mois au plus sont permis : choisissez le {date} ou plus tôt.",
        ),
    ),
    "too_few": Sentence(
        en=("Choose at least {n} answer.", "Choose at least {n} answers; there are {count} now."),
        fr=("Choisissez au moins {n} réponse.", "Choisissez au moins {n} réponses ; vous en avez {count}."),
    ),
    "too_many": Sentence(
        en=("Keep {n} answer at most; there are {count} now.", "Keep {n} answers at most; there are {count} now."),
        fr=("Gardez {n} réponse au plus ; vous en avez {count}.", "Gardez {n} réponses au plus ; vous en avez {count}."),
    ),
    "country_not_allowed": Sentence(
        en="This country is not possible here. Choose another one.", fr="Ce pays n’est pas possible ici. Choisissez-en un autre."
    ),
    "not_an_email": Sentence(
        en="“{text}” is not an e-mail address. Write it like name@example.org.",
        fr="« {text} » n’est pas une adresse électronique. Écrivez-la comme nom@exemple.org.",
    ),
    "not_an_orcid": Sentence(
        en="“{text}” is not an ORCID. Copy its 16 characters again, such as 0000-0002-1825-0097.",
        fr="« {text} » n’est pas un identifiant ORCID. Recopiez ses 16 caractères, par exemple 0000-0002-1825-0097.",
    ),
    "not_a_ror": Sentence(
        en="“{text}” is not a ROR identifier. Choose the organisation from the list, or copy its 9 characters again.",
        fr="« {text} » n’est pas un identifiant ROR. Choisissez l’organisme dans la liste, ou recopiez ses 9 caractères.",
    ),
    "wrong_file_type": Sentence(
        en="Send a file of one of these types: {types}.", fr="Envoyez un fichier de l’un de ces types : {types}."
    ),
    "empty_file": Sentence(en="This file is empty. Send it again.", fr="Ce fichier est vide. Envoyez-le de nouveau."),
    "file_too_big": Sentence(
        en="This file has {size:size}. Send one of {max:size} at most.",
        fr="Ce fichier pèse {size:size}. Envoyez-en un de {max:size} au plus.",
    ),
    "files_too_big": Sentence(
        en="These files have {size:size} together. Keep to {max:size}.",
        fr="Ces fichiers pèsent ensemble {size:size}. Restez dans la limite de {max:size}.",
    ),
    "pages_unknown": Sentence(
        en="The pages of this file could not be counted. Save it as PDF without a password, and send it again.",
        fr="Les pages de ce fichier n’ont pas pu être comptées. Enregistrez-le en PDF sans mot de passe et envoyez-le de nouveau.",
    ),
    "too_many_pages": Sentence(
        en=(
            "This file has {count} pages. Send one of {n} page at most.",
            "This file has {count} pages. Send one of {n} pages at most.",
        ),
        fr=(
            "Ce fichier a {count} pages. Envoyez-en un de {n} page au plus.",
            "Ce fichier a {count} pages. Envoyez-en un de {n} pages au plus.",
        ),
    ),
    "too_few_files": Sentence(
        en=("Add files until there is {n}.", "Add files until there are {n}; there are {count} now."),
        fr=("Ajoutez des fichiers pour en avoir {n}.", "Ajoutez des fichiers pour en avoir {n} ; il y en a {count}."),
    ),
    "too_many_files": Sentence(
        en=("Keep {n} file; there are {count} now.", "Keep {n} files at most; there are {count} now."),
        fr=("Gardez {n} fichier ; il y en a {count}.", "Gardez {n} fichiers au plus ; il y en a {count}."),
    ),
    "too_few_rows": Sentence(
        en=("Fill in at least {n} row.", "Fill in at least {n} rows; there are {count} now."),
        fr=("Remplissez au moins {n} ligne.", "Remplissez au moins {n} lignes ; il y en a {count}."),
    ),
    "too_many_rows": Sentence(
        en=("Keep {n} row at most; there are {count} now.", "Keep {n} rows at most; there are {count} now."),
        fr=("Gardez {n} ligne au plus ; il y en a {count}.", "Gardez {n} lignes au plus ; il y en a {count}."),
    ),
    "total_too_high": Sentence(
        en="The total of “{column}” is {total} {currency}. Bring it down to {max} or less.",
        fr="Le total de « {column} » est de {total} {currency}. Ramenez-le à {max} ou moins.",
    ),
    "total_too_low": Sentence(
        en="The total of “{column}” is {total} {currency}. Bring it up to {min} or more.",
        fr="Le total de « {column} » est de {total} {currency}. Portez-le à {min} ou plus.",
    ),
}

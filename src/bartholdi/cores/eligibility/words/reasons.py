"""What is said of a rule that was judged: what was found, and what was asked."""

from bartholdi.cores.eligibility.words.sentence import Sentence

MET = {
    "met": Sentence(en="This rule is met.", fr="Cette règle est respectée."),
    "does_not_apply": Sentence(en="This rule does not apply here.", fr="Cette règle ne s’applique pas ici."),
    "short_enough": Sentence(
        en="The time from {date} to {at} is {passed}. The limit is {limit}, until {day}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. La limite est de {limit}, soit jusqu’au {day} inclus.",
    ),
    "short_enough_with_breaks": Sentence(
        en="The time from {date} to {at} is {passed}. The limit is {limit}. With career breaks of {breaks} counted off, it runs until {day}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. La limite est de {limit}. Compte tenu de {breaks} d’interruption de carrière, elle court jusqu’au {day} inclus.",
    ),
    "long_enough": Sentence(
        en="The time from {date} to {at} is {passed}. The least is {limit}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. Il en faut au moins {limit}.",
    ),
    "few_days": Sentence(
        en=(
            "From {first} to {last}, {n} day was spent in {countries}. At most {most} are allowed.",
            "From {first} to {last}, {n} days were spent in {countries}. At most {most} are allowed.",
        ),
        fr=(
            "Du {first} au {last}, {n} jour de séjour est compté ({countries}). Le maximum est de {most}.",
            "Du {first} au {last}, {n} jours de séjour sont comptés ({countries}). Le maximum est de {most}.",
        ),
    ),
    "date_within": Sentence(en="{date} is within the dates of the call.", fr="Le {date} est dans les dates de l’appel."),
    "amount_within": Sentence(
        en="The amount is not above {currency}\u00a0{most}.", fr="Le montant ne dépasse pas {most}\u00a0{currency}."
    ),
}

UNMET = {
    "too_long": Sentence(
        en="The time from {date} to {at} is {passed}. The limit is {limit}: the last day was {day}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. La limite est de {limit}\u00a0: le dernier jour était le {day}.",
    ),
    "too_long_with_breaks": Sentence(
        en="The time from {date} to {at} is {passed}. The limit is {limit}. With career breaks of {breaks} counted off, the last day was {day}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. La limite est de {limit}. Compte tenu de {breaks} d’interruption de carrière, le dernier jour était le {day}.",
    ),
    "too_short": Sentence(
        en="The time from {date} to {at} is {passed}. The least is {limit}: the first day is {day}.",
        fr="Du {date} au {at}, il s’est écoulé {passed}. Il en faut au moins {limit}\u00a0: le premier jour est le {day}.",
    ),
    "date_after": Sentence(
        en="This rule asks for a date that is not after {at}. The date given is {date}.",
        fr="Cette règle demande une date qui ne soit pas postérieure au {at}. La date indiquée est le {date}.",
    ),
    "too_many_days": Sentence(
        en=(
            "From {first} to {last}, {n} day was spent in {countries}. At most {most} are allowed.",
            "From {first} to {last}, {n} days were spent in {countries}. At most {most} are allowed.",
        ),
        fr=(
            "Du {first} au {last}, {n} jour de séjour est compté ({countries}). Le maximum est de {most}.",
            "Du {first} au {last}, {n} jours de séjour sont comptés ({countries}). Le maximum est de {most}.",
        ),
    ),
    "too_early": Sentence(
        en="The date given is {date}. The earliest allowed is {first}.",
        fr="La date indiquée est le {date}. La première possible est le {first}.",
    ),
    "too_late": Sentence(
        en="The date given is {date}. The latest allowed is {last}.",
        fr="La date indiquée est le {date}. La dernière possible est le {last}.",
    ),
    "nationality_barred": Sentence(
        en="This call is not open to this nationality: {country}.", fr="Cet appel n’est pas ouvert à cette nationalité\u00a0: {country}."
    ),
    "nationality_not_listed": Sentence(
        en="This call is open only to these nationalities: {countries}.",
        fr="Cet appel n’est ouvert qu’à ces nationalités\u00a0: {countries}.",
    ),
    "organisation_not_there": Sentence(
        en="The institution given is in {country}. It must be in: {countries}.",
        fr="L’établissement indiqué est dans ce pays\u00a0: {country}. Il doit être dans\u00a0: {countries}.",
    ),
    "organisation_there": Sentence(
        en="The institution given is in {country}. It must not be in: {countries}.",
        fr="L’établissement indiqué est dans ce pays\u00a0: {country}. Il ne doit pas être dans\u00a0: {countries}.",
    ),
    "institution_not_invited": Sentence(
        en="This institution is not invited to this call: {name}.", fr="Cet établissement n’est pas invité à cet appel\u00a0: {name}."
    ),
    "answer_not_met": Sentence(
        en="Your answers do not meet this rule.", fr="Vos réponses ne respectent pas cette règle."
    ),
    "amount_too_high": Sentence(
        en="The amount asked is {currency}\u00a0{amount}. The highest allowed is {currency}\u00a0{most}.",
        fr="Le montant demandé est de {amount}\u00a0{currency}. Le maximum est de {most}\u00a0{currency}.",
    ),
    "same_team": Sentence(
        en="The same team was on an earlier application (counted from {on}), and cannot apply again. A new partner is needed.",
        fr="La même équipe figurait sur une candidature antérieure (comptée à partir du {on}) et ne peut pas candidater de nouveau. Il faut un nouveau partenaire.",
    ),
    "too_soon": Sentence(
        en="{name} was on an earlier application (counted from {on}). Between two, {limit} must pass: a new one is possible from {day}.",
        fr="{name} figurait sur une candidature antérieure (comptée à partir du {on}). Il doit s’écouler {limit} entre deux\u00a0: une nouvelle est possible à partir du {day}.",
    ),
    "on_others": Sentence(
        en=(
            "{name} is on {n} other application to this call. Everybody may be on {most} at most.",
            "{name} is on {n} other applications to this call. Everybody may be on {most} at most.",
        ),
        fr=(
            "{name} figure sur {n} autre candidature à cet appel. Chacun peut figurer sur {most} au plus.",
            "{name} figure sur {n} autres candidatures à cet appel. Chacun peut figurer sur {most} au plus.",
        ),
    ),
}  # fmt: skip

UNKNOWN = {
    "missing": Sentence(en="An answer that this rule needs is missing.", fr="Il manque une réponse pour juger cette règle."),
    "may_apply": Sentence(
        en="Whether this rule applies hangs on an answer that is not given yet.",
        fr="Il manque encore une réponse pour savoir si cette règle s’applique.",
    ),
    "unreadable_date": Sentence(en="The date could not be read. Give it again.", fr="La date n’a pas pu être lue. Indiquez-la de nouveau."),
    "unreadable_break": Sentence(
        en="A career break could not be read. Give its first and its last day.",
        fr="Une interruption de carrière n’a pas pu être lue. Indiquez son premier et son dernier jour.",
    ),
    "unreadable_stay": Sentence(
        en="A stay could not be read. Give its country, its first and its last day.",
        fr="Un séjour n’a pas pu être lu. Indiquez son pays, son premier et son dernier jour.",
    ),
    "unreadable_country": Sentence(en="The country could not be read. Choose it again.", fr="Le pays n’a pas pu être lu. Choisissez-le de nouveau."),
    "unreadable_amount": Sentence(en="The amount could not be read. Give it again.", fr="Le montant n’a pas pu être lu. Indiquez-le de nouveau."),
    "other_currency": Sentence(
        en="The limit is in {currency}, the amount in another currency.", fr="La limite est en {currency}, le montant dans une autre devise."
    ),
    "country_unknown": Sentence(
        en="The country of an institution is not known. Choose the institution from the list.",
        fr="Le pays d’un établissement n’est pas connu. Choisissez l’établissement dans la liste.",
    ),
    "institution_unidentified": Sentence(
        en="This institution could not be recognised: {name}. Choose it from the list.",
        fr="Cet établissement n’a pas été reconnu\u00a0: {name}. Choisissez-le dans la liste.",
    ),
    "people_unknown": Sentence(
        en="It is not sure yet who is on the application. Each lead has to accept the invitation, with an account.",
        fr="On ne sait pas encore avec certitude qui porte la candidature. Chaque porteur doit accepter l’invitation, avec un compte.",
    ),
    "not_looked_up": Sentence(
        en="The office checks this rule itself. There is nothing for you to do.",
        fr="Le service vérifie lui-même cette règle. Vous n’avez rien à faire.",
    ),
}  # fmt: skip

REASONS: dict[str, Sentence] = {**MET, **UNMET, **UNKNOWN}

AN_OFFICER = Sentence(en="An officer will look at this and decide.", fr="Un agent du service l’examinera et décidera.")

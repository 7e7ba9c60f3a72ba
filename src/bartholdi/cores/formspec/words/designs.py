"""What is said of a change to a draft that cannot be made, to whoever designs the questionnaire."""

from bartholdi.cores.formspec.words.sentence import Sentence

DESIGNS = {
    "not_open": Sentence(
        en="This draft cannot be taken apart into pages and questions. Mend it as text.",
        fr="Ce brouillon ne se laisse pas découper en pages et en questions. Corrigez-le sous forme de texte.",
    ),
    "no_such_page": Sentence(
        en="The page “{key}” is no longer there. Look at the draft again.",
        fr="La page « {key} » n’existe plus. Regardez de nouveau le brouillon.",
    ),
    "no_such_question": Sentence(
        en="The question “{key}” is no longer there. Look at the draft again.",
        fr="La question « {key} » n’existe plus. Regardez de nouveau le brouillon.",
    ),
    "too_many_sections": Sentence(en="A questionnaire has {n} pages at most.", fr="Un questionnaire compte {n} pages au plus."),
    "asks_too_early": Sentence(
        en="The condition of “{asker}” asks about “{asked}”, which does not stand before it. Choose an earlier question.",
        fr="La condition de « {asker} » porte sur « {asked} », qui ne se trouve pas avant. Choisissez une question précédente.",
    ),
    "moved_too_early": Sentence(
        en="“{asker}” hangs on the answer to “{asked}”, and must stay behind it. Change the condition first, or move both.",
        fr="« {asker} » dépend de la réponse à « {asked} » et doit rester après. Changez d’abord la condition, ou déplacez les deux.",
    ),
    "still_asked_about": Sentence(
        en="“{asker}” hangs on the answer to “{asked}”. Change its condition first; then “{asked}” can be removed.",
        fr="« {asker} » dépend de la réponse à « {asked} ». Changez d’abord sa condition ; « {asked} » pourra alors être retiré.",
    ),
}

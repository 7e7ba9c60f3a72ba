"""What is said of the differences between two editions, and of what became of a draft."""

from bartholdi.cores.formspec.spec import Label
from bartholdi.cores.formspec.words.sentence import Sentence

PROPERTIES = {
    "label": Label("its words", "son intitulé"),
    "title": Label("its title", "son titre"),
    "help": Label("its explanation", "son explication"),
    "kind": Label("its kind of answer", "son type de réponse"),
    "required": Label("whether an answer is required", "le caractère obligatoire de la réponse"),
    "identifies": Label("whether blind reviewers see it", "sa visibilité dans l’évaluation anonyme"),
    "when": Label("when it is asked", "les conditions où elle est posée"),
    "options": Label("its limits and choices", "ses limites et ses choix"),
}

EDITIONS = {
    "field_added": Sentence(en="A question is new: “{label}”.", fr="Une question est nouvelle : « {label} »."),
    "field_removed": Sentence(en="A question is gone: “{label}”.", fr="Une question a disparu : « {label} »."),
    "field_moved": Sentence(
        en="A question stands in another place: “{label}”.", fr="Une question a changé de place : « {label} »."
    ),
    "field_changed": Sentence(
        en="A question is different: “{label}” ({what}).", fr="Une question est différente : « {label} » ({what})."
    ),
    "section_added": Sentence(en="A page is new: “{label}”.", fr="Une page est nouvelle : « {label} »."),
    "section_removed": Sentence(en="A page is gone: “{label}”.", fr="Une page a disparu : « {label} »."),
    "section_moved": Sentence(en="A page stands in another place: “{label}”.", fr="Une page a changé de place : « {label} »."),
    "section_changed": Sentence(
        en="A page is different: “{label}” ({what}).", fr="Une page est différente : « {label} » ({what})."
    ),
    "lost_removed": Sentence(
        en="The question “{label}” is no longer asked, and your answer to it is no longer part of this form: {answer}",
        fr="La question « {label} » n’est plus posée, et votre réponse ne fait plus partie de ce formulaire : {answer}",
    ),
    "lost_kind": Sentence(
        en="The question “{label}” now asks for another kind of answer. Answer it again; your answer was: {answer}",
        fr="La question « {label} » demande désormais un autre type de réponse. Répondez-y de nouveau ; votre réponse était : {answer}",
    ),
    "lost_choice": Sentence(
        en="What you had chosen for “{label}” is no longer offered: {answer}. Choose again.",
        fr="Ce que vous aviez choisi pour « {label} » n’est plus proposé : {answer}. Choisissez de nouveau.",
    ),
    "converted": Sentence(
        en="The question “{label}” has changed. Check that your answer still says what you mean; it was: {answer}",
        fr="La question « {label} » a changé. Vérifiez que votre réponse dit encore ce que vous voulez dire ; c’était : {answer}",
    ),
}

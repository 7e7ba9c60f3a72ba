"""The draft with which a questionnaire begins: one sound page with one question, to be changed."""

from bartholdi.cores.formspec import Field, Label, Section, Spec, dumps

STARTER = dumps(
    Spec(
        (
            Section(
                key="about_you",
                title=Label("About you", fr="À propos de vous"),
                fields=(
                    Field(
                        key="name",
                        kind="text",
                        label=Label("Your name", fr="Votre nom"),
                        required=True,
                        identifies=True,
                        options={"max_characters": 120},
                    ),
                ),
            ),
        )
    )
)

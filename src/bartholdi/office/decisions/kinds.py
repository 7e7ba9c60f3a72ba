"""The letters of a decision and of an appeal, each with an example that the tests render."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bartholdi.office.notices.kinds import Kind, register


def register_all() -> None:
    register(
        Kind(
            app="decisions",
            name="outcome",
            label=_("Outcome of an application"),
            reason=_("you apply to a call of the office"),
            example={
                "name": "Claire Dupont",
                "subject": "Outcome of your application to Chateaubriand 2027 (CHST-0042)",
                "words": "We are glad to tell you that your application was selected.\n\nWe congratulate you.",
                "number": "CHST-0042-D1",
                "path": "/en/portal/applications/1/",
            },
            lifetime=timedelta(days=14),
            multiline=frozenset({"words"}),
        )
    )
    register(
        Kind(
            app="decisions",
            name="appeal_answered",
            label=_("Answer to an appeal"),
            reason=_("you appealed against a decision of the office"),
            example={
                "name": "Claire Dupont",
                "call": "Chateaubriand 2027",
                "reference": "CHST-0042",
                "outcome": "Your appeal is upheld: your application is considered again.",
                "answer": "A second expert read your project.",
                "path": "/en/portal/applications/1/",
            },
            lifetime=timedelta(days=14),
            multiline=frozenset({"answer"}),
        )
    )

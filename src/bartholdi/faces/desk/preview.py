"""A questionnaire as those who fill it in will meet it, with what only its designer needs: on what each question hangs, who sees it."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field, Spec
from bartholdi.cores.formspec.spec import Condition
from bartholdi.faces.desk import conditions
from bartholdi.faces.ui import questions


@dataclass(frozen=True)
class Page:
    page: questions.Page
    when: str


def pages(spec: Spec, language: str, *, look_up_url: str = "", noted: bool = True) -> list[Page]:
    """To be called while `language` is the language of the moment. `noted` is for who designs it; others get no notes."""
    fields = {field.key: field for field in spec.fields()}
    drawn = (
        questions.draw(spec, each.key, {}, language=language, look_up_url=look_up_url, everything=True) for each in spec.sections
    )
    return [
        Page(
            page=replace(
                page,
                questions=[
                    replace(one, notes=notes(fields[one.key], fields, language) if noted else []) for one in page.questions
                ],
            ),
            when=said(section.when, fields, language) if noted else "",
        )
        for section, page in zip(spec.sections, drawn, strict=True)
    ]


def said(condition: Condition | None, fields: dict[str, Field], language: str) -> str:
    if condition is None:
        return ""
    return gettext("Shown when %(condition)s.") % {"condition": conditions.said(condition, fields, language)}


def notes(field: Field, fields: dict[str, Field], language: str) -> list[str]:
    found = [said(field.when, fields, language)] if field.when else []
    if field.identifies:
        found.append(gettext("Left out of what blind reviewers read."))
    return [*found, *(hidden_column(each, language) for each in field.options.get("columns", ()) if each.identifies)]


def hidden_column(column: Field, language: str) -> str:
    return gettext("The column “%(column)s” is left out of what blind reviewers read.") % {"column": column.label.said(language)}

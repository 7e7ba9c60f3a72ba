"""A questionnaire as those who fill it in will meet it; for its designer, with on what each question hangs and who sees it."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from bartholdi.cores.formspec import Fault, Field, Spec, check
from bartholdi.cores.formspec.spec import Condition
from bartholdi.faces.desk import conditions
from bartholdi.faces.ui import questions


@dataclass(frozen=True)
class Page:
    page: questions.Page
    when: str = ""
    hidden: bool = False


def pages(spec: Spec, language: str, *, look_up_url: str = "") -> list[Page]:
    """Everything, with notes. To be called while `language` is the language of the moment."""
    fields = {field.key: field for field in spec.fields()}
    drawn = plain(spec, language, look_up_url=look_up_url)
    return [
        Page(
            page=replace(
                each.page, questions=[replace(one, notes=notes(fields[one.key], fields, language)) for one in each.page.questions]
            ),
            when=said(section.when, fields, language),
        )
        for section, each in zip(spec.sections, drawn, strict=True)
    ]


def plain(spec: Spec, language: str, *, look_up_url: str = "") -> list[Page]:
    """Everything, without a note."""
    return [
        Page(questions.draw(spec, each.key, {}, language=language, look_up_url=look_up_url, everything=True))
        for each in spec.sections
    ]


def tried(spec: Spec, language: str, sent: QueryDict, *, look_up_url: str = "") -> list[Page]:
    """What these answers show and hide; sent as if for good, with everything that would hinder it."""
    answers, button, final = typed(spec, sent), questions.pressed(sent), sent.get("act") == "send"
    adding = {button.key} if button and button.act == "add_row" else set()
    verdict = check(spec, answers, final=final)
    faults = [fault for fault in verdict.faults if not _is_of_file(fault, spec)]
    return [
        Page(
            questions.draw(spec, each.key, answers, language=language, look_up_url=look_up_url, faults=faults, adding=adding),
            hidden=each.key not in verdict.pages,
        )
        for each in spec.sections
    ]


def typed(spec: Spec, sent: QueryDict) -> dict[str, Any]:
    return {key: answer for each in spec.sections for key, answer in questions.read(spec, each.key, sent, before={}).items()}


def _is_of_file(fault: Fault, spec: Spec) -> bool:
    """A preview keeps no file, so that nobody can put one right here."""
    field = spec.field(fault.path.partition(".")[0].partition("[")[0])
    return field is not None and field.kind in {"file", "files"}


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

"""Organisation, found as one types and kept with its identifier, or written freely; person, with what the spec asks beside the name."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores.formspec import Field
from bartholdi.cores.formspec.kinds.people import ror
from bartholdi.faces.ui.questions.drawn import Asked, Control
from bartholdi.faces.ui.questions.kinds.manner import Manner
from bartholdi.faces.ui.questions.typed import Typed

FOUND = ("ror", "country")  # what the look-up knows beside the name


def organisation(asked: Asked, answer: Any) -> Sequence[Control]:
    return [sought(asked, answer)]


def sought(asked: Asked, answer: Any, *, part: str = "", label: str = "", optional: bool = False) -> Control:
    """The name in sight; what was found with it goes along unseen, and `named` says for which name that was."""
    given: Mapping[str, str] = answer or {}
    within = f"{part}." if part else ""
    return asked.control(
        "organisation",
        part=f"{within}name",
        label=label,
        optional=optional,
        value=given.get("name", given.get("ror", "")),
        whole=f"{asked.name}.{part}" if part else asked.name,
        url=asked.look_up_url,
        **{name: given.get(name, "") for name in FOUND},
    )


def read_organisation(field: Field, typed: Typed) -> dict[str, str] | None:
    """An identifier typed in place of the name is one. Whatever was found belongs to the name it was found for."""
    name = typed.at("name").line() or ""
    found = {part: line for part in FOUND if (line := typed.at(part).line())}
    if name != (typed.at("named").line() or ""):
        found = {}
    if name and name == found.get("ror"):
        return found
    if is_identifier(name):
        return {"ror": name}
    return {"name": name, **found} if name else found or None


def is_identifier(text: str) -> bool:
    return bool(ror(text)) or text.lower().removeprefix("https://").startswith("ror.org/")


def person(asked: Asked, answer: Any) -> Sequence[Control]:
    given = answer or {}
    options = asked.field.options
    parts = [asked.control("line", part="name", label=gettext("Name"), value=given.get("name", ""))]
    if how := options.get("email"):
        parts.append(
            asked.control(
                "line",
                part="email",
                label=gettext("E-mail address"),
                value=given.get("email", ""),
                mode="email",
                optional=how != "required",
            )
        )
    if how := options.get("orcid"):
        parts.append(
            asked.control(
                "line",
                part="orcid",
                label=gettext("ORCID identifier"),
                value=given.get("orcid", ""),
                optional=how != "required",
                short=True,
            )
        )
    if how := options.get("organisation"):
        parts.append(
            sought(
                asked, given.get("organisation"), part="organisation", label=gettext("Organisation"), optional=how != "required"
            )
        )
    return parts


def read_person(field: Field, typed: Typed) -> dict[str, Any] | None:
    given: dict[str, Any] = {
        name: line
        for name in ("name", "email", "orcid")
        if (name == "name" or name in field.options) and (line := typed.at(name).line())
    }
    if "organisation" in field.options and (found := read_organisation(field, typed.at("organisation"))):
        given["organisation"] = found
    return given or None


ORGANISATION_KIND = Manner(organisation, read_organisation)
PERSON = Manner(person, read_person, layout="group")

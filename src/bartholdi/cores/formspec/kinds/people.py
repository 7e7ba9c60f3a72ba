"""Person and organisation, with the identifiers of ORCID and of the Research Organization Registry (ROR)."""

import re
from typing import Any

from bartholdi.cores.formspec.countries import COUNTRIES
from bartholdi.cores.formspec.kinds.kind import Cell, Kind, Manner, Part, Shown, a_line, an_object
from bartholdi.cores.formspec.place import Place
from bartholdi.cores.formspec.reading import one_of, read_flag
from bartholdi.cores.formspec.spec import Options
from bartholdi.cores.formspec.words.shown import COUNTRY, EMAIL, NAME, ORCID, ORGANISATION, ROR

_EMAIL = re.compile(r"[^\s@<>\"(),;:\\\[\]]{1,64}@[^\s@<>\"(),;:\\\[\]]{1,190}")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])")
_ROR = re.compile(r"(?:(?:https?://)?ror\.org/)?(0[0-9a-hj-km-np-tv-z]{6}[0-9]{2})")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
LONGEST_NAME = 250


def orcid(text: str) -> str | None:
    """The ORCID in a text, as `0000-0002-1825-0097`, where its check digit is right (ISO 7064 MOD 11-2)."""
    if not (match := _ORCID.fullmatch(text)):
        return None
    digits = "".join(match.groups())
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    expected = (12 - total % 11) % 11
    return "-".join(match.groups()) if digits[-1] == ("X" if expected == 10 else str(expected)) else None


def ror(text: str) -> str | None:
    """The ROR identifier in a text, as `02feahw73`, where its check digits are right (ISO 7064 MOD 97-10 over Crockford's base 32)."""
    if not (match := _ROR.fullmatch(text.lower())):
        return None
    found = match[1]
    value = 0
    for character in found[:7]:
        value = value * 32 + _CROCKFORD.index(character)
    return found if 98 - value * 100 % 97 == int(found[7:]) else None


def is_email(text: str) -> bool:
    """Whether it looks like an address: one @, and a domain with a dot that is neither its first nor its last character."""
    domain = text.rpartition("@")[2]
    return bool(_EMAIL.fullmatch(text)) and "." in domain.strip(".") and ".." not in text and domain == domain.strip(".")


def check_organisation(value: object, options: Options, place: Place) -> dict[str, str] | None:
    """`{"name": "CNRS", "ror": "02feahw73", "country": "FR"}`: a name, an identifier or both; a name alone may be plain text."""
    if isinstance(value, str):
        value = {"name": value}
    if (given := an_object(value, place)) is None:
        return None
    kept = {}
    for name, read in (("name", _name), ("ror", _ror), ("country", _country)):
        if found := read(given.get(name), place.at(name)):
            kept[name] = found
    if not kept.get("name") and not kept.get("ror"):
        return None
    if options.get("identified") and "ror" not in kept:
        place.missing("missing_ror")
    return kept


def check_person(value: object, options: Options, place: Place) -> dict[str, Any] | None:
    """`{"name": "Ada Li", "email": …, "orcid": …, "organisation": {…}}`: the name, and what the spec asks beside it."""
    if isinstance(value, str):
        value = {"name": value}
    if (given := an_object(value, place)) is None:
        return None
    kept: dict[str, Any] = {}
    for name, read in (("name", _name), ("email", _email), ("orcid", _orcid)):
        if (name == "name" or name in options) and (text := read(given.get(name), place.at(name))):
            kept[name] = text
    if "organisation" in options and (found := check_organisation(given.get("organisation"), {}, place.at("organisation"))):
        kept["organisation"] = found
    if not kept:
        return None
    for name in ("name", *options):
        if name not in kept and options.get(name, "required") == "required":
            place.at(name).missing(f"missing_{name}")
    return kept


def _name(value: object, place: Place) -> str | None:
    text = a_line(value, place)
    if text and len(text) > LONGEST_NAME:
        place.fault("too_many_characters", n=len(text) - LONGEST_NAME, count=len(text), max=LONGEST_NAME)
    return text


def _email(value: object, place: Place) -> str | None:
    text = a_line(value, place)
    if text and not is_email(text):
        place.fault("not_an_email", text=text[:60])
    return text


def _orcid(value: object, place: Place) -> str | None:
    text = a_line(value, place)
    if text and not (found := orcid(text)):
        place.fault("not_an_orcid", text=text[:60])
        return text
    return found if text else None


def _ror(value: object, place: Place) -> str | None:
    text = a_line(value, place)
    if text and not (found := ror(text)):
        place.fault("not_a_ror", text=text[:60])
        return text
    return found if text else None


def _country(value: object, place: Place) -> str | None:
    text = a_line(value, place)
    if text and text.upper() not in COUNTRIES:
        place.fault("not_an_option")
        return None
    return text.upper() if text else None


def show_organisation(answer: Any, options: Options, manner: Manner) -> Shown:
    country = answer.get("country")
    beside = [manner.countries.get(country, country) if country else "", f"ROR {answer['ror']}" if "ror" in answer else ""]
    said = ", ".join(part for part in beside if part)
    return f"{answer['name']} ({said})" if said and "name" in answer else answer.get("name", said)


def show_person(answer: Any, options: Options, manner: Manner) -> Shown:
    lines = [answer.get("name"), answer.get("email"), f"ORCID {answer['orcid']}" if "orcid" in answer else None]
    if "organisation" in answer:
        lines.append(str(show_organisation(answer["organisation"], {}, manner)))
    return [line for line in lines if line]


def parts_person(options: Options) -> list[Part]:
    asked = {"email": [("email", EMAIL, "text")], "orcid": [("orcid", ORCID, "text")]}
    asked["organisation"] = [("organisation", ORGANISATION, "text"), ("ror", ROR, "text")]
    return [("name", NAME, "text"), *(part for name in asked if name in options for part in asked[name])]


def cells_person(answer: Any, options: Options, manner: Manner) -> list[Cell]:
    organisation = answer.get("organisation", {})
    values = {**answer, "organisation": organisation.get("name"), "ror": organisation.get("ror")}
    return [values.get(end) for end, _label, _type in parts_person(options)]


ORGANISATION_KIND = Kind(
    name="organisation",
    check=check_organisation,
    missing="missing_organisation",
    options={"identified": read_flag},
    show=show_organisation,
    parts=lambda options: [("name", NAME, "text"), ("ror", ROR, "text"), ("country", COUNTRY, "text")],
    cells=lambda answer, options, manner: [answer.get(name) for name in ("name", "ror", "country")],
)
PERSON = Kind(
    name="person",
    check=check_person,
    missing="missing_name",
    options={name: one_of("required", "optional") for name in ("email", "orcid", "organisation")},
    show=show_person,
    parts=parts_person,
    cells=cells_person,
)

"""What a sheet becomes: the kind of its page, and what stands in its columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page

from bartholdi.demo import markup, moments
from bartholdi.demo.sheets import Sheet
from bartholdi.faces.website import models as website
from bartholdi.office.agreements.models import Agreement
from bartholdi.office.programmes.models import Call

Columns = dict[str, Any]
LISTS: dict[str, type[Page]] = {
    "missions": website.MissionIndexPage,
    "programmes": website.ProgrammeIndexPage,
    "calls": website.OpportunityIndexPage,
    "agreements": website.AgreementIndexPage,
    "stories": website.StoryIndexPage,
    "events": website.EventIndexPage,
    "portraits": website.PortraitIndexPage,
}


@dataclass(frozen=True)
class Writing:
    """One sheet in one language, and where to find what it points at."""

    sheet: Sheet
    language: str
    today: date
    find: markup.Find
    pictures: dict[str, Any]

    @property
    def words(self) -> dict[str, Any]:
        return self.sheet.words[self.language]

    def rich(self, name: str) -> str:
        return markup.rich(self.words[name], self.find)

    def body(self) -> list[markup.Block]:
        return markup.blocks(self.words["body"], self.find)

    def instant(self, name: str) -> Any:
        return moments.instant(self.sheet.facts[name], self.today, self.sheet.facts["zone"])

    def day(self) -> date:
        return moments.day(self.sheet.facts["date"], self.today)

    def shared(self, *names: str) -> Columns:
        """What is the same in both languages, as the sheet says it."""
        return {name: self.sheet.facts[name] for name in names if name in self.sheet.facts}

    def picture(self) -> Any:
        return self.pictures.get(self.sheet.facts.get("picture", ""))


def kind(sheet: Sheet) -> type[Page]:
    return LISTS[sheet.section] if sheet.is_list else KINDS[sheet.section][0]


def columns(writing: Writing) -> Columns:
    words, sheet = writing.words, writing.sheet
    found = {
        "title": words["title"],
        "slug": words["slug"],
        "summary": words["summary"],
        "search_description": words.get("description", ""),
        "show_in_menus": sheet.is_list or sheet.facts.get("in_menu", False),
    }
    if not sheet.is_list:
        found |= KINDS[sheet.section][1](writing)
    return {
        name: markup.numbered(value, f"{sheet.key}/{name}") if isinstance(value, list) else value for name, value in found.items()
    }


def mission(writing: Writing) -> Columns:
    return writing.shared("kind") | {"body": writing.body()}


def programme(writing: Writing) -> Columns:
    words = writing.words
    return writing.shared("mission") | {
        "other_names": ", ".join(writing.sheet.facts["aliases"]),
        **_one_screen(writing),
        "until_when": words["when"],
        "facts": _stream("fact", [markup.fact(row) for row in words["facts"]]),
        "names": _stream("name", [dict(zip(("name", "since", "until", "note"), row, strict=True)) for row in words["names"]]),
        "contacts": _stream("contact", [_contact(*row) for row in words["contacts"]]),
        "body": writing.body(),
    }


def call(writing: Writing) -> Columns:
    return writing.shared("zone") | {
        **_one_screen(writing),
        "until_when": writing.words["until_when"],
        "call": Call.objects.filter(blueprint__startswith=f"{writing.sheet.facts['blueprint']} ").first(),
        "opens": writing.instant("opens"),
        "closes": writing.instant("closes"),
        "body": writing.body(),
    }


def story(writing: Writing) -> Columns:
    return writing.shared("mission", "invented") | {
        "date": writing.day(),
        "place": writing.words.get("place", ""),
        "picture": writing.picture(),
        "body": writing.body(),
    }


def event(writing: Writing) -> Columns:
    return writing.shared("zone", "mission", "whole_days", "address") | {
        "starts": writing.instant("starts"),
        "ends": writing.instant("ends"),
        "place": writing.words["place"],
        "picture": writing.picture(),
        "body": writing.body(),
        "agreements": tuple(Agreement.objects.filter(slug__in=writing.sheet.facts.get("agreements", ()))),
    }


def portrait(writing: Writing) -> Columns:
    """All are invented, and their pages say so."""
    words = {name: writing.words[name] for name in ("role", "institution", "quote")}
    return writing.shared("mission") | words | {"date": writing.day(), "invented": True, "body": writing.body()}


def plain(writing: Writing) -> Columns:
    return writing.shared("in_footer") | {"body": writing.body()}


def _one_screen(writing: Writing) -> Columns:
    return {
        "for_whom": writing.rich("for_whom"),
        "what_one_gets": writing.rich("gets"),
        "what_is_needed": writing.rich("needed"),
    }


def _contact(name: str, role: str, email: str) -> dict[str, str]:
    return {"name": name, "role": role, "email": email, "phone": "", "url": ""}


def _stream(name: str, values: list[dict[str, str]]) -> list[markup.Block]:
    return [{"type": name, "value": value} for value in values]


KINDS: dict[str, tuple[type[Page], Callable[[Writing], Columns]]] = {
    "missions": (website.MissionPage, mission),
    "programmes": (website.ProgrammePage, programme),
    "calls": (website.CallPage, call),
    "stories": (website.StoryPage, story),
    "events": (website.EventPage, event),
    "portraits": (website.PortraitPage, portrait),
    "plain": (website.PlainPage, plain),
}

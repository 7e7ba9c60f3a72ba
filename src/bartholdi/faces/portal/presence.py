"""Who else has this application open just now: kept in the cache for as long as their page keeps asking, and nowhere else."""

from __future__ import annotations

import time
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext

from bartholdi.cores.formspec import Spec
from bartholdi.office.applications.models import Application
from bartholdi.office.journal.acts import Actor
from bartholdi.office.lib.bilingual import language

SECONDS = 30
MOST = 20


def note(application: Application, by: Actor, tab: str, page: str, *, was: str = "") -> None:
    """Two at once may overwrite each other's note: ten seconds later both are there. `was`: the page that this window showed before."""
    now = time.time()
    here = {key: each for key, each in _all(application).items() if now - each["at"] < SECONDS}
    here.pop(was, None)
    here[tab] = {"by": by.journal_key, "name": str(by), "page": page[:40], "at": now}
    cache.set(_key(application), dict(list(here.items())[-MOST:]), SECONDS * 2)


def others(application: Application, tab: str) -> list[dict[str, Any]]:
    """Each person once, where they were last, in a fixed order, so that the same people are the same answer."""
    now = time.time()
    here = [each for key, each in _all(application).items() if key != tab and now - each["at"] < SECONDS]
    latest = {each["by"]: each for each in sorted(here, key=lambda each: each["at"])}
    return sorted(latest.values(), key=lambda each: (each["name"], each["page"]))


def said(each: dict[str, Any], spec: Spec, *, by: Actor) -> str:
    """Of oneself in another window, that; a page that one has just left counts for a while."""
    if each["by"] == by.journal_key:
        return gettext("You have this application open in another window too.")
    title = next((section.title.said(language()) for section in spec.sections if section.key == each["page"]), "")
    if title:
        return gettext("%(name)s is editing “%(page)s” now.") % {"name": each["name"], "page": title}
    return gettext("%(name)s is looking at this application now.") % {"name": each["name"]}


def _all(application: Application) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = cache.get(_key(application)) or {}
    return found


def _key(application: Application) -> str:
    return f"present:{application.response_id}"

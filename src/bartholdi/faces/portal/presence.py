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


def note(application: Application, by: Actor, tab: str, page: str) -> None:
    """Two at once may overwrite each other's note: ten seconds later both are there."""
    now = time.time()
    here = {key: each for key, each in _all(application).items() if now - each["at"] < SECONDS}
    here[tab] = {"by": by.journal_key, "name": str(by), "page": page[:40], "at": now}
    cache.set(_key(application), dict(list(here.items())[-MOST:]), SECONDS * 2)


def others(application: Application, tab: str) -> list[dict[str, Any]]:
    """In a fixed order, so that the same people are the same answer; oneself in another window is told too."""
    now = time.time()
    here = [each for key, each in _all(application).items() if key != tab and now - each["at"] < SECONDS]
    return sorted(here, key=lambda each: (each["name"], each["page"]))


def said(each: dict[str, Any], spec: Spec) -> str:
    title = next((section.title.said(language()) for section in spec.sections if section.key == each["page"]), "")
    if title:
        return gettext("%(name)s is editing “%(page)s” now.") % {"name": each["name"], "page": title}
    return gettext("%(name)s is looking at this application now.") % {"name": each["name"]}


def _all(application: Application) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = cache.get(_key(application)) or {}
    return found


def _key(application: Application) -> str:
    return f"present:{application.response_id}"

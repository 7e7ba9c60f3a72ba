"""Loads the demonstration office into an empty installation; a second load changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.signal_handlers import disable_reference_index_auto_update

from bartholdi.demo import agreements, applications, calls, dispatches, reviewers, site, year
from bartholdi.demo.people import PEOPLE
from bartholdi.demo.plays import run
from bartholdi.demo.plays.papers import Papers
from bartholdi.demo.plays.stages import PLAYS, UNPLAYED
from bartholdi.demo.themes import themes
from bartholdi.office.accounts import services
from bartholdi.office.accounts.models import User
from bartholdi.office.directory import sources
from bartholdi.office.directory.services import load_organisations
from bartholdi.office.journal.acts import System

INDEXING = ("modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task")
Progress = Callable[[int, int, str], None]  # done, of how many, what


def load(progress: Progress, *, today: date | None = None, size: str = UNPLAYED, data: Path | None = None) -> None:
    """All of it or nothing. Days such as deadlines are counted from `today`. `size`: how large the calls are that are played to
    where they have come; `data`: a folder of real abstracts and publication lists for them."""
    played = 0 if size == UNPLAYED else run.STEPS * len(PLAYS)
    steps = _Steps(progress, total=len(PEOPLE) + site.steps() + 7 + played)
    with transaction.atomic():
        people = invite_people(steps.told)
        steps.told("the organisations of the directory")
        load_organisations(lambda: sources.read(sources.TABLE), named=sources.TABLE.name, by=System("demonstration"))
        steps.told("calls from blueprints")
        calls.start_all(today=today or timezone.localdate(), by=people["officer_washington"])
        steps.told("applications, letters and notes")
        papers = Papers(themes())
        applications.fill(people, papers)
        steps.told("reviewers, panels and conflicts")
        reviewers.fill(people)
        steps.told("the register of agreements")
        agreements.fill(people, today=today or timezone.localdate())
        steps.told("mailboxes and sealed dispatches")
        dispatches.fill(people)
        if size != UNPLAYED:
            run.play_all(size, people, papers, today=today or timezone.localdate(), told=steps.told, data=data)
        if site.is_empty():
            with disable_reference_index_auto_update():
                made = site.fill(today=today or timezone.localdate(), editor=people["editor"], told=steps.told)
            steps.told("a few letters and acts")
            year.live(people, made)
            index()
    steps.finish()


def index() -> None:
    """Once for all pages; what each save asked of the worker is then done already."""
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
    DBTaskResult.objects.filter(task_path__in=INDEXING, status=TaskResultStatus.READY).delete()


def invite_people(told: Callable[[str], None]) -> dict[str, User]:
    """Those who are there already keep what they changed."""
    there = {user.email: user for user in User.objects.filter(email__in=[person.email for person in PEOPLE])}
    found = {}
    for person in PEOPLE:
        told(person.name)
        found[person.key] = there.get(person.email) or services.create(
            email=person.email,
            name=person.name,
            language=person.language,
            zone=person.zone,
            given=person.roles,
            by=System("demonstration"),
        )
    return found


class _Steps:
    """Counts what is told, and ends at the total also when a part was there already."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def told(self, what: str) -> None:
        self.done += 1
        self.progress(self.done, self.total, what)

    def finish(self) -> None:
        if self.done < self.total:
            self.progress(self.total, self.total, "already there")

"""The checks on the running project catch a planted fault: a key that points up, an open door, a stale page, a word without French."""

import socket
import warnings
from pathlib import Path

import pytest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import isolate_apps, override_settings
from django.urls import include, path

from bartholdi.office.accounts.models import User
from tests.house import running
from tests.house.test_shape import plant
from tests.network import Offline
from tools import docs, untranslated


def open_to_all(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse("come in")


urlpatterns = [path("en/desk/open/<int:pk>/", open_to_all), path("en/account/", include("allauth.account.urls"))]


@override_settings(ROOT_URLCONF=__name__)
def test_an_open_door_at_the_desk_is_caught() -> None:
    assert running.open_doors(Client()) == [f"{method} /en/desk/open/1/ answered 200" for method in ("GET", "POST")]


@isolate_apps("bartholdi.office.journal")
def test_a_key_that_points_up_is_caught() -> None:
    class Planted(models.Model):  # noqa: DJ008
        person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "journal"

    assert running.keys_that_point_up([Planted, User]) == ["journal.Planted.person -> accounts.User"]


def test_a_stale_page_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, docs.pages())
    assert list(docs.stale(tmp_path)) == []
    (tmp_path / "workflows.md").write_text("old")
    assert list(docs.stale(tmp_path)) == ["workflows.md"]


def test_a_word_without_french_is_caught(tmp_path: Path) -> None:
    sources = {
        "src/a.py": 'x = _("Known")\ny = _("Unknown")\nz = ngettext("%(n)s day", "%(n)s days", n)\nw = f"{_(\'Swallowed\')}!"\n',
        "src/b.html": (
            '{% load i18n %}\n{% translate "From a template" %}\n  {% blocktranslate trimmed with x=y %}\n'
            '    Hello\n    {{ x }}\n  {% endblocktranslate %}\n{% translate "May" context "month" %}\n'
        ),
    }
    french = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "Known"\nmsgstr "Connu"\n\n#, fuzzy\nmsgid "From a template"\nmsgstr "D’un modèle"\n\n'
        'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s jour"\nmsgstr[1] ""\n'
    )
    plant(tmp_path, {**sources, "django.po": french})
    assert untranslated.faults(tmp_path / "src", tmp_path / "django.po") == [
        "a.py:2: no French for “Unknown”",
        "a.py:3: no French for “%(n)s day”",
        "b.html:2: no French for “From a template”",
        "b.html:3: no French for “Hello %(x)s”",
        "b.html:7: no French for “May”",
        "django.po: “From a template” is fuzzy",
        "a.py:4: marked inside an f-string, where it is not found: give it a name first",
    ]


def test_a_test_cannot_leave_the_machine() -> None:
    with socket.socket() as away, pytest.raises(Offline):
        away.connect(("192.0.2.1", 80))


def test_a_warning_is_an_error() -> None:
    with pytest.raises(DeprecationWarning):
        warnings.warn("old", DeprecationWarning, stacklevel=1)

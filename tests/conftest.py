"""What every test stands on: the settings of tests, a migrated database from a template, and no network but loopback."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import SimpleTestCase
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# Before Django reads its settings: each process of xdist has its own data folder.
DATA = Path(tempfile.mkdtemp(prefix="bartholdi-test-"))
os.environ["BARTHOLDI_MODE"] = "test"
os.environ["BARTHOLDI_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "bartholdi.settings"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # two test processes with two threads each would wait for each other

django.setup()
# No test is timed: a machine that others share is slow now and then.
hypothesis_settings.register_profile("bartholdi", deadline=None)
hypothesis_settings.register_profile("quick", deadline=None, max_examples=40)
hypothesis_settings.load_profile("bartholdi")

from bartholdi.office.lib import identity  # noqa: E402  these need Django set up
from bartholdi.office.questionnaires.queries import spec_of  # noqa: E402
from tests import databases, network  # noqa: E402

pytest_plugins = ["tests.cast"]


def pytest_configure(config: pytest.Config) -> None:
    """Fewer examples of each property where the long tests are left out: `--long`, and a test that is called by name, tries them all."""
    network.only_loopback()
    if "not long" in config.getoption("markexpr"):
        hypothesis_settings.load_profile("quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Heavy modules first; and on PostgreSQL only what asks a database and may say something else there: the rest was run on SQLite."""
    items.sort(key=lambda item: item.get_closest_marker("heavy") is None)
    if connection.vendor == "postgresql":
        left = [item for item in items if item.get_closest_marker("once") or not asks_the_database(item)]
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]


def asks_the_database(item: pytest.Item) -> bool:
    """As pytest-django sees it: a test whose own processes ask one bears `django_db` too."""
    of_django = isinstance(item, pytest.Function) and item.cls is not None and issubclass(item.cls, SimpleTestCase)
    fixtures = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return of_django or bool(fixtures) or item.get_closest_marker("django_db") is not None


def pytest_unconfigure() -> None:
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """In place of pytest-django's own, which would migrate once per process: 20 to 35 seconds each."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.begin(DATA)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        databases.end()


@pytest.fixture(autouse=True)
def as_at_first() -> Iterator[None]:
    """What a process remembers between requests (language, the office's name, addresses, counted attempts) begins anew."""
    identity.forget()
    spec_of.cache_clear()
    cache.clear()
    with translation.override("en"):
        yield

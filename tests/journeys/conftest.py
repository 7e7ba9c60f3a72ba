"""One office and one browser for all stories of a process; each story has its own visitors."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.applying_office import add_calls
from tests.journeys.filled import filled
from tests.journeys.visitor import PATIENCE, Visitor
from tools import chromium, served
from tools.served import Server

HERE = Path(__file__).parent

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A fresh copy; while writing a story, `BARTHOLDI_SITE=http://127.0.0.1:8000` uses the demonstration that you serve."""
    if already := os.environ.get("BARTHOLDI_SITE"):
        yield already
        return
    with served.office(tmp_path_factory.mktemp("office")) as address:
        yield address


@pytest.fixture(scope="session")
def applying(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An office with calls that are open to applications."""
    folder = tmp_path_factory.mktemp("applying") / "office"
    with served.server(folder, begun=filled(tmp_path_factory, "applying", add_calls)) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.found(), args=chromium.flags())
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visitor]]:
    """Opens a visitor with the options of a playwright context; all leave at the end of the story."""
    visitors: list[Visitor] = []

    def visitor(**options: object) -> Visitor:
        visitors.append(Visitor.at(browser, site, **options))
        return visitors[-1]

    yield visitor
    for one in visitors:
        one.leave()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    return visit()

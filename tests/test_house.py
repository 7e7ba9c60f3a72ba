"""The shape of the house itself: what no tool of others can see. docs/house.md has the table of all guards."""

import re
import subprocess

import pytest
from django.apps import apps
from django.test import Client

from tests.house import purity, running, shape
from tests.house.running import ROOT
from tools import docs, untranslated


def test_foreign_keys_point_down() -> None:
    assert running.keys_that_point_up(apps.get_models()) == []


def test_only_the_workflow_sets_a_state() -> None:
    assert shape.state_setters(ROOT) == []


def test_no_file_is_longer_than_500_lines() -> None:
    assert shape.long_files(ROOT) == []


def test_a_function_fits_a_screen_and_a_view_is_a_sentence() -> None:
    assert purity.long_functions(ROOT) == []


def test_cores_get_time_chance_and_data_as_arguments() -> None:
    assert purity.impure_cores(ROOT) == []


def test_cryptography_stands_in_its_core_only() -> None:
    assert purity.ciphers_elsewhere(ROOT) == []


def test_every_file_begins_with_a_sentence() -> None:
    assert shape.headless_files(ROOT) == []


def test_no_drawer_holds_this_and_that() -> None:
    assert shape.drawers(ROOT) == []


def test_no_function_of_the_office_takes_a_request() -> None:
    assert shape.request_takers(ROOT) == []


def test_no_template_holds_a_script_or_a_style() -> None:
    assert shape.inline_code(ROOT) == []


def test_every_notice_is_written_in_both_languages() -> None:
    assert shape.half_letters(ROOT) == []


def test_tests_stand_where_the_code_stands() -> None:
    assert shape.strangers(ROOT) == []


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shape.traces(ROOT, listed.stdout.rstrip("\0").split("\0")) == []


def test_every_link_of_the_pages_leads_somewhere() -> None:
    assert shape.dead_links(ROOT) == []


@pytest.mark.django_db
def test_every_address_of_portal_and_desk_turns_a_nobody_away() -> None:
    assert running.open_doors(Client()) == []


def test_generated_pages_are_fresh() -> None:
    assert list(docs.stale()) == []


def test_every_word_of_the_interface_is_in_both_languages() -> None:
    assert untranslated.faults() == []


def test_every_guard_named_on_the_page_of_the_house_exists() -> None:
    named = re.findall(r"`([\w/]+/test_\w+\.py)(?:::(\w+))?`(?:, `([\w.]+)`)?", (ROOT / "docs" / "house.md").read_text())
    gone = [
        (name, test or check)
        for name, test, check in named
        if not re.search(rf"def {test}\(" if test else re.escape(check), (ROOT / "tests" / name).read_text())
    ]
    assert (len(named) > 20, gone) == (True, [])

"""Forms: labels, hints and errors in one order; typed text is cleaned, counted, refused with reasons and kept."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from bartholdi.faces.ui import summary
from bartholdi.faces.ui.forms import Day, FileInput, Form, ModelForm, Words
from bartholdi.office.accounts.models import User


class Letter(Form):
    name = Words(label="Your name", max_length=10, help_text="As you write it.")
    nick = forms.CharField(label="Short name", max_length=8)
    body = forms.CharField(label="Letter", max_length=12, widget=forms.Textarea)
    side = forms.ChoiceField(label="Side", choices=[("fr", "France"), ("us", "United States")], widget=forms.RadioSelect)
    on = Day(label="On", required=False)
    secret = forms.CharField(label="Password", required=False, widget=forms.PasswordInput)


GOOD = {"name": "Léa", "nick": "L", "body": "Hello", "side": "fr"}


class Named(ModelForm):
    class Meta:
        model = User
        fields = ("name",)


def test_every_text_field_is_cleaned_whatever_its_class() -> None:
    form = Letter(
        {**GOOD, "name": "\u202eLe\u0301a\u200b ", "nick": "a\u0000\u2066b", "body": "one\r\ntwo ", "secret": "\u200bas typed"}
    )
    assert form.is_valid()
    assert form.cleaned_data == {
        "name": "Léa", "nick": "ab", "body": "one\ntwo", "side": "fr", "on": None, "secret": "\u200bas typed",
    }  # fmt: skip


def test_a_name_that_cannot_be_seen_is_a_missing_name() -> None:
    assert Letter({**GOOD, "name": "\u200b\u2060", "nick": "\u202e"}).errors == {
        "name": ["“Your name” is still missing."],
        "nick": ["“Short name” is still missing."],
    }
    assert Named({"name": "\u200bAda"}).data["name"] == "\u200bAda"


def test_a_long_text_is_refused_with_its_count_and_kept() -> None:
    form = Letter({**GOOD, "name": "A name too long", "body": "x" * 13})
    assert form.errors == {
        "name": ["This text has 15 characters; the limit is 10. It is kept below: please shorten it."],
        "body": ["This text has 13 characters; the limit is 12. It is kept below: please shorten it."],
    }
    assert 'value="A name too long"' in str(form)
    assert "maxlength" not in str(form)
    assert 'data-limit="12"' in str(form)


def test_a_line_end_counts_once() -> None:
    assert Letter({**GOOD, "body": "123456\r\n12345"}).is_valid()


def test_a_form_of_one_request_does_not_change_the_next() -> None:
    Letter({})
    assert type(Letter.base_fields["nick"].validators[0]).__name__ == "MaxLengthValidator"


def test_a_field_is_drawn_as_label_hint_error_control() -> None:
    drawn = str(Letter({**GOOD, "name": ""})["name"].as_field_group())
    order = [m.group(1) for m in re.finditer(r'<(label|div class="hint"|div class="field-error"|input)', drawn)]
    assert order == ["label", 'div class="hint"', 'div class="field-error"', "input"]
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_choices_stand_in_a_fieldset_and_optional_fields_say_so() -> None:
    form = Letter()
    assert "<legend>Side</legend>" in form["side"].as_field_group()
    assert "(optional)" in form["on"].as_field_group()
    assert "(optional)" not in form["name"].as_field_group()


def test_a_date_is_the_browsers_own_control() -> None:
    assert 'type="date"' in str(Letter()["on"])
    assert 'value="2027-03-15"' in str(Letter({**GOOD, "on": "2027-03-15"})["on"])


@pytest.mark.parametrize("typed", ["2027-03-15", "15 March 2027", "15 mars 2027", "15 Mar. 2027", " 15\u00a0MARS 2027 "])
def test_a_day_is_read_as_sent_or_as_written(typed: str) -> None:
    assert Day().clean(typed) == date(2027, 3, 15)


@pytest.mark.parametrize(
    "typed", ["03/04/2027", "31 February 2027", "2027-02-31", "soon", "15 Smarch 2027", "2027-03-15T10:00", "٣ March 2027x"]
)
def test_what_is_no_day_is_refused_and_stays_to_be_read(typed: str) -> None:
    form = Letter({**GOOD, "on": typed})
    assert form.errors == {"on": ["This is not a day of the calendar. Write it like 15 March 2027."]}
    drawn = str(form["on"])
    assert 'type="text"' in drawn
    assert f'value="{typed}"' in drawn


def test_the_summary_leads_to_each_field() -> None:
    form = Letter({"nick": "L", "body": "x"})
    assert list(summary.faults(form)) == [
        summary.Fault("“Your name” is still missing.", "id_name"),
        summary.Fault("“Side” is still missing.", "id_side_0"),
    ]


def test_the_page_of_a_refused_form_is_named_an_error() -> None:
    template = Template("{% load ui %}{% has_faults as faulty %}{{ faulty }}")
    assert [template.render(Context({"letter": form})) for form in (Letter(), Letter(GOOD), Letter({}))] == [
        "False",
        "False",
        "True",
    ]


def test_hostile_text_is_shown_as_text() -> None:
    drawn = str(Letter({**GOOD, "name": '"><script>alert(1)</script>'}))
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_a_file_field_says_what_is_there() -> None:
    class Paper(Form):
        file = forms.FileField(label="Paper", required=False, widget=FileInput)

    class Stored:
        url = "/papers/1/"

        def __str__(self) -> str:
            return "cv.pdf"

    drawn = str(Paper(initial={"file": Stored()}))
    assert '<a href="/papers/1/">cv.pdf</a>' in drawn
    assert "Remove this file" in drawn

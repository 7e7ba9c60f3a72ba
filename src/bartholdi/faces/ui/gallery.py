"""Every part in every state, on one page, with the name it has in the code."""

from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from bartholdi.faces.ui import gallery_drawings, gallery_questions
from bartholdi.faces.ui.forms import Day, FileInput, Form, Words
from bartholdi.office.lib.bilingual import language

FRAMES = {"website": "website/page.html", "portal": "portal/page.html", "narrow": "portal/narrow.html", "desk": "desk/page.html"}
CASE = "case"
COLOURS = [
    "paper",
    "raised",
    "sunken",
    "line",
    "edge",
    "ink",
    "muted",
    "verdigris",
    "verdigris-strong",
    "verdigris-pale",
    "copper",
    "copper-pale",
    "gold",
    "gold-pale",
    "red",
    "red-pale",
    "blue",
    "blue-pale",
]


class Sample(Form):
    name = Words(label=_("Your name"), max_length=200, help_text=_("As you write it, in any script."))
    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    birthday = Day(label=_("Date of the defence"), help_text=_("For example 15 March 2027."))
    language = forms.ChoiceField(label=_("Language of letters"), choices=[("", "…"), ("en", "English"), ("fr", "Français")])
    summary = Words(label=_("Summary"), max_length=600, widget=forms.Textarea, help_text=_("For a reader from another field."))
    side = forms.ChoiceField(
        label=_("Where do you work?"),
        widget=forms.RadioSelect,
        choices=[("fr", _("France")), ("us", _("United States")), ("other", _("Elsewhere"))],
    )
    fields_of_work = forms.MultipleChoiceField(
        label=_("Fields of work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose all that fit."),
        choices=[("q", _("Quantum physics")), ("b", _("Biology")), ("c", _("Climate"))],
    )
    cv = forms.FileField(
        label=_("Curriculum vitae"),
        required=False,
        widget=FileInput(attrs={"data-max-bytes": 20 * 1024 * 1024, "accept": ".pdf"}),
        help_text=_("PDF, up to 20 MB, at most 4 pages."),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is easy to remember."),
    )
    agree = forms.BooleanField(label=_("I have read how my data are used"), help_text=_("Required to go on."))


def show(request: HttpRequest) -> HttpResponse:
    good = Sample()
    faulty = Sample({"faulty-email": "ada", "faulty-summary": "lattice " * 80, "faulty-birthday": "31/02/2027"}, prefix="faulty")
    parts = {"plain_form": good, "faulty_form": faulty, "colours": COLOURS, **samples(), **gallery_drawings.drawings()}
    return render(request, "ui/gallery.html", parts)


def questions(request: HttpRequest) -> HttpResponse:
    """The questions of a questionnaire."""
    pages = gallery_questions.pages(language())
    return render(request, "ui/gallery/questions.html", {"pages": pages, "faults": pages["faulty"].faults})


def frame(request: HttpRequest, frame: str) -> HttpResponse:
    """The frame of one face with a page of ordinary content."""
    if frame == CASE:
        return render(request, "ui/gallery/case.html", samples())
    if frame not in FRAMES:
        raise Http404
    return render(request, "ui/frame.html", {"skeleton": FRAMES[frame], "form": Sample(), **samples()})


def samples() -> dict[str, object]:
    moment = datetime(2027, 3, 15, 16, 0, tzinfo=UTC)
    return {
        "moment": moment,
        "today": date(2027, 4, 1),
        "tones": ["neutral", "waiting", "good", "attention", "bad", "info"],
        "comment": "First paragraph, with an address: https://example.org\nand a second line.\n\n<b>Markup</b> is shown, not obeyed.",
        "page": Paginator(range(60), 20).page(2),
        "crumbs": [{"title": _("Programmes"), "url": "#"}, {"title": "Chateaubriand", "url": "#"}, {"title": _("Call 2027")}],
        "tasks": [
            {"title": _("About you"), "url": "#", "state": _("Completed"), "tone": "good"},
            {
                "title": _("Your project"),
                "url": "#",
                "state": _("In progress"),
                "tone": "waiting",
                "hint": _("Saved today at 14:02"),
            },
            {
                "title": _("Letters of recommendation"),
                "url": "#",
                "state": _("Late"),
                "tone": "attention",
                "hint": _("One of two has arrived"),
            },
            {"title": _("Check and submit"), "url": "", "state": _("Cannot start yet"), "tone": "neutral"},
        ],
        "rows": [
            {"label": _("Title"), "value": "Superconducting circuits for a quantum network", "url": "#", "change_label": ""},
            {"label": _("Host"), "value": "Institut Néel\nGrenoble", "url": "#", "change_label": ""},
            {"label": _("Other income"), "value": "", "url": "#", "change_label": ""},
        ],
        "events": events(moment),
        "people": [
            ("Léa Martin", "Grenoble", 12_400, "good"),
            ("Ada Okafor", "Boston", 9_800, "waiting"),
            ("Jean-Baptiste de la Rochefoucauld-Lévy", "Los Angeles", 15_250, "attention"),
        ],
    }


def events(moment: datetime) -> list[dict[str, object]]:
    return [
        {"at": moment, "title": _("Submitted"), "by": "Léa Martin", "tone": "good", "body": ""},
        {
            "at": datetime(2027, 3, 12, 9, 30, tzinfo=UTC),
            "title": _("Letter received"),
            "by": "Prof. Ito",
            "body": _("Recommendation, two pages."),
        },
        {
            "at": datetime(2027, 2, 20, 9, 0, tzinfo=UTC),
            "title": _("Started"),
            "by": "Léa Martin",
            "tone": "waiting",
            "body": "",
        },
    ]

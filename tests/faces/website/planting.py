"""A small website in both languages: one page of each type, and more of one type where a test counts queries."""

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page

from bartholdi.faces.website import models
from bartholdi.faces.website.models import HomePage, Picture

KINDS = {  # name of the page here -> its type, its parent here
    "missions": (models.MissionIndexPage, "home"),
    "mission": (models.MissionPage, "missions"),
    "programmes": (models.ProgrammeIndexPage, "home"),
    "programme": (models.ProgrammePage, "programmes"),
    "call": (models.CallPage, "programme"),
    "opportunities": (models.OpportunityIndexPage, "home"),
    "agreements": (models.AgreementIndexPage, "home"),
    "stories": (models.StoryIndexPage, "home"),
    "story": (models.StoryPage, "stories"),
    "events": (models.EventIndexPage, "home"),
    "event": (models.EventPage, "events"),
    "portraits": (models.PortraitIndexPage, "home"),
    "portrait": (models.PortraitPage, "portraits"),
    "plain": (models.PlainPage, "home"),
}
TITLES = {
    "missions": ("Missions", "Missions"),
    "mission": ("Facilitate mobility", "Faciliter la mobilité"),
    "programmes": ("Programmes", "Programmes"),
    "programme": ("Fellowship of the Sea", "Bourse de la mer"),
    "call": ("Call 2027", "Appel 2027"),
    "opportunities": ("Opportunities", "Appels en cours"),
    "agreements": ("Agreements", "Accords"),
    "stories": ("Stories", "Récits"),
    "story": ("A laboratory crosses the ocean", "Un laboratoire traverse l’océan"),
    "events": ("Events", "Événements"),
    "event": ("Evening of science", "Soirée scientifique"),
    "portraits": ("Portraits", "Portraits"),
    "portrait": ("Maya Exemple", "Maya Exemple"),
    "plain": ("Accessibility", "Accessibilité"),
}
TEXTS = (
    ("<p>The researchers study <b>coral</b> reefs.</p>", "<p>Les chercheuses étudient les récifs de <b>corail</b>.</p>"),
    ("The sea keeps its own archive.", "La mer tient ses propres archives."),
)


def body(number: int) -> list[dict[str, Any]]:
    return [
        {"type": "paragraphs", "value": TEXTS[0][number]},
        {"type": "heading", "value": ("What comes next", "La suite")[number]},
        {"type": "quote", "value": {"text": TEXTS[1][number], "by": "Maya Exemple", "role": ""}},
        {
            "type": "facts",
            "value": {
                "caption": "Figures",
                "rows": [{"label": "Reefs", "value": "12", "year": "2026", "source": "Us", "source_url": ""}],
            },
        },
        {"type": "callout", "value": {"title": "Note", "text": "<p>Bring a coat.</p>"}},
        {
            "type": "links",
            "value": {"title": "More", "links": [{"label": "Us", "page": None, "url": "https://example.org/", "note": ""}]},
        },
        {"type": "question", "value": {"question": "Why?", "answer": "<p>Because.</p>"}},
    ]


def columns(kind: str, number: int) -> dict[str, Any]:
    now = timezone.now()
    rich = {"for_whom": "<p>PhD students</p>", "what_one_gets": "<p>A grant</p>", "what_is_needed": "<p>A letter</p>"}
    particular: dict[str, dict[str, Any]] = {
        "mission": {"kind": "mobility", "body": body(number)},
        "programme": rich
        | {
            "mission": "mobility",
            "other_names": "FOTS, Sea Fellows",
            "until_when": "Each winter",
            "facts": [
                {"type": "fact", "value": {"label": "Fellows", "value": "9", "year": "2025", "source": "Us", "source_url": ""}}
            ],
            "names": [{"type": "name", "value": {"name": "Ocean Grant", "since": "1998", "until": "2010", "note": ""}}],
            "contacts": [
                {
                    "type": "contact",
                    "value": {"name": "The office", "role": "", "email": "sea@example.org", "phone": "", "url": ""},
                }
            ],
            "body": body(number),
        },
        "call": rich | {"opens": now - timedelta(days=3), "closes": datetime(2099, 3, 15, 16, tzinfo=UTC), "body": body(number)},
        "story": {"date": date(2026, 3, 2), "mission": "mobility", "body": body(number)},
        "event": {
            "starts": now + timedelta(days=9),
            "ends": now + timedelta(days=9, hours=2),
            "place": "Boston",
            "mission": "mobility",
            "body": body(number),
        },
        "portrait": {
            "role": "Oceanographer",
            "institution": "Institute of the Sea",
            "quote": "I listen.",
            "mission": "mobility",
            "invented": True,
            "body": body(number),
        },
        "plain": {"in_footer": True, "body": body(number)},
    }
    return particular.get(kind, {})


def plant() -> dict[tuple[str, str], Page]:
    """Every page type in both languages, linked: {("story", "fr"): page}."""
    planted: dict[tuple[str, str], Page] = {}
    for number, locale in enumerate([Locale.objects.get(language_code=code) for code in ("en", "fr")]):
        language = locale.language_code
        planted["home", language] = HomePage.objects.get(locale=locale)
        for kind, (model, parent) in KINDS.items():
            page = model(
                title=TITLES[kind][number],
                slug=f"{kind}-{language}" if number else kind,
                summary=("In one sentence.", "En une phrase.")[number],
                locale=locale,
                first_published_at=timezone.now(),
                last_published_at=timezone.now(),
                show_in_menus=parent == "home" and kind != "plain",
                **columns(kind, number),
            )
            if number:
                page.translation_key = planted[kind, "en"].translation_key
            planted[parent, language].add_child(instance=page)
            planted[kind, language] = page
    return planted


def more(planted: dict[tuple[str, str], Page], kind: str, count: int) -> None:
    """Sisters of a page, in English."""
    model, parent = KINDS[kind]
    for number in range(count):
        page = model(
            title=f"{kind} {number}",
            slug=f"{kind}-{number}",
            summary="Another.",
            locale=planted["home", "en"].locale,
            **columns(kind, 0),
        )
        type(planted[parent, "en"]).objects.get(pk=planted[parent, "en"].pk).add_child(instance=page)


def photograph(*, width: int = 1200, height: int = 800, **names: Any) -> Picture:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(content, "JPEG")
    return keep(ContentFile(content.getvalue(), "sea.jpg"), **names)


def drawing(
    text: str = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30"/></svg>', **names: Any
) -> Picture:
    return keep(ContentFile(text.encode(), "sea.svg"), **names)


def keep(file: ContentFile[bytes], **names: Any) -> Picture:
    return Picture.objects.create(**{"title": "Sea", "alt_en": "The sea", "alt_fr": "La mer", "file": file} | names)

"""Fills the website: the pages of both languages as each other's translations, the pictures, the office's own data."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from bartholdi.demo import pages, sheets, translations
from bartholdi.demo.pages import Writing
from bartholdi.demo.pictures import PICTURES
from bartholdi.demo.sheets import Sheet
from bartholdi.faces.website import models as website
from bartholdi.office.accounts.models import User
from bartholdi.office.lib.bilingual import LANGUAGES

Made = dict[tuple[str, str], Page]  # (key, language) -> page
Told = Callable[[str], None]


def is_empty() -> bool:
    """A new database holds a first page in each language and nothing below."""
    return not any(home.numchild for home in website.HomePage.objects.all())


def steps() -> int:
    return len(PICTURES) + len(sheets.keys()) + 3


def fill(*, today: date, editor: User, told: Told) -> Made:
    pictures = make_pictures(editor, told)
    all_sheets = sheets.every(today=today)
    made: Made = {("home", home.locale.language_code): home for home in website.HomePage.objects.select_related("locale")}
    for sheet in all_sheets:
        told(sheet.words["en"]["title"])
        make_page(sheet, made, today=today, pictures=pictures, editor=editor)
    told("links from page to page")
    for sheet in all_sheets:
        join(sheet, made, today=today, pictures=pictures)
    fill_home(made)
    told("which page translates which")
    translations.join((made[key, "en"], made[key, "fr"]) for key in ("home", *sheets.keys()))
    told("the office’s own data")
    describe_office()
    return made


def make_pictures(editor: User, told: Told) -> dict[str, Any]:
    found = {}
    for name, draw in PICTURES.items():
        told(f"picture {name}")
        words = sheets.read("pictures")[name]
        file = ContentFile(draw().encode(), name=f"{name}.svg")
        found[name] = website.Picture.objects.create(
            title=name.replace("-", " "), file=file, alt_en=words["en"], alt_fr=words["fr"], uploaded_by_user=editor
        )
    return found


def make_page(sheet: Sheet, made: Made, *, today: date, pictures: dict[str, Any], editor: User) -> None:
    """Both languages at once, under one key; links wait until every page has its number."""
    translation_key, now = uuid.uuid4(), timezone.now()
    for locale in Locale.objects.all():
        language = locale.language_code
        writing = Writing(sheet, language, today, find=lambda key: 0, pictures=pictures)
        page = pages.kind(sheet)(
            **pages.columns(writing),
            locale=locale,
            translation_key=translation_key,
            owner=editor,
            first_published_at=now,
            last_published_at=now,
        )
        made[sheet.key, language] = made[parent(sheet), language].add_child(instance=page)


def parent(sheet: Sheet) -> str:
    """A call stands below its programme; a page without a list, below the first page."""
    if sheet.is_list or sheet.section == "plain":
        return "home"
    return str(sheet.facts.get("programme", sheet.section))


def join(sheet: Sheet, made: Made, *, today: date, pictures: dict[str, Any]) -> None:
    for language in LANGUAGES:

        def find(key: str, language: str = language) -> int:
            return int(made[key, language].pk)

        page = made[sheet.key, language]
        writing = Writing(sheet, language, today, find=find, pictures=pictures)
        if "](page:" in str(sheet.words[language]):
            for name, value in pages.columns(writing).items():
                setattr(page, name, value)
            page.save()
        for order, key in enumerate(sheet.facts.get("related", [])):
            website.RelatedPage.objects.create(story=page, page=made[key, language], sort_order=order)


def fill_home(made: Made) -> None:
    words, now = sheets.read("home"), timezone.now()
    for language in LANGUAGES:
        home = made["home", language]
        home.refresh_from_db()  # its children were counted meanwhile
        text = words[language]
        for name in ("title", "seo_title", "summary", "sentence", "search_description"):
            setattr(home, name, text[name])
        home.lead_story = made[words["lead_story"], language]
        home.last_published_at = now
        home.save()


def describe_office() -> None:
    data = sheets.read("office")
    office = website.OfficeSettings.for_site(Site.objects.get(is_default_site=True))
    for name in ("email", "security_email", "phone", "zone"):
        setattr(office, name, data[name])
    for language in LANGUAGES:
        for name, value in data[language].items():
            setattr(office, f"{name}_{language}", value)
    office.places = [{"type": "place", "value": place} for place in data["places"]]
    office.save()

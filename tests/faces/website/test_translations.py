"""The two trees stand side by side: a page is translated sentence by sentence, and each version knows the other."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from bartholdi.faces.website.models import PlainPage
from bartholdi.office.accounts.models import User

Planted = dict[tuple[str, str], Page]


@pytest.fixture
def english_only(planted: Planted) -> PlainPage:
    body = [{"type": "heading", "value": "Our lifts"}, {"type": "paragraphs", "value": "<p>They <b>work</b>.</p>"}]
    page = PlainPage(
        title="Access to the house", slug="access", summary="How to come in.", locale=planted["home", "en"].locale, body=body
    )
    planted["home", "en"].add_child(instance=page)
    return page


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")  # of wagtail-localize's report
def test_an_editor_asks_for_a_translation_and_sees_its_state(client: Client, editor: User, english_only: PlainPage) -> None:
    client.force_login(editor)
    french = Locale.objects.get(language_code="fr")
    answer = client.post(reverse("wagtail_localize:submit_page_translation", args=[english_only.pk]), {"locales": [french.pk]})
    assert answer.status_code == 302
    translation = Translation.objects.get()
    assert translation.target_locale == french
    report = client.get(reverse("wagtail_localize:translations_report")).content.decode()
    assert "Access to the house" in report
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk])).content.decode()
    assert "wagtail_localize" in edit


def test_a_translated_page_is_published_beside_its_source(
    client: Client,
    english_only: PlainPage,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[object]]],
) -> None:
    french = Locale.objects.get(language_code="fr")
    source, _ = TranslationSource.update_or_create_from_instance(english_only)
    translation = source.translations.create(source=source, target_locale=french)
    words = {"Access to the house": "Accès à la maison", "How to come in.": "Comment entrer.", "Our lifts": "Nos ascenseurs", "access": "accueil-de-tous",
             'They <b>work</b>.': "Ils <b>marchent</b>."}  # fmt: skip
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=french, context=segment.context, data=words[segment.string.data]
        )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    text = client.get("/fr/accueil-de-tous/").content.decode()
    assert ["Accès à la maison" in text, "Nos ascenseurs</h2>" in text, "<b>marchent</b>" in text] == [True] * 3
    assert '<a href="/fr/accueil-de-tous/" hreflang="fr"' in client.get("/en/access/").content.decode()

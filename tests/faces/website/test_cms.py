"""The pages' workshop: who may open it, what they may do there, and what it never offers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from bartholdi.faces.website.models import Picture, PlainPage
from bartholdi.office.accounts.models import User
from tests.faces.website.planting import Image, io

Planted = dict[tuple[str, str], Page]
PART_MAY_OPEN = {
    "applicant": 403,
    "stranger": 403,
    "officer": 403,
    "auditor": 403,
    "director": 200,
    "editor": 200,
    "administrator": 200,
}


def test_only_those_who_publish_open_the_workshop(client: Client, cast: dict[str, User]) -> None:
    answers = {}
    for part, user in cast.items():
        client.force_login(user)
        answers[part] = client.get("/cms/").status_code
    assert answers == PART_MAY_OPEN


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cms/", "/cms/login/?next=/cms/", "/cms/pages/"])
def test_a_visitor_is_sent_to_the_one_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "next=%2Fcms%2F" in answer.url


@pytest.mark.parametrize(
    "path",
    [
        "users/",
        "groups/",
        "documents/",
        "password_reset/",
        "account/change_password/",
        "workflows/list/",
        "collections/",
        "bulk/accounts/user/delete/?id=1",
    ],
)
def test_rooms_that_belong_to_the_desk_are_closed(client: Client, administrator: User, path: str) -> None:
    client.force_login(administrator)
    assert client.get(f"/cms/{path}", follow=True).status_code == 404


def test_no_model_of_the_office_can_be_edited_there(client: Client, editor: User) -> None:
    client.force_login(editor)
    text = client.get("/cms/").content.decode()
    assert [app for app in ("accounts", "journal", "notices") if f"/cms/{app}" in text] == []


def test_the_workshop_has_its_own_policy_and_the_website_keeps_its_strict_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert "'unsafe-inline'" in client.get("/cms/")["Content-Security-Policy"]
    assert "'unsafe-inline'" not in client.get("/en/")["Content-Security-Policy"]
    assert client.get("/cms/")["X-Frame-Options"] == "SAMEORIGIN"


def test_an_editor_makes_and_publishes_a_page(client: Client, editor: User, planted: Planted) -> None:
    client.force_login(editor)
    form = {"title": "About us", "slug": "about", "summary": "Who we are.", "body-count": "0", "action-publish": "1"}
    answer = client.post(f"/cms/pages/add/website/plainpage/{planted['home', 'en'].pk}/", form)
    assert answer.status_code == 302
    assert [PlainPage.objects.get(slug="about").live, client.get("/en/about/").status_code] == [True, 200]


def test_a_director_corrects_and_publishes_but_makes_nothing(client: Client, director: User, planted: Planted) -> None:
    client.force_login(director)
    plain = planted["plain", "en"]
    assert client.get(f"/cms/pages/add/website/plainpage/{planted['home', 'en'].pk}/").status_code == 302
    assert client.get(f"/cms/pages/{plain.pk}/edit/").status_code == 200
    assert plain.permissions_for_user(director).can_publish()
    assert not planted["home", "en"].permissions_for_user(director).can_add_subpage()


def test_an_editor_previews_a_page_under_the_strict_policy(client: Client, editor: User, planted: Planted) -> None:
    client.force_login(editor)
    story = planted["story", "en"]
    data = {"title": "A new title", "slug": "story", "summary": "Short.", "date": "2026-03-02", "mission": "mobility", "body-count": "0",
            "related-TOTAL_FORMS": "0", "related-INITIAL_FORMS": "0", "related-MIN_NUM_FORMS": "0", "related-MAX_NUM_FORMS": "4"}  # fmt: skip
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[story.pk])
    client.post(url, data)
    answer = client.get(url, {"mode": "", "in_preview_panel": "true"})
    assert (answer.status_code, "A new title" in answer.content.decode()) == (200, True)
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]


def test_an_editor_previews_a_page_that_does_not_exist_yet(client: Client, editor: User, planted: Planted) -> None:
    client.force_login(editor)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["website", "plainpage", planted["home", "en"].pk])
    client.post(url, {"title": "Not yet", "slug": "not-yet", "summary": "Soon.", "body-count": "0"})
    answer = client.get(url, {"mode": ""})
    assert (answer.status_code, "Not yet" in answer.content.decode()) == (200, True)


def test_the_office_settings_are_the_editors(client: Client, editor: User, officer: User) -> None:
    client.force_login(editor)
    assert client.get("/cms/settings/website/officesettings/", follow=True).status_code == 200


def sea() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("sea.png", content.getvalue(), "image/png")


def test_a_picture_needs_its_description_in_both_languages(client: Client, editor: User) -> None:
    client.force_login(editor)
    answer = client.post("/cms/images/add/", {"title": "Sea", "file": sea(), "alt_en": "The sea", "alt_fr": "", "tags": ""})
    assert answer.status_code == 200
    assert Picture.objects.count() == 0
    answer = client.post("/cms/images/add/", {"title": "Sea", "file": sea(), "alt_en": "The sea", "alt_fr": "La mer", "tags": ""})
    assert [picture.alt_fr for picture in Picture.objects.all()] == ["La mer"]


def test_a_drawing_is_kept_and_can_be_described_anew(client: Client, editor: User) -> None:
    client.force_login(editor)
    file = SimpleUploadedFile("sea.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', "image/svg+xml")
    words = {"title": "Sea", "alt_en": "The sea", "alt_fr": "La mer", "tags": ""}
    client.post("/cms/images/add/", {**words, "file": file})
    picture = Picture.objects.get()
    client.post(f"/cms/images/{picture.pk}/", {**words, "alt_en": "The calm sea"})
    assert [(each.alt_en, each.file_size) for each in Picture.objects.all()] == [("The calm sea", 59)]


def test_a_drawing_with_a_script_is_refused_with_a_clear_sentence(client: Client, editor: User) -> None:
    client.force_login(editor)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><script>alert(1)</script></svg>'
    file = SimpleUploadedFile("sea.svg", drawing, "image/svg+xml")
    answer = client.post("/cms/images/add/", {"title": "Sea", "file": file, "alt_en": "The sea", "alt_fr": "La mer", "tags": ""})
    assert "This drawing holds something that is not drawing: &lt;script&gt;" in answer.content.decode()
    assert Picture.objects.count() == 0

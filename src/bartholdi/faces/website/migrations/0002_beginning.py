"""A fresh database has a first page in both languages, and the roles their keys to the workshop."""

import uuid

from django.db import migrations

from bartholdi.faces.website import editors

FIRST = {
    "en": {
        "title": "Home",
        "slug": "home",
        "sentence": "Science crosses oceans; we keep the way open.",
        "summary": "What the office does for researchers, students and laboratories.",
    },
    "fr": {
        "title": "Accueil",
        "slug": "accueil",
        "sentence": "La science traverse les océans ; nous gardons la voie ouverte.",
        "summary": "Ce que l’office fait pour les chercheurs, les étudiants et les laboratoires.",
    },
}


def make_first_pages(apps, schema_editor):
    page, home = apps.get_model("wagtailcore", "Page"), apps.get_model("website", "HomePage")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="website", model="homepage")
    site = apps.get_model("wagtailcore", "Site").objects.get(is_default_site=True)
    welcome, key = site.root_page_id, uuid.uuid4()
    for number, (language, words) in enumerate(FIRST.items(), start=2):
        locale, _ = apps.get_model("wagtailcore", "Locale").objects.get_or_create(language_code=language)
        made = home.objects.create(
            **words | {"slug": f"new-{words['slug']}"},  # the welcome page still has the slug "home"
            draft_title=words["title"],
            path=f"0001{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{words['slug']}/",
            content_type=content_type,
            locale=locale,
            translation_key=key,
            show_in_menus=False,
        )
        if language == "en":
            site.root_page_id = made.pk
            site.site_name = "Bartholdi"
            site.save()
    page.objects.filter(pk=welcome).delete()
    for words in FIRST.values():
        page.objects.filter(slug=f"new-{words['slug']}").update(slug=words["slug"])
    page.objects.filter(path="0001").update(numchild=2)


def give_keys(apps, schema_editor):
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    content_type = apps.get_model("contenttypes", "ContentType")
    root = apps.get_model("wagtailcore", "Page").objects.get(path="0001")
    pictures = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)

    def allowed(app_label, model, codename):
        """Django makes its permissions only after the last migration: those that are missing come early."""
        kind, _ = content_type.objects.get_or_create(app_label=app_label, model=model)
        return permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": codename})[0]

    group.objects.filter(name__in=["Editors", "Moderators"]).delete()  # Wagtail's own: one more door to watch
    for role, codenames in editors.PAGES.items():
        for codename in codenames:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.create(
                group=group.objects.get(name=role), page=root, permission=allowed("wagtailcore", "page", codename)
            )
    for role, codenames in editors.PICTURES.items():
        for codename in codenames:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.create(
                group=group.objects.get(name=role), collection=pictures, permission=allowed("wagtailimages", "image", codename)
            )
    for role, names in editors.REST.items():
        group.objects.get(name=role).permissions.add(*(allowed(*name) for name in names))


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_initial"),
        ("accounts", "0002_roles"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.RunPython(make_first_pages, migrations.RunPython.noop),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]

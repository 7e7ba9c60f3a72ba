"""One group per role; who may do what stands in the policies, not in Django's permissions."""

from django.db import migrations

ROLES = ("officer", "director", "auditor", "editor", "administrator")


def make_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for role in ROLES:
        group.objects.get_or_create(name=role)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]

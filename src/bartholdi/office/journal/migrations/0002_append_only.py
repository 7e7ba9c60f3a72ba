"""The database itself refuses to change or remove an entry, and the head starts at zero."""

from django.db import migrations

SENTENCE = "The journal is append-only: an entry is never changed or removed."

SQLITE = [
    f"""CREATE TRIGGER journal_entry_no_{verb} BEFORE {verb} ON journal_entry
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"""
    for verb in ("update", "delete")
] + [
    # REPLACE INTO removes the old row without asking the trigger on delete.
    f"""CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
        WHEN EXISTS (SELECT 1 FROM journal_entry WHERE number = NEW.number OR digest = NEW.digest)
        BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END""",  # noqa: S608  a constant of ours
]
POSTGRESQL = [
    f"""CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
        FOR EACH ROW EXECUTE FUNCTION journal_append_only()""",
    """CREATE TRIGGER journal_entry_not_truncated BEFORE TRUNCATE ON journal_entry
        FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()""",
]


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def start(apps, schema_editor):
    apps.get_model("journal", "Head").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunPython(start, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]

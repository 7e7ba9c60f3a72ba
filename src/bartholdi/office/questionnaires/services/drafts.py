"""The draft of a questionnaire: written whole, changed piece by piece, imported, taken back. Each change keeps the draft before it."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from bartholdi.cores import formspec
from bartholdi.cores.formspec import Spec, SpecError
from bartholdi.cores.formspec.edit import EditError, add_field, add_page, change_field, change_page, meets, opened, written
from bartholdi.cores.formspec.edit.draft import page, question
from bartholdi.office.journal.acts import Actor, act, storable
from bartholdi.office.lib.bilingual import language
from bartholdi.office.lib.workflow import Refused
from bartholdi.office.questionnaires import queries
from bartholdi.office.questionnaires.models import LONGEST_DRAFT, EarlierDraft, Edition, Questionnaire
from bartholdi.office.questionnaires.permissions import POLICY

# One of the changes of `cores.formspec.edit`.
Change = Callable[..., dict[str, Any]]

ADDING: tuple[Change, ...] = (add_field, add_page)
CHANGING: tuple[Change, ...] = (change_field, change_page)
KEPT = 50  # earlier drafts of one questionnaire
TOLD = 5  # changes of others; the page itself shows all


def save_draft(questionnaire: Questionnaire, *, text: str, version: int, by: Actor) -> None:
    """Any text is kept, with its faults: who stops in the middle of a sentence loses nothing."""
    text = storable(text)
    with act("questionnaires.save_draft", questionnaire, by=by, policy=POLICY):
        if text != questionnaire.draft:  # the same text twice is one click too many, not two people
            require_same(questionnaire, version)
            _write(questionnaire, text, by=by)


def change_draft(questionnaire: Questionnaire, change: Change, *, version: int, by: Actor, **facts: Any) -> None:
    """One change of `cores.formspec.edit`, such as `move_field`, with what it needs to know: `key="cv", section="papers"`."""
    with act("questionnaires.change_draft", questionnaire, by=by, policy=POLICY) as running:
        if not _stands_apart(questionnaire, version, change, facts, by):
            require_same(questionnaire, version)
        _require_kept_key(questionnaire, facts)
        try:
            text = storable(written(change(opened(questionnaire.draft), **facts)))
        except EditError as error:
            raise Refused(gettext("Nothing was changed. %(why)s") % {"why": formspec.say(error.fault, language())})
        if text != questionnaire.draft:
            _write(questionnaire, text, by=by)
        running.note(change=change.__name__, key=_key(facts))


def restore_draft(questionnaire: Questionnaire, *, to: int, version: int, by: Actor) -> None:
    """The words of an earlier draft again; those of now stay among the earlier ones, so that this can be taken back too."""
    with act("questionnaires.restore_draft", questionnaire, by=by, policy=POLICY):
        require_same(questionnaire, version)
        earlier = questionnaire.earlier_drafts.filter(version=to).first()
        if earlier is None:
            raise Refused(gettext("Nothing was taken back: this draft is no longer kept."))
        _write(questionnaire, earlier.draft, by=by)
        questionnaire.restored = earlier.restored or earlier.version


def import_spec(questionnaire: Questionnaire, *, content: bytes, version: int, by: Actor) -> None:
    """A file takes the draft's place if it is JSON at all: a wrong file must not bury a good draft."""
    with act("questionnaires.import_spec", questionnaire, by=by, policy=POLICY) as running:
        require_same(questionnaire, version)
        _write(questionnaire, _readable(content), by=by)
        running.note(bytes=len(content))


def require_same(questionnaire: Questionnaire, version: int) -> None:
    if questionnaire.version == version:
        return
    said = [gettext("Nothing was changed: %(person)s saved another draft in the meantime.") % {"person": questionnaire.edited_by}]
    if since := _since(questionnaire, version):
        said.append(gettext("What is different now: %(changes)s.") % {"changes": "; ".join(since)})
    raise Refused(" ".join([*said, gettext("What you wrote is kept; compare, then save again.")]))


def _since(questionnaire: Questionnaire, version: int) -> list[str]:
    """What others changed, in words; nothing where one of the two drafts has faults, or the older one is no longer kept."""
    seen = questionnaire.earlier_drafts.filter(version=version).first()
    if seen is None:
        return []
    try:
        changes = formspec.compare(formspec.loads(seen.draft), formspec.loads(questionnaire.draft))
    except SpecError:
        return []
    told = [formspec.describe(change, language()).rstrip(".") for change in changes]
    return [*told[:TOLD], *(["…"] if len(told) > TOLD else [])]


def differs(spec: Spec, edition: Edition) -> bool:
    return formspec.dump(spec) != formspec.dump(edition.parsed())


def _write(questionnaire: Questionnaire, text: str, *, by: Actor) -> None:
    if len(text) > LONGEST_DRAFT:
        raise Refused(gettext("Nothing was saved: a draft has %(limit)s characters at most.") % {"limit": f"{LONGEST_DRAFT:,}"})
    columns = {name: getattr(questionnaire, name) for name in ("version", "restored", "draft", "edited_by")}
    EarlierDraft.objects.create(questionnaire=questionnaire, **columns)
    questionnaire.earlier_drafts.filter(version__lte=questionnaire.version - KEPT).delete()
    questionnaire.draft, questionnaire.restored = text, 0
    questionnaire.faults, questionnaire.pending = _judged(questionnaire)
    questionnaire.version += 1
    questionnaire.edited_by = str(by)[:200]


def _judged(questionnaire: Questionnaire) -> tuple[int, bool]:
    """How many faults the draft has, and whether it says something else than the newest edition."""
    try:
        spec = formspec.loads(questionnaire.draft)
    except SpecError as error:
        return len(error.faults), True
    last = queries.newest(questionnaire)
    return 0, last is None or differs(spec, last)


def _stands_apart(questionnaire: Questionnaire, version: int, change: Change, facts: dict[str, Any], by: Actor) -> bool:
    """Whether what was saved since this version leaves alone what is changed now: two who work at two places never meet."""
    seen = questionnaire.earlier_drafts.filter(version=version).first()
    if seen is None:
        return False
    if change in ADDING:  # one's own last save and this one are a button pressed twice
        later = questionnaire.earlier_drafts.filter(version__gt=version).values_list("edited_by", flat=True)
        return str(by)[:200] not in {*later, questionnaire.edited_by}
    try:
        if change not in CHANGING:
            return not meets(change, opened(seen.draft), opened(questionnaire.draft), facts)
        return _thing(seen.draft, change, facts) == _thing(questionnaire.draft, change, facts)
    except EditError:
        return False


def _thing(draft: str, change: Change, facts: dict[str, Any]) -> dict[str, Any]:
    """The question; the page without its questions."""
    data = opened(draft)
    if change is change_page:
        return {name: value for name, value in page(data, facts["key"]).items() if name != "fields"}
    section, index = question(data, facts["key"])
    found: dict[str, Any] = section["fields"][index]
    return found


def _key(facts: dict[str, Any]) -> str:
    """Of what is changed: `key` where it was there before, else that of the new question or page."""
    made = facts.get("field") or facts.get("section") or {}
    return str(facts.get("key") or (made["key"] if isinstance(made, dict) else made))


def _require_kept_key(questionnaire: Questionnaire, facts: dict[str, Any]) -> None:
    """Answers are found by the key of their question: with another one, drafts that people are filling in would lose them."""
    before, after = facts.get("key"), facts.get("field", {}).get("key", facts.get("new"))
    if before and after and before != after and before in queries.fixed_keys(questionnaire):
        raise Refused(
            gettext("Nothing was changed: the key “%(key)s” is published, and answers are kept under it. Leave it as it is.")
            % {"key": before}
        )


def _readable(content: bytes) -> str:
    """The text of a file, in its canonical form if it is sound; refused if it is no JSON."""
    try:
        text = content.decode("utf-8-sig") if len(content) <= 4 * LONGEST_DRAFT else ""
        return formspec.dumps(formspec.loads(text))
    except UnicodeDecodeError:
        pass
    except SpecError as error:
        if all(fault.code not in {"not_json", "spec_too_big"} for fault in error.faults):
            return text
    raise Refused(gettext("Nothing was imported: this file is not a questionnaire. Choose a .json file exported from Bartholdi."))

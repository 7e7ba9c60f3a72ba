"""Every letter and e-mail: as it was written, to whom, and how far it got."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bartholdi.office.lib import hidden
from bartholdi.office.lib.policy import holds
from bartholdi.office.lib.searching import Searchable, matching
from bartholdi.office.notices import kinds
from bartholdi.office.notices.workflow import State, Trouble

READERS = frozenset({"officer", "director", "auditor", "administrator"})


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> NoticeQuerySet:
        """The outbox is open to those who run the office, but for letters about what is hidden from them; a private letter's words
        are withheld by the policy."""
        if not holds(user, READERS):
            return self.none()
        return self.exclude(hidden.from_person(user, "cause") | hidden.of_closed_apps(user, "kind"))

    def search(self, query: str) -> NoticeQuerySet:
        return self.filter(matching(query))

    def about(self, cause: str) -> NoticeQuerySet:
        return self.filter(cause=cause)

    def due(self, now: datetime) -> NoticeQuerySet:
        """In the order in which they leave."""
        return self.filter(state=State.QUEUED, next_attempt_at__lte=now).order_by("-urgent", "pk")

    def abandoned(self, now: datetime) -> NoticeQuerySet:
        """Their worker died, or hangs: its lease is over."""
        return self.filter(state=State.SENDING, lease_until__lt=now)

    def held(self) -> NoticeQuerySet:
        return self.filter(state=State.HELD)

    def failed(self) -> NoticeQuerySet:
        return self.filter(state=State.FAILED)

    def uncertain(self) -> NoticeQuerySet:
        """Handed to the mail server, without an answer; not those that an officer already sent again."""
        return self.filter(state=State.UNCERTAIN, again=None)


class Notice(Searchable):
    """The recipient and the cause are kept as text, not as foreign keys: a letter outlives an erased account."""

    kind = models.CharField(_("kind"), max_length=80, db_index=True)
    language = models.CharField(_("language"), max_length=2)
    address = models.EmailField(_("address"), max_length=254)
    label = models.CharField(_("recipient"), max_length=200, blank=True)
    reply_to = models.EmailField(_("answers go to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("letter"), max_length=50_000, blank=True)  # the words, as an officer edits them
    text = models.TextField(_("as plain text"), blank=True)  # body and footer, as they leave
    html = models.TextField(_("as a web page"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED, editable=False)
    private = models.BooleanField(_("private"), default=False, editable=False)
    urgent = models.BooleanField(_("urgent"), default=False, editable=False)
    cause = models.CharField(_("about"), max_length=80, blank=True, db_index=True)
    dedupe = models.CharField(_("written once for"), max_length=200, blank=True)
    message_id = models.CharField(_("number of the mail"), max_length=200, unique=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    edited_by = models.CharField(_("edited by"), max_length=200, blank=True, editable=False)
    first = models.OneToOneField(
        "self", verbose_name=_("sent before as"), null=True, blank=True, on_delete=models.PROTECT, related_name="again"
    )
    created_at = models.DateTimeField(_("written"), db_index=True)
    expires_at = models.DateTimeField(_("leaves before"))
    next_attempt_at = models.DateTimeField(_("leaves at"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0, editable=False)
    lease_until = models.DateTimeField(_("in a worker’s hands until"), null=True, blank=True, editable=False)
    handed_over_at = models.DateTimeField(_("handed to the mail server"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    reply = models.CharField(_("the mail server’s answer"), max_length=500, blank=True, editable=False)
    vouched_by = models.CharField(_("marked as sent by"), max_length=200, blank=True, editable=False)
    trouble = models.CharField(_("what went wrong"), max_length=12, choices=Trouble, blank=True, editable=False)
    last_error = models.CharField(_("the mail server’s words"), max_length=500, blank=True, editable=False)

    # How the desk says a recorded value where the column has no choices of its own.
    journal_words: Mapping[str, Callable[[str], str]] = {"kind": kinds.label}
    # The words may hold a code, and an address is erased with its person: the journal keeps neither.
    journal_secret: Collection[str] = ("address", "label", "reply_to", "subject", "body", "text", "html", "message_id")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="notices_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["dedupe"],
                condition=~Q(dedupe=""),
                name="notices_notice_dedupe",
                violation_error_message=_("This letter was already written."),
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(private=True),
                name="notices_notice_has_words",
                violation_error_message=_("A letter without words cannot leave: write the letter."),
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENDING) | Q(lease_until__isnull=False),
                name="notices_notice_sending_has_lease",
                violation_error_message=_("A letter that leaves has a lease."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Letter %(number)s: %(kind)s") % {"number": self.pk, "kind": kinds.label(self.kind)}

    def searched(self) -> tuple[str, ...]:
        """A private letter is found by its recipient only."""
        return (self.address, self.label) if self.private else (self.address, self.label, self.subject, self.body)

    @property
    def kind_label(self) -> str:
        return kinds.label(self.kind)

    @property
    def enclosures(self) -> Sequence[kinds.Enclosure]:
        """What leaves with it; empty once it is not kept any more."""
        try:
            return kinds.enclosures(self.kind, self.cause)
        except kinds.Gone:
            return ()

    @property
    def kept(self) -> bool:
        """Counted as sent in a demonstration, where nothing leaves."""
        return self.state == State.SENT and not self.reply and not self.vouched_by

    @property
    def title(self) -> str:
        """The subject, unless it may hold a code."""
        return self.kind_label if self.private else self.subject

    @property
    def trouble_in_words(self) -> str:
        label = str(self.get_trouble_display()) if self.trouble else ""
        return f"{label} ({self.last_error})" if label and self.last_error else label


class Relay(models.Model):
    """The one row about the mail server: while it does not answer, no letter is tried, so their order is kept."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    down_since = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    faults = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="notices_relay_is_one_row")]

    def __str__(self) -> str:
        return self.last_error or "up"

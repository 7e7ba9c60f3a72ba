"""The acts on accounts; each is one transaction with its entry in the journal."""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from bartholdi.office.accounts import arrivals, mails, merging, queries, roles
from bartholdi.office.accounts.models import User
from bartholdi.office.accounts.permissions import POLICY
from bartholdi.office.journal.acts import Actor, act, record
from bartholdi.office.lib.workflow import Refused


@transaction.atomic
def create(
    *, email: str, name: str, by: Actor, language: str = User.Language.ENGLISH, zone: str = "", given: tuple[str, ...] = ()
) -> User:
    """An account whose address is known to be its owner's: they sign in by a code. `given` are its roles."""
    user = User(email=email.lower(), name=name, language=language)
    user.zone = zone or user.zone
    user.set_unusable_password()
    with act("accounts.create", user, by=by, policy=POLICY) as running:
        if given:
            running.note(roles=sorted(given))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.set(Group.objects.filter(name__in=given))
    arrivals.proved(user)
    return user


def sign_up(user: User) -> User:
    """Somebody made their own account: nobody had to allow it, and the address is yet to be proved."""
    with act("accounts.sign_up", user, by=user):
        pass
    return user


def pretend_sign_up() -> None:
    """The work of a sign-up, undone: an address that has an account takes as long as one that has none."""
    with transaction.atomic():
        user = User(email=f"{secrets.token_hex(12)}@{User.MERGED}", name="-")
        user.set_unusable_password()
        sign_up(user)
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        transaction.set_rollback(True)


def change_profile(user: User, *, name: str, language: str, zone: str, by: Actor) -> None:
    with act("accounts.change_profile", user, by=by, policy=POLICY):
        user.name, user.language, user.zone = name, language, zone


def give_role(user: User, role: str, *, by: Actor) -> None:
    with act("accounts.give_role", user, by=by, policy=POLICY) as running:
        if role not in roles.ALL:
            raise Refused(_("There is no such role."))
        if not user.is_active:
            raise Refused(_("This account is closed: open it again before giving it a role."))
        if role in user.roles:
            raise Refused(_("This person has that role already."))
        user.groups.add(Group.objects.get(name=role))
        running.note(role=role)
        _tell_of_standing(user, "given", by=by, role=role)
    user.forget_roles()


def take_role(user: User, role: str, *, by: Actor) -> None:
    with act("accounts.take_role", user, by=by, policy=POLICY) as running:
        if role not in user.roles:
            raise Refused(_("This person does not have that role any more."))
        user.groups.remove(Group.objects.get(name=role))
        running.note(role=role)
        _tell_of_standing(user, "taken", by=by, role=role)
    user.forget_roles()


def deactivate(user: User, *, by: Actor) -> None:
    """Closes the account: nobody signs in with it, and who is signed in is signed out."""
    with act("accounts.deactivate", user, by=by, policy=POLICY) as running:
        if not user.is_active:
            raise Refused(_("This account is closed already."))
        user.is_active = False
        running.note(sessions_ended=end_sessions(user))
        _tell_of_standing(user, "closed", by=by)


def reactivate(user: User, *, by: Actor) -> None:
    with act("accounts.reactivate", user, by=by, policy=POLICY):
        if user.is_active:
            raise Refused(_("This account is open already."))
        if user.is_merged:
            raise Refused(_("This account was merged into another one and cannot be opened again."))
        user.is_active = True
        _tell_of_standing(user, "opened", by=by)


def forget_second_step(user: User, *, by: Actor) -> None:
    """A lost telephone: app, passkeys and recovery codes go, open sessions end; staff set up a new one at their next sign-in."""
    with act("accounts.forget_second_step", user, by=by, policy=POLICY) as running:
        if not queries.has_second_factor(user):
            raise Refused(_("This account has no second step any more."))
        queries.authenticators(user).delete()
        running.note(sessions_ended=end_sessions(user))
        _tell_of_standing(user, "second_step_forgotten", by=by)


def _tell_of_standing(user: User, what: str, *, by: Actor, role: str = "") -> None:
    with translation.override(user.language):
        mails.tell(user, "standing_changed", {"what": what, "role": str(roles.LABELS.get(role, "")), "by": str(by)}, by=by)


def end_sessions(user: User) -> int:
    ended = list(queries.sessions(user))
    for session in ended:
        session.end()
    return len(ended)


def require_mergeable(kept: User, other: User) -> None:
    """What a code by mail does not prove: the standing of staff, and the second step that its owner asked for."""
    if kept.pk == other.pk:
        raise Refused(_("This is an address of the account you are signed in to."))
    if not kept.is_active or not other.is_active:
        raise Refused(_("One of the two accounts is closed."))
    if other.is_staff:
        raise Refused(_("The other account belongs to the staff of the office. Ask an administrator to take its roles first."))
    if queries.has_second_factor(other):
        raise Refused(
            _("The other account is protected by a second step. Sign in to it, turn its second step off, then come back here.")
        )


def merge(kept: User, other: User, *, by: Actor) -> None:
    """Moves everything of `other` into `kept` and closes `other`; the caller has had the address of `other` proved."""
    with transaction.atomic():
        # Both rows in one order, whoever merges: two merges at once wait for each other instead of blocking for ever.
        list(User.objects.filter(pk__in=[kept.pk, other.pk]).order_by("pk").select_for_update(of=("self",)))
        with act("accounts.merge", kept, by=by, policy=POLICY) as running:
            other.refresh_from_db()
            other.forget_roles()
            require_mergeable(kept, other)
            running.note(merged=other.journal_key, label=str(other), moved=dict(merging.what_would_move(other)))
            mails.tell(kept, "merge_done", {"other": other.email}, by=by)
            for mover in merging.movers():
                mover.move(other, kept)
        with act("accounts.close_merged", other, by=by) as running:
            running.note(into=kept.journal_key, sessions_ended=end_sessions(other))
            other.email = f"merged-{other.pk}@{User.MERGED}"
            other.is_active = False
            other.set_unusable_password()


def record_sign_in(user: User, *, method: str) -> None:
    """Neither address nor browser: the journal keeps for ever, and sessions show these to their owner."""
    with transaction.atomic():
        record("accounts.sign_in", user, by=user, change={"method": method})


def record_failed_sign_in(user: User | None, *, by: Actor, method: str) -> None:
    """Also for an address nobody has: the same work for both, so that time tells nothing."""
    with transaction.atomic():
        record("accounts.fail_sign_in", user, by=by, change={"method": method})


@transaction.atomic
def prove_address(user: User, address: str) -> None:
    """What waits for whoever has this address is theirs from here on."""
    record_change("accounts.prove_address", user, by=user, address=address)
    arrivals.proved(user)


def record_change(name: str, user: User, *, by: Actor, **facts: str) -> None:
    """What allauth has changed by itself: `accounts.add_passkey`, `accounts.remove_address`."""
    with transaction.atomic():
        record(name, user, by=by, change=dict(facts))

"""Who may do what with an account; `subject` is the account, None where the act makes one."""

from bartholdi.office.accounts import roles
from bartholdi.office.journal.acts import System
from bartholdi.office.lib.policy import Policy, Rule, has_role

is_system = Rule(lambda user, subject: isinstance(user, System), "Bartholdi itself")
is_self = Rule(lambda user, subject: subject is not None and getattr(user, "pk", None) == subject.pk, "the person")
is_staff = Rule(lambda user, subject: bool(getattr(user, "is_staff", False)), "staff")
reads_cases = has_role(*sorted(roles.CASE_READERS))
is_administrator = has_role(roles.ADMINISTRATOR)
is_owner = Rule(lambda user, document: document.owner_id == user.pk, "the owner")

POLICY = Policy(
    {
        "view": is_self | is_staff,
        # A file of everybody's addresses leaves the office with whoever takes it.
        "export": has_role(roles.DIRECTOR, roles.AUDITOR, roles.ADMINISTRATOR),
        "create": is_administrator | is_system,
        "change_profile": is_self,
        "merge": is_self,
        # Nobody changes their own standing: so an administrator always remains, and nobody is promoted by a stolen session alone.
        "give_role": (is_administrator & ~is_self) | is_system,
        "take_role": (is_administrator & ~is_self) | is_system,
        "deactivate": (is_administrator & ~is_self) | is_system,
        "reactivate": (is_administrator & ~is_self) | is_system,
        # For a lost telephone. Who forgets somebody's second step could read their mail too: so it is told and recorded.
        "forget_second_step": is_administrator & ~is_self,
    }
)

DOCUMENT_POLICY = Policy(
    {"view_document": is_owner, "keep_document": is_owner, "rename_document": is_owner, "discard_document": is_owner}
)

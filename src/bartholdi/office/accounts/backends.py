"""How the account of a session is read: whether it has any role comes with it, since most who sign in have none to be asked for."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from bartholdi.office.accounts.models import User


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: int) -> User | None:
        given = Exists(User.groups.through.objects.filter(user=OuterRef("pk")))
        user = User.objects.get_queryset().annotate(has_roles=given).filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        if not user.has_roles:
            user.roles = frozenset()
        return user

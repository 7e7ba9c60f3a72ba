"""`bartholdi appoint ADDRESS ROLE`: gives a role from the machine itself, where nobody at the desk can give one yet."""

import sys

import django


def appoint(address: str, role: str) -> int:
    django.setup()
    from bartholdi.office.accounts import services
    from bartholdi.office.accounts.models import User
    from bartholdi.office.accounts.roles import ALL
    from bartholdi.office.journal.acts import System
    from bartholdi.office.lib.workflow import Refused

    if role not in ALL:
        print(f"bartholdi: there is no role {role!r}. The roles are: {', '.join(sorted(ALL))}.", file=sys.stderr)
        return 2
    user = User.objects.filter(email=address.lower()).first()
    if user is None:
        print(
            f"bartholdi: nobody has an account with {address}. Make one on the site first, then run this again.", file=sys.stderr
        )
        return 1
    try:
        services.give_role(user, role, by=System("command line"))
    except Refused as refused:
        print(f"bartholdi: {refused}", file=sys.stderr)
        return 1
    print(f"{user} ({user.email}) is now {role}; the journal says so.")
    return 0

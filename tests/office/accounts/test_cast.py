"""The cast of the tests is what it says it is."""

from bartholdi.office.accounts.models import User


def test_everybody_of_the_cast_has_the_roles_of_their_part(cast: dict[str, User]) -> None:
    assert {part: set(user.roles) for part, user in cast.items()} == {
        "applicant": set(),
        "stranger": set(),
        "officer": {"officer"},
        "director": {"director"},
        "auditor": {"auditor"},
        "editor": {"editor"},
        "administrator": {"administrator"},
    }

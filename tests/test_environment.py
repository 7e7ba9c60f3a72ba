"""What is read from the environment, as settings take it."""

from bartholdi import environment


def test_a_postgresql_address_keeps_its_options_and_its_connections_are_tried_before_use() -> None:
    url = "postgresql://b%40rt:p%2Fw@db.example:6432/office?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    assert environment.database(url) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "office",
        "USER": "b@rt",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "sslmode": "verify-full",
            "sslrootcert": "/etc/ca.pem",
        },
        "CONN_HEALTH_CHECKS": True,
    }


def test_a_socket_is_named_by_its_folder() -> None:
    database = environment.database("postgresql:///office?host=/run/postgresql")
    assert (database["HOST"], database["NAME"], list(database["OPTIONS"])) == ("/run/postgresql", "office", ["pool"])

"""Kept files: on the disk nobody else may read them; by the environment they go to S3-compatible storage instead."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from django.core.files.base import ContentFile
from moto.server import ThreadedMotoServer

from bartholdi.office.lib.stored import private

ROUND_TRIP = """
import django; django.setup()
from django.core.files.base import ContentFile
from bartholdi.office.lib.stored import private
name = private().save("accounts/ab/abcdef", ContentFile(b"my paper"))
print(name, private().open(name).read().decode(), private().size(name))
"""


def test_a_private_file_is_readable_by_its_server_only() -> None:
    name = private().save("tests/ab/abcdef", ContentFile(b"my paper"))
    try:
        assert Path(private().path(name)).stat().st_mode & 0o077 == 0
        with pytest.raises(ValueError, match="has no address"):
            private().url(name)
    finally:
        private().delete(name)


@pytest.fixture
def bucket() -> Iterator[tuple[str, str]]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="k", aws_secret_access_key="s", region_name="us-east-1")
    client.create_bucket(Bucket="papers")
    yield endpoint, "papers"
    server.stop()


def test_files_go_to_s3_where_the_environment_says_so(bucket: tuple[str, str]) -> None:
    endpoint, name = bucket
    environment = {
        **os.environ,
        "BARTHOLDI_S3_BUCKET": name,
        "BARTHOLDI_S3_ENDPOINT": endpoint,
        "BARTHOLDI_S3_REGION": "us-east-1",
        "BARTHOLDI_S3_ACCESS_KEY": "k",
        "BARTHOLDI_S3_SECRET_KEY": "s",
    }
    done = subprocess.run(
        [sys.executable, "-c", ROUND_TRIP], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.split("\n")[0]) == (0, "accounts/ab/abcdef my paper 8"), done.stderr
    client = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="k", aws_secret_access_key="s", region_name="us-east-1")
    assert [row["Key"] for row in client.list_objects(Bucket=name)["Contents"]] == ["private/accounts/ab/abcdef"]

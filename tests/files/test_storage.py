from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_portal.files.bucket_storage import BucketStorage
from citizen_portal.files.folder_storage import FolderStorage
from citizen_portal.files.storage import FileStorage, open_storage
from citizen_portal.files.stored_key import (
    FileDamaged,
    FileMissing,
    StorageUnavailable,
    is_key,
    key_of,
)

PAPER = b"m\xe1\xbb\x99t t\xe1\xbb\x9d gi\xe1\xba\xa5y"
ABSENT = key_of(b"never stored")


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[BucketStorage]:
    for name, value in {
        "AWS_ENDPOINT": s3_endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=s3_endpoint)
    client.create_bucket(Bucket="papers")
    opened = open_storage("s3://papers/portal")
    assert isinstance(opened, BucketStorage)
    yield opened
    for found in client.list_objects_v2(Bucket="papers").get("Contents", []):
        client.delete_object(Bucket="papers", Key=found["Key"])
    client.delete_bucket(Bucket="papers")
    client.close()


@pytest.fixture
def folder(tmp_path: Path) -> FolderStorage:
    opened = open_storage((tmp_path / "giấy tờ").as_uri())
    assert isinstance(opened, FolderStorage)
    return opened


@pytest.fixture(params=["folder", "bucket"])
def storage(request: pytest.FixtureRequest) -> FileStorage:
    made: FileStorage = request.getfixturevalue(request.param)
    return made


def replace_behind_its_back(storage: FileStorage, key: str, content: bytes) -> None:
    if isinstance(storage, FolderStorage):
        (storage.folder / key).write_bytes(content)
    else:
        client = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT"])
        client.put_object(Bucket="papers", Key=f"portal/{key}", Body=content)
        client.close()


def test_what_is_put_comes_back(storage: FileStorage) -> None:
    key = storage.put(PAPER)
    assert key == key_of(PAPER)
    assert is_key(key)
    assert storage.get(key) == PAPER
    assert storage.exists(key)
    assert not storage.exists(ABSENT)


def test_empty_and_largest(storage: FileStorage) -> None:
    for data in (b"", os.urandom(10 * 1024 * 1024)):
        assert storage.get(storage.put(data)) == data


def test_the_same_content_is_stored_once(storage: FileStorage) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(storage.put, [PAPER] * 24))
    assert list(storage.stored_before(datetime.now(UTC) + timedelta(hours=1))) == list(keys)


def test_what_was_replaced_is_not_given_out(storage: FileStorage) -> None:
    key = storage.put(PAPER)
    replace_behind_its_back(storage, key, PAPER + b".")
    with pytest.raises(FileDamaged):
        storage.get(key)
    storage.put(PAPER)
    assert storage.get(key) == PAPER


def test_what_is_not_there(storage: FileStorage) -> None:
    with pytest.raises(FileMissing):
        storage.get(ABSENT)
    storage.delete(ABSENT)


@pytest.mark.parametrize(
    "key", ["", "../../secret", "sha256/aa/bb/../../x", ABSENT + "\n", ABSENT.upper(), f"/{ABSENT}"]
)
def test_keys_that_are_none(storage: FileStorage, key: str) -> None:
    assert not storage.exists(key)
    storage.delete(key)
    with pytest.raises(FileMissing):
        storage.get(key)


@given(st.binary(max_size=64))
def test_a_key_says_its_folders_twice(data: bytes) -> None:
    key = key_of(data)
    assert is_key(key)
    digest = key[-64:]
    assert not is_key(f"sha256/{digest[1:3]}/{digest[2:4]}/{digest}") or digest[:2] == digest[1:3]


def test_the_sweeper_sees_what_is_old_and_removes_what_nobody_put_again(
    storage: FileStorage,
) -> None:
    key = storage.put(PAPER)
    later = datetime.now(UTC) + timedelta(minutes=5)
    earlier = datetime.now(UTC) - timedelta(minutes=5)
    assert list(storage.stored_before(later)) == [key]
    assert list(storage.stored_before(earlier)) == []
    storage.delete(key, put_before=earlier)
    assert storage.get(key) == PAPER
    storage.delete(key, put_before=later)
    assert not storage.exists(key)
    storage.delete(storage.put(PAPER))
    assert not storage.exists(key)


def test_putting_again_makes_it_new_again(folder: FolderStorage) -> None:
    key = folder.put(PAPER)
    week_ago = time.time() - 7 * 86_400
    os.utime(folder.folder / key, (week_ago, week_ago))
    day_ago = datetime.now(UTC) - timedelta(days=1)
    assert list(folder.stored_before(day_ago)) == [key]
    folder.put(PAPER)
    assert list(folder.stored_before(day_ago)) == []


def test_a_cut_off_write_leaves_nothing_that_counts(folder: FolderStorage) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from citizen_portal.files.folder_storage import FolderStorage\n"
        "os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "FolderStorage(Path(sys.argv[1])).put(b'half')\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(folder.folder)], check=False)
    assert ended.returncode == -9
    assert not folder.exists(key_of(b"half"))
    assert len(unfinished(folder)) == 1
    assert list(folder.stored_before(datetime.now(UTC) - timedelta(days=1))) == []
    assert len(unfinished(folder)) == 1
    assert list(folder.stored_before(datetime.now(UTC) + timedelta(days=1))) == []
    assert unfinished(folder) == []


def unfinished(folder: FolderStorage) -> list[Path]:
    return [path for path in folder.folder.rglob("*") if path.name.startswith(".")]


def test_each_write_reaches_the_disk_before_it_is_acknowledged(
    folder: FolderStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    real_sync = os.fsync

    def sync(handle: int) -> None:
        synced.append(Path(os.readlink(f"/proc/self/fd/{handle}")))
        real_sync(handle)

    monkeypatch.setattr(os, "fsync", sync)
    place = folder.folder / folder.put(PAPER)
    assert synced[0].parent == place.parent
    assert synced[0].name.startswith(".")
    assert synced[1:] == [place.parent, *list(place.parents)[1:4]]


def test_a_place_that_takes_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageUnavailable):
        FolderStorage(tmp_path / "file").put(PAPER)


def test_a_full_disk_loses_nothing_and_leaves_nothing(folder: FolderStorage) -> None:
    folder.put(PAPER)
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from citizen_portal.files.folder_storage import FolderStorage, StorageUnavailable\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        "    FolderStorage(Path(sys.argv[1])).put(bytes(2000))\n"
        "except StorageUnavailable:\n"
        "    sys.exit(7)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(folder.folder)], check=False)
    assert ended.returncode == 7
    assert folder.get(key_of(PAPER)) == PAPER
    assert unfinished(folder) == []
    assert not folder.exists(key_of(bytes(2000)))


def test_a_bucket_that_is_not_there(bucket: BucketStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not BucketStorage("papers", "elsewhere").exists(bucket.put(PAPER))
    with pytest.raises(StorageUnavailable):
        BucketStorage("no-such-bucket", "").put(PAPER)


def test_a_bucket_opened_before_a_fork_serves_after_it(bucket: BucketStorage) -> None:
    script = (
        "import os, sys\n"
        "from citizen_portal.files.storage import open_storage\n"
        "storage = open_storage('s3://papers/portal')\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    sys.exit(0 if storage.get(storage.put(b'paper')) == b'paper' else 1)\n"
        "sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)
    assert ended.returncode == 0


@pytest.mark.parametrize("url", ["", "papers", "file://host/a", "file:a", "s3:///a", "ftp://a/b"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(ValueError, match="PORTAL_FILES_URL"):
        open_storage(url)

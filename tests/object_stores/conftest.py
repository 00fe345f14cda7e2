"""An object store on loopback, and a quick language and news for runs on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from pipeline.running import run as run_module

sys.path.insert(0, str(Path(__file__).parents[1] / "running"))

from quick_news import language_of_numbers, map_with

Put = Callable[[str, str | bytes], None]


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    moto = pytest.importorskip("moto.server", reason="needs moto: pip install 'moto[server]'")
    pytest.importorskip("s3fs", reason="needs s3fs: pip install 'uvdot[s3]'")
    server = moto.ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of an empty bucket."""
    for name, value in {
        "AWS_ENDPOINT_URL": s3_server,
        "AWS_ACCESS_KEY_ID": "of-tests",
        "AWS_SECRET_ACCESS_KEY": "of-tests",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs  # noqa: PLC0415

    name = f"news-{uuid4().hex[:8]}"
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem(use_listings_cache=False).mkdir(name)
    return f"s3://{name}"


@pytest.fixture
def put(bucket: str) -> Put:
    """Write an object of the bucket."""
    from pipeline.object_stores import file_system  # noqa: PLC0415

    def write(name: str, content: str | bytes) -> None:
        store, path = file_system(f"{bucket}/{name}")
        store.pipe_file(path, content.encode() if isinstance(content, str) else content)

    return write


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Runs of the test find numbers and nothing else, in this process; it begins in the empty folder that this is."""
    monkeypatch.setattr(run_module, "map_shards", map_with(language_of_numbers()))
    monkeypatch.chdir(tmp_path)
    return tmp_path

"""The whole Language and one dataset of the corpus, each made once for all tests that look at them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from pipeline.language import build_language
from pipeline.running.run import RunSummary, run
from pipeline.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session", autouse=True)
def _runs_start_no_worker_process() -> Iterator[None]:
    """Runs whose engine is not what a test is about stay in the process of the tests, which has imported everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UVDOT_ENGINE", "here")
        yield


@pytest.fixture(scope="session")
def processor_seconds() -> Callable[[Callable[[], object]], float]:
    """Measures a call without the search for garbage, which goes through all that the tests before have loaded."""

    def seconds(call: Callable[[], object]) -> float:
        gc.disable()
        try:
            start = time.process_time()
            call()
            return time.process_time() - start
        finally:
            gc.enable()

    return seconds


@pytest.fixture(scope="session")
def language() -> Language:
    """The Language of the project with every component."""
    return build_language()


@pytest.fixture(scope="session")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> RunSummary:
    """A run over corpus/articles and one input of each kind that is rejected; `dataset.out` is its folder."""
    folder = tmp_path_factory.mktemp("dataset")
    bad = folder / "bad"
    bad.mkdir()
    (bad / "empty.txt").write_text("")
    (bad / "english.txt").write_text("Nothing in this text is Hebrew.")
    (bad / "sheet.xlsx").write_bytes(b"PK")
    (bad / "torn.jsonl").write_text('{"text": "הוועד המרכזי התכנס במחוז", "id": "t-1"}\n{"text": "הוועד', "utf-8")
    (bad / "twice.jsonl").write_text('{"text": "הוועד המרכזי התכנס שוב במחוז", "id": "t-1"}\n', "utf-8")
    (bad / "copy.txt").write_text("הוועד המרכזי התכנס במחוז", "utf-8")
    return run([str(CORPUS / "articles"), str(bad)], folder / "out", Settings(workers=1))

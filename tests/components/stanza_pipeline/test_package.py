"""Which folders can be loaded, and what is said of the others."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
import spacy

from pipeline.components.stanza_pipeline.factory import SHIPPED_PACKAGE
from pipeline.errors import StanzaFolderError, StanzaNotInstalledError


def load(folder: Path, package: str | None = None) -> None:
    spacy.blank("he").add_pipe("hebrew_stanza", config={"folder": str(folder), "package": package})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_PACKAGE, tmp_path / "package"))


def test_without_stanza_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stanza", None)
    with pytest.raises(StanzaNotInstalledError, match=r"pip install 'uvdot\[stanza\]'"):
        load(SHIPPED_PACKAGE)


@pytest.mark.parametrize("name", ["nowhere", ""])
def test_a_folder_that_is_missing_or_empty(tmp_path: Path, name: str) -> None:
    with pytest.raises(StanzaFolderError, match=r"it has no resources\.json.*stanza\.download\('he', model_dir="):
        load(tmp_path / name)


def test_a_folder_without_a_tokenizer(copy: Path) -> None:
    shutil.rmtree(copy / "he" / "tokenize")
    with pytest.raises(StanzaFolderError, match="it has no model in he/tokenize"):
        load(copy)


def test_a_torn_model(copy: Path) -> None:
    pytest.importorskip("stanza")
    (copy / "he" / "mwt" / "uvdot.pt").write_bytes(b"torn")
    with pytest.raises(StanzaFolderError, match=r"No Stanza package can be loaded from .*Error, "):
        load(copy)


def test_of_several_models_one_must_be_chosen(copy: Path) -> None:
    pytest.importorskip("stanza")
    shutil.copyfile(copy / "he" / "mwt" / "uvdot.pt", copy / "he" / "mwt" / "other.pt")
    with pytest.raises(StanzaFolderError, match="choose the package among other, uvdot"):
        load(copy)
    load(copy, package="other")


def test_a_folder_without_an_expander_that_its_tokenizer_needs(copy: Path) -> None:
    pytest.importorskip("stanza")
    shutil.rmtree(copy / "he" / "mwt")
    with pytest.raises(StanzaFolderError, match=r"FileNotFoundError, .*he/mwt/uvdot\.pt"):
        load(copy)

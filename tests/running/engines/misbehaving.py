"""A language that does to its worker what a marked text says; workers import it by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components import fact_spans  # noqa: F401 - registers the extensions of a Doc
from pipeline.settings import Settings

CRASHES, HANGS, GROWS, IS_KILLED_ONCE = "קורס", "נתקע", "תופח", "נהרג"
# Where the articles that are ended but once are remembered.
FOLDER = "MISBEHAVING_FOLDER"


def misbehaving_language(settings: Settings) -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("misbehaving")
    return nlp


def language_that_dies(settings: Settings) -> Language:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("unreachable")


def language_that_fails(settings: Settings) -> Language:
    raise ZeroDivisionError("no language")


@Language.component("misbehaving")
def misbehaving(doc: Doc) -> Doc:
    if CRASHES in doc.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if HANGS in doc.text:
        time.sleep(3600)
    if GROWS in doc.text:
        grown = [bytearray(64 * 1024 * 1024) for _ in range(1024)]
        raise AssertionError(f"{len(grown)} times 64 MiB were given")
    if IS_KILLED_ONCE in doc.text:
        remembered = Path(os.environ[FOLDER]) / f"{len(doc.text)}"
        if not remembered.exists():
            remembered.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    print("a component that prints to standard output")
    return doc

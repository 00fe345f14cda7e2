"""The review widget for notebooks: a session of one reviewer, shown by one JavaScript module."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

import anywidget
import traitlets

from pipeline.components.fact_spans import FACT_CLASSES
from pipeline.errors import UvdotError
from pipeline.reviewing.decisions import DecisionLog
from pipeline.reviewing.fields import empty_fields, fields_of
from pipeline.reviewing.marking import KIND_NAMES, KIND_SIGNS
from pipeline.reviewing.reviewed_dataset import ReviewedDataset, decisions_beside
from pipeline.reviewing.session import ReviewSession

_HERE = Path(__file__).parent


class ReviewWidget(anywidget.AnyWidget):
    """Review a dataset in a notebook.

    ``out`` is the dataset's folder, ``annotator`` who reviews (the system's user by default), ``decisions`` the file of
    decisions (beside the dataset by default, so that it outlives runs). With ``adjudicate`` the queue holds what annotators
    disagree on. Raises DatasetNotFoundError and DecisionsFileError.
    """

    _esm = _HERE / "widget.js"
    _css = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("marks.css", "widget.css"))
    kinds = traitlets.Dict().tag(sync=True)
    owner = traitlets.Unicode().tag(sync=True)
    adjudicates = traitlets.Bool().tag(sync=True)

    def __init__(
        self,
        out: str | Path,
        *,
        annotator: str | None = None,
        decisions: str | Path | None = None,
        adjudicate: bool = False,
    ) -> None:
        folder = Path(out)
        log = DecisionLog(Path(decisions) if decisions else decisions_beside(folder))
        self._one_at_a_time = Lock()  # a notebook may answer in several threads
        name = (annotator or getpass.getuser()).strip()
        self.session = ReviewSession(ReviewedDataset(folder), log, name, adjudicate=adjudicate)
        super().__init__(
            kinds={kind: _form_of(kind) for kind in FACT_CLASSES},
            owner=f"{log.identity}:{self.session.reviewer.role}:{name}",
            adjudicates=adjudicate,
        )
        self.on_msg(self._answer)

    def _answer(self, _: Any, message: dict[str, Any], __: Any) -> None:
        answer: dict[str, Any] = {"refused": "תקלה בתוכנה; ההחלטה לא נרשמה. הפרטים ביומן של המחברת."}
        try:
            with self._one_at_a_time:
                answer = self.session.handle(message["request"])
        except UvdotError as error:
            answer = {"refused": str(error)}
        finally:
            self.send({"id": message["id"], "answer": answer})


def _form_of(kind: Any) -> dict[str, Any]:
    return {
        "name": KIND_NAMES[kind],
        "sign": KIND_SIGNS[kind],
        "fields": [asdict(field) for field in fields_of(kind).values()],
        "empty": empty_fields(kind, ""),
    }

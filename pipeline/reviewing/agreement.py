"""How far annotators agree: on what is a fact, on its characters, and on its fields."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Literal

import pandas as pd
import regex
from rich.console import Console
from rich.table import Table

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.errors import NotebooksNotInstalledError
from pipeline.reviewing.decisions import DecisionLog, Event
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.reviewing.standing import Reviewer, Standing

# Whether a finding of the program is a fact; which words facts of a kind cover; what a field of a fact holds.
Question = Literal["decision", "words", "field"]

# Of one unit (a finding, a word, a field of a fact), what each annotator answered.
Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Agreement of these annotators on one question.

    ``observed`` is the share of units on which all of them who answered agree. ``kappa`` (Cohen) is given for two,
    ``alpha`` (Krippendorff, nominal) for any number. Both are None where everybody gave one and the same answer throughout:
    then there was no chance to disagree.
    """

    question: Question
    kind: FactKind
    field: str | None
    annotators: str
    units: int
    observed: float
    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every question for every pair of annotators, and for all of them where there are more than two."""

    rows: list[AgreementRow]

    def as_frame(self) -> pd.DataFrame:
        """The rows as a table."""
        frame: pd.DataFrame = pd.DataFrame(
            [asdict(row) for row in self.rows], columns=list(AgreementRow.__dataclass_fields__)
        )
        return frame


def agreement_of(dataset: ReviewedDataset, log: DecisionLog) -> Agreement:
    """Agreement on the articles of the dataset.

    Decisions are compared on findings that two annotators decided on; words in articles that two have finished; fields on
    mentions that two kept under one id.
    """
    units = _units(dataset, Standing(log.events()))
    rows = []
    for (question, kind, field), answers in units.items():
        everybody = sorted({name for answer in answers for name in answer})
        groups = [list(pair) for pair in combinations(everybody, 2)]
        if len(everybody) > 2:
            groups.append(everybody)
        for group in groups:
            row = _row(question, kind, field, group, answers)
            if row:
                rows.append(row)
    return Agreement(rows)


def print_agreement(agreement: Agreement, console: Console) -> None:
    """Print the rows as a table."""
    table = Table("question", "kind", "field", "annotators", "units", "observed", "kappa", "alpha")
    for row in agreement.rows:
        figures = ("-" if value is None else f"{value:.3f}" for value in (row.observed, row.kappa, row.alpha))
        table.add_row(row.question, row.kind, row.field or "", row.annotators, f"{row.units:,}", *figures)
    console.print(table)


def _row(
    question: Question, kind: FactKind, field: str | None, group: list[str], answers: Sequence[Answers]
) -> AgreementRow | None:
    shared = [{name: answer[name] for name in group if name in answer} for answer in answers]
    shared = [answer for answer in shared if len(answer) > 1]
    if not shared:
        return None
    observed = sum(len(set(answer.values())) == 1 for answer in shared) / len(shared)
    kappa = cohen_kappa([(answer[group[0]], answer[group[1]]) for answer in shared]) if len(group) == 2 else None
    return AgreementRow(
        question, kind, field, ", ".join(group), len(shared), observed, kappa, krippendorff_alpha(shared, group)
    )


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two annotators; None where both gave one answer throughout, so that chance agreement is certain."""
    total = len(pairs)
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    by_chance = sum(first[answer] * second[answer] for answer in first) / total**2
    if by_chance == 1:
        return None
    observed = sum(a == b for a, b in pairs) / total
    return (observed - by_chance) / (1 - by_chance)


def krippendorff_alpha(answers: Sequence[Answers], annotators: Sequence[str]) -> float | None:
    """Krippendorff's alpha for nominal answers, some of which may be missing; None where there is but one answer.

    Raises NotebooksNotInstalledError where the library is not there.
    """
    try:
        import krippendorff  # noqa: PLC0415 - of an extra
    except ImportError:
        raise NotebooksNotInstalledError("krippendorff") from None
    codes = {value: code for code, value in enumerate(sorted({v for answer in answers for v in answer.values()}))}
    if len(codes) < 2:
        return None
    data = [
        [float(codes[answer[name]]) if name in answer else float("nan") for answer in answers] for name in annotators
    ]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _units(dataset: ReviewedDataset, standing: Standing) -> dict[tuple[Question, FactKind, str | None], list[Answers]]:
    units: dict[tuple[Question, FactKind, str | None], list[Answers]] = defaultdict(list)
    for content in standing.texts():
        place = dataset.place_of(content)
        if place is None:
            continue
        kept: dict[FactKind, list[Event]] = defaultdict(list)
        for fact_id in standing.decided_in(content):
            decisions = {
                reviewer.name: event
                for reviewer, event in standing.decisions((content, fact_id)).items()
                if reviewer.role == "annotator"
            }
            kind = next((event.kind for event in decisions.values()), None)
            if kind is None:
                continue
            if fact_id in dataset.facts(place):
                verdicts = {name: "fact" if event.value else "none" for name, event in decisions.items()}
                units["decision", kind, None].append(verdicts)
            kept[kind] += [event for event in decisions.values() if event.value]
            for field in {name for event in decisions.values() if event.value for name in event.value.fields}:
                units["field", kind, field].append(_values_of(decisions, field))
        finished = {reviewer for reviewer in standing.finished_by(content) if reviewer.role == "annotator"}
        if len(finished) > 1:
            for kind in FACT_CLASSES:
                units["words", kind, None] += _words_covered(dataset, place, kept[kind], finished)
    order = {kind: number for number, kind in enumerate(FACT_CLASSES)}
    return dict(sorted(units.items(), key=lambda unit: (unit[0][0], order[unit[0][1]], unit[0][2] or "")))


def _values_of(decisions: Mapping[str, Event], field: str) -> dict[str, str]:
    return {
        name: json.dumps(event.value.fields[field], ensure_ascii=False)
        for name, event in decisions.items()
        if event.value and field in event.value.fields
    }


def _words_covered(
    dataset: ReviewedDataset, place: int, kept: Sequence[Event], finished: set[Reviewer]
) -> list[dict[str, str]]:
    """For each word of the article, by annotator, whether a mention of theirs covers it."""
    article = dataset.article(place)
    covered: dict[str, set[int]] = {reviewer.name: set() for reviewer in finished}
    for event in kept:
        if event.annotator in covered and event.value:
            covered[event.annotator].update(
                range(*article.alignment.to_text(event.value.raw_start, event.value.raw_end))
            )
    return [
        {name: "out" if inside.isdisjoint(range(*word.span())) else "in" for name, inside in covered.items()}
        for word in regex.finditer(r"[\p{L}\p{M}\p{N}]+", article.text)
    ]

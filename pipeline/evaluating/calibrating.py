"""Learns from annotated articles what the confidences of rules and models are worth: ``uvdot calibrate``.

The share of right facts of a source, at each of its own confidences, is drawn towards that of all facts of its kind, as if
``PRIOR_ARTICLES`` more articles had shown just that; so a rule that was seen twice says little, and one that was seen often
speaks for itself. It is articles that count, for what is right once in an article is mostly right again. Confidences seen in
few articles are taken together, and a source's shares never fall where its own confidence rises.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.components.confidence.calibration import Calibration, Step
from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.evaluating.gold import GoldArticle
from pipeline.evaluating.reliability import JudgedFact, judged_facts
from pipeline.language import COMPONENTS, build_language
from pipeline.language_models import ModelName

MODELS = (ModelName.RULES,)
"""Those that have learnt nothing from the development gold, so that what they find there is as good as elsewhere."""
LEARNT_FROM_THE_GOLD = frozenset({"ner:he_news_sm", "ner:he_news_trf"})
"""Sources whose model was trained on the development gold, and whose steps were taken before that."""
PRIOR_ARTICLES = 3
LEAST_ARTICLES = 5
FOLDS = 6
# A source's own confidences are told apart by these.
_CONFIDENCE_EDGES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98)
_DIGITS = 3


def judge_by_models(articles: Sequence[GoldArticle]) -> dict[ModelName, list[JudgedFact]]:
    """The facts of the articles under every model, with the confidences that rules and models give themselves."""
    uncalibrated = [name for name in COMPONENTS if name != "hebrew_confidence"]
    return {model: judged_facts(articles, build_language(uncalibrated, model=model)) for model in MODELS}


def calibrate_runs(runs: Iterable[Sequence[JudgedFact]]) -> Calibration:
    """The calibration that the facts of several runs over the same articles teach; a source weighs the same in how many it is."""
    runs = list(runs)
    runs_with = Counter(key for run in runs for key in {(fact.kind, fact.source) for fact in run})
    kinds: dict[FactKind, _Share] = defaultdict(_Share)
    bands: dict[tuple[FactKind, str], dict[int, _Share]] = defaultdict(lambda: defaultdict(_Share))
    for run in runs:
        for fact in run:
            key = (fact.kind, fact.source)
            band = bisect_right(_CONFIDENCE_EDGES, fact.confidence)
            for share in (kinds[fact.kind], bands[key][band]):
                share.add(fact, 1 / runs_with[key])
    steps: dict[FactKind, dict[str, list[Step]]] = {kind: {} for kind in FACT_CLASSES if kind in kinds}
    for (kind, source), shares in sorted(bands.items()):
        steps[kind][source] = _rising_steps(shares, kinds[kind].probability(0.5, prior_articles=1))
    return Calibration(steps=steps)


@dataclass(slots=True)
class _Share:
    """How many facts there are, how many of them are right, and in which articles they stand."""

    facts: float = 0.0
    right: float = 0.0
    articles: set[str] = field(default_factory=set)

    def add(self, fact: JudgedFact, weight: float) -> None:
        self.facts += weight
        self.right += weight * fact.is_right
        self.articles.add(fact.article_id)

    def __add__(self, other: _Share) -> _Share:
        return _Share(self.facts + other.facts, self.right + other.right, self.articles | other.articles)

    def probability(self, prior: float, prior_articles: int = PRIOR_ARTICLES) -> float:
        """The share that is right, as if so many more articles had shown ``prior``."""
        count = len(self.articles)
        return round((count * self.right / self.facts + prior_articles * prior) / (count + prior_articles), _DIGITS)


def _rising_steps(bands: dict[int, _Share], of_kind: float) -> list[Step]:
    """The steps of one source: neighbouring bands become one where one is seldom or the surer is right less often."""
    edges = (0.0, *_CONFIDENCE_EDGES)
    pooled: list[tuple[float, _Share]] = []
    for band, share in sorted(bands.items()):
        least, pool = edges[band] if pooled else 0.0, share
        while pooled and not _are_apart(pooled[-1][1], pool, of_kind):
            least, before = pooled.pop()
            pool = before + pool
        pooled.append((least, pool))
    return [Step(least=least, right=pool.probability(of_kind)) for least, pool in pooled]


def _are_apart(less_sure: _Share, surer: _Share, of_kind: float) -> bool:
    if min(len(less_sure.articles), len(surer.articles)) < LEAST_ARTICLES:
        return False
    return less_sure.probability(of_kind) < surer.probability(of_kind)


def held_out(runs: dict[ModelName, list[JudgedFact]]) -> dict[ModelName, list[JudgedFact]]:
    """The same facts with the probability that the annotations of other articles give them, one of ``FOLDS`` parts at a time."""
    articles = sorted({fact.article_id for run in runs.values() for fact in run})
    unseen: dict[ModelName, list[JudgedFact]] = {model: [] for model in runs}
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        learnt = calibrate_runs([[fact for fact in run if fact.article_id not in held] for run in runs.values()])
        for model, run in runs.items():
            unseen[model] += [
                replace(fact, confidence=learnt.probability(fact.kind, fact.source, fact.confidence))
                for fact in run
                if fact.article_id in held
            ]
    return unseen


def keeping_steps(calibration: Calibration, before: Calibration) -> Calibration:
    """The calibration with the steps of before for the sources that learnt from the gold, taken when they had not."""
    steps = {
        kind: sources
        | {source: old for source, old in before.steps.get(kind, {}).items() if source in LEARNT_FROM_THE_GOLD}
        for kind, sources in calibration.steps.items()
    }
    return Calibration(steps=steps)


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write the file that ``hebrew_confidence`` reads."""
    lines = [
        "# Made by `uvdot calibrate` (make calibrate) from annotated articles; made again when rules have changed.",
        "# For every kind and source: from which confidence of its own on its facts are right with which probability.",
        "steps:",
    ]
    for kind, sources in calibration.steps.items():
        lines.append(f"  {kind}:")
        for source, steps in sources.items():
            pairs = ", ".join(f"{{least: {step.least:g}, right: {step.right:g}}}" for step in steps)
            lines.append(f"    {json.dumps(source)}: [{pairs}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

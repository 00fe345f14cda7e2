"""Label Studio: tasks with their annotations as JSON, the labelling configuration that goes with them, and results read back.

Regions lie on the normalised text, in code points. A region's label is that of a name or else the kind of the fact; its
fields are controls of their own for each region, named ``<kind>.<column>``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.components.fact_spans import FACT_CLASSES, FactKind
from pipeline.errors import DecisionsFileError
from pipeline.evaluating.gold import GoldArticle, GoldFact
from pipeline.facts import EntityLabel
from pipeline.reviewing.agreed import AgreedArticle, AgreedFact
from pipeline.reviewing.fields import Field as FormField
from pipeline.reviewing.fields import check_fields, fields_of
from pipeline.reviewing.marking import KIND_NAMES
from pipeline.reviewing.reviewed_dataset import ReviewedDataset
from pipeline.tables.rows import sha256_of

_NAMES = get_args(EntityLabel)
_FLAGS = {True: "yes", False: "no"}


def write_label_studio(articles: Sequence[AgreedArticle], folder: Path) -> None:
    """Write ``tasks.json`` and ``labelling.xml`` into the folder."""
    tasks = [_task(article) for article in articles]
    (folder / "tasks.json").write_text(json.dumps(tasks, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
    (folder / "labelling.xml").write_text(labelling_configuration(), encoding="utf-8", newline="\n")


def _task(article: AgreedArticle) -> dict[str, Any]:
    head = article.article.head
    data = {"text": article.article.text, "article_id": head.article_id, "content_sha256": head.content_sha256}
    result = [part for fact in article.facts for part in _region(fact)]
    return {"data": data, "annotations": [{"result": result}]}


def _region(fact: AgreedFact) -> Iterator[dict[str, Any]]:
    place = {"start": fact.start, "end": fact.end, "text": fact.text}
    region = {"id": fact.fact_id, "to_name": "text"}
    yield {**region, "from_name": "label", "type": "labels", "value": {**place, "labels": [fact.label]}}
    for name, field in fields_of(fact.kind).items():
        value = fact.value.fields.get(name)
        if name == "label" or value is None or value == []:
            continue
        control, held = _held(field, value)
        yield {**region, "from_name": f"{fact.kind}.{name}", "type": control, "value": {**place, **held}}


def _held(field: FormField, value: Any) -> tuple[str, dict[str, Any]]:
    if field.type == "choice":
        return "choices", {"choices": [value]}
    if field.type == "flag":
        return "choices", {"choices": [_FLAGS[value]]}
    if field.type in ("whole", "number"):
        return "number", {"number": value}
    return "textarea", {"text": value if field.many else [value]}


def labelling_configuration() -> str:
    """The configuration of a project that shows and edits such tasks, right to left."""
    labels = "".join(f'    <Label value="{label}"/>\n' for label in [*_NAMES, *list(FACT_CLASSES)[1:]])
    controls = "".join(_control(kind, field) for kind in FACT_CLASSES for field in fields_of(kind).values())
    return (
        "<View>\n  <Style>.htx-text { white-space: pre-wrap; direction: rtl; }</Style>\n"
        f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        f'  <Text name="text" value="$text" granularity="symbol"/>\n{controls}</View>\n'
    )


def _control(kind: FactKind, field: FormField) -> str:
    if field.column == "label":
        return ""
    labels = ",".join(_NAMES) if kind == "entities" else kind
    common = (
        f'name="{kind}.{field.column}" toName="text" perRegion="true" visibleWhen="region-selected" '
        f'whenTagName="label" whenLabelValue="{labels}"'
    )
    header = f'  <Header value={quoteattr(f"{KIND_NAMES[kind]}: {field.name}")} size="6"/>\n'
    if field.type in ("choice", "flag"):
        values = field.values if field.type == "choice" else dict.fromkeys(_FLAGS.values(), "")
        choices = "".join(f'    <Choice value="{value}"/>\n' for value in values)
        return f'{header}  <Choices {common} showInline="true">\n{choices}  </Choices>\n'
    if field.type in ("whole", "number"):
        return f"{header}  <Number {common}/>\n"
    limit = "" if field.many else ' maxSubmissions="1"'
    return f'{header}  <TextArea {common} editable="true"{limit}/>\n'


class _Result(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = ""
    from_name: str = ""
    type: str = ""
    value: dict[str, Any] = Field(default_factory=dict)


class _Annotation(BaseModel):
    model_config = ConfigDict(extra="ignore")

    result: list[_Result] = Field(default_factory=list)
    was_cancelled: bool = False


class _Task(BaseModel):
    model_config = ConfigDict(extra="ignore")

    data: dict[str, Any]
    annotations: list[_Annotation] = Field(default_factory=list)


def read_label_studio(path: Path, dataset: ReviewedDataset) -> list[GoldArticle]:
    """The last annotation of every task whose text is that of an article of the dataset, as gold.

    Raises DecisionsFileError for a file that is no JSON export of Label Studio, and for a region that cannot be a fact.
    """
    try:
        tasks = TypeAdapter(list[_Task]).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
        raise DecisionsFileError(f"{path} is no JSON export of Label Studio: {reason}") from None
    by_text = {sha256_of(dataset.article(place).text): place for place in range(len(dataset))}
    articles = []
    for number, task in enumerate(tasks, start=1):
        place = by_text.get(sha256_of(str(task.data.get("text", ""))))
        annotations = [annotation for annotation in task.annotations if not annotation.was_cancelled]
        if place is None or not annotations:
            continue
        try:
            articles.append(_gold(dataset, place, annotations[-1].result))
        except ValueError as error:
            raise DecisionsFileError(f"{path}, task {number}: {error}") from None
    return articles


def _gold(dataset: ReviewedDataset, place: int, results: Sequence[_Result]) -> GoldArticle:
    article = dataset.article(place)
    regions: dict[str, list[_Result]] = defaultdict(list)
    for result in results:
        regions[result.id].append(result)
    facts = []
    for parts in regions.values():
        labelled = next((part for part in parts if part.type == "labels"), None)
        if labelled is None:
            continue
        label, start, end = labelled.value["labels"][0], int(labelled.value["start"]), int(labelled.value["end"])
        kind: FactKind = "entities" if label in _NAMES else label
        if kind not in FACT_CLASSES:
            raise ValueError(f"{label} is neither a label of names nor a kind of facts")
        if labelled.value.get("text", article.text[start:end]) != article.text[start:end]:
            raise ValueError(f"the region at {start}:{end} does not hold {labelled.value['text']!r}")
        form = fields_of(kind)
        names = ((part.from_name.partition(".")[2], _given(part)) for part in parts if "." in part.from_name)
        given = {name: _form_value(form.get(name), value) for name, value in names}
        if kind == "entities":
            given["label"] = label
        checked = check_fields(kind, given)
        if wrong := [name for name in checked.faults if name in given]:
            raise ValueError(f"the region at {start}:{end} has values that cannot stand: {', '.join(wrong)}")
        # A control without a value says that there is none; where there must be one, nothing was decided.
        fields = {name: value for name, value in checked.values.items() if name not in checked.faults}
        raw_start, raw_end = article.alignment.to_raw(start, end)
        facts.append(GoldFact(kind=kind, raw_start=raw_start, raw_end=raw_end, fields=fields))
    return GoldArticle(
        article_id=article.head.article_id,
        raw_text=article.raw_text,
        published_at=article.head.published_at,
        facts=tuple(facts),
    )


def _given(part: _Result) -> Any:
    if part.type == "choices":
        choice = part.value["choices"][0]
        return {"yes": True, "no": False}.get(choice, choice)
    return part.value["number"] if part.type == "number" else part.value["text"]


def _form_value(field: FormField | None, value: Any) -> Any:
    """A text area gives a list whatever it holds."""
    return value[0] if isinstance(value, list) and field and not field.many and value else value

"""Official documents: when they were issued and what they look to, and which bodies cite them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt

from pipeline.reporting.charts.links import Link, linked_columns
from pipeline.reporting.colours import LIGHT
from pipeline.reporting.dataset import Dataset
from pipeline.reporting.figure import WIDTH, Figure, Key
from pipeline.reporting.words import chart_text, one_line, value_name

MOST_DOCUMENTS = 40
MOST_CITATIONS = 40

# One document under every spelling of its mention: by its code, else by its kind and number (החלטה 212, החלטת ממשלה מס' 212).
_CITED = """
    with cited as (
        select *, coalesce(code, document_type || ' ' || number, text) as document_key from kept_resolutions
    ),
    names as (
        select document_key, coalesce(max(code), max_by(text, (length(text), text))) as document
        from cited group by document_key
    )
"""
# A code without a year may stand for documents of several years: a mention belongs to the one whose day of issue it gives,
# and one that gives none to the only one that is known.
_DOCUMENTS = f"""
    {_CITED},
    days as (
        select document_key, max(issue_date) as only_day from cited
        where issue_date is not null
        group by document_key having count(distinct issue_date) = 1
    ),
    documents as (
        select document, document_type, article_id, issuer, subject, confidence, coalesce(issue_date, only_day) as issued,
               [try_cast(list_last(regexp_extract_all(edtf, '[0-9]{{4}}')) as int) for edtf in horizons] as years
        from cited join names using (document_key) left join days using (document_key)
        where document_type != 'court_case'
    )
    select document, issued, max_by(document_type, (confidence, document_type)) as document_type,
           max_by(issuer, (confidence, issuer)) filter (issuer is not null) as issuer,
           max_by(subject, (length(subject), subject)) filter (subject is not null) as subject,
           list_sort([year for year in list_distinct(flatten(list(years))) if year between 1900 and 2200]) as looks_to,
           count(*) as mentions, count(distinct article_id) as articles
    from documents
    group by document, issued
    having issued is not null or len(looks_to) > 0
    order by len(looks_to) > 0 desc, articles desc, mentions desc, document, issued
"""
# A body cites a document where it stands in the same sentence, outside the citation, and is not the one that issued it.
_CITATIONS = f"""
    {_CITED}
    select coalesce(e.canonical_name, e.text) as body, document,
           count(distinct (r.article_id, r.sentence_index)) as sentences, count(distinct r.article_id) as articles
    from cited r
    join names using (document_key)
    join entities e on e.article_id = r.article_id and e.sentence_index = r.sentence_index
    where e.label = 'ORG' and not (e.start < r."end" and e."end" > r.start)
          and (r.issuer is null or not contains(r.issuer, e.text) and not contains(e.text, r.issuer))
    group by all
    order by sentences desc, articles desc, body, document
    limit $most
"""


def documents_with_horizons(dataset: Dataset) -> Figure:
    """A line a document, from its day of issue to the years it looks to."""
    found = dataset.rows(_DOCUMENTS)
    documents = sorted(found[:MOST_DOCUMENTS], key=lambda row: row.issued or date.max)
    about = "מיום ההוצאה ועד השנים שהמסמך צופה אליהן. מסמך שיום הוצאתו אינו ידוע מופיע רק בשנים אלה."
    if left_out := len(found) - len(documents):
        about += f" מוצגים תחילה מסמכים שצופים קדימה ונזכרים בכתבות רבות יותר; {left_out:,} אחרים אינם בתרשים."
    return Figure(
        "documents",
        "החלטות ומסמכים: הוצאה ואופק",
        about,
        [
            {
                "מסמך": row.document,
                "סוג": value_name("resolutions", "document_type", row.document_type),
                "מנפיק": row.issuer,
                "הוצא": f"{row.issued:%d.%m.%Y}" if row.issued else None,
                "צופה אל": " · ".join(map(str, row.looks_to)),
                "נושא": row.subject,
                "כתבות": row.articles,
            }
            for row in documents
        ],
        _timeline(documents) if documents else None,
        [Key("●", "blue", "יום ההוצאה"), Key("◆", "orange", "שנת יעד או חזון")],
    )


def _timeline(documents: Sequence[Any]) -> alt.LayerChart:
    points = []
    lines = []
    for row in documents:
        subject = row.subject or value_name("resolutions", "document_type", row.document_type)
        name = chart_text(f"{one_line(row.document, 32)} · {one_line(subject, 44)}")
        about = " · ".join(one_line(part, 80) for part in (row.issuer, row.subject) if part)
        days = [(date(year, 12, 31), "horizon", f"{year}") for year in row.looks_to]
        if row.issued:
            days.append((row.issued, "issued", f"{row.issued:%d.%m.%Y}"))
        for day, what, said in days:
            described = chart_text(f"{one_line(row.document, 32)} · {said} · {about}")
            points.append({"name": name, "day": day.isoformat(), "what": what, "said": described})
        ends = sorted(day.isoformat() for day, _, _ in days)
        lines.append({"name": name, "first": ends[0], "last": ends[-1]})
    y = alt.Y(
        "name:N", sort=[line["name"] for line in lines], title=None,
        axis=alt.Axis(orient="right", ticks=False, domain=False, grid=True, labelPadding=8),
    )  # fmt: skip
    axis = alt.Axis(format="%Y", labelOverlap=True, grid=False)
    domain = ["issued", "horizon"]
    return alt.layer(
        alt.Chart(alt.Data(values=lines))
        .mark_rule(color=LIGHT["quiet"], strokeWidth=1.5)
        .encode(x=alt.X("first:T", title=None, axis=axis), x2="last:T", y=y),
        alt.Chart(alt.Data(values=points))
        .mark_point(filled=True, size=70, opacity=1)
        .encode(
            x=alt.X("day:T", title=None, axis=axis),
            y=y,
            color=alt.Color(
                "what:N", scale=alt.Scale(domain=domain, range=[LIGHT["blue"], LIGHT["orange"]]), legend=None
            ),
            shape=alt.Shape("what:N", scale=alt.Scale(domain=domain, range=["circle", "diamond"]), legend=None),
            description="said:N",
        ),
    ).properties(width=WIDTH - 360, height=alt.Step(22))


def bodies_and_documents(dataset: Dataset) -> Figure:
    """Which bodies stand in a sentence with which documents."""
    citations = dataset.rows(_CITATIONS, {"most": MOST_CITATIONS})
    links = [Link(row.body, row.document, row.sentences, f"{row.sentences:,} משפטים") for row in citations]
    return Figure(
        "citations",
        "אילו גופים מזכירים אילו מסמכים",
        "גוף ומסמך שנזכרים באותו משפט, חוץ מן הגוף שהוציא את המסמך. קו עבה יותר: משפטים רבים יותר. "
        f"מוצגים עד {MOST_CITATIONS} הצירופים השכיחים.",
        [{"גוף": row.body, "מסמך": row.document, "משפטים": row.sentences, "כתבות": row.articles} for row in citations],
        linked_columns(links, LIGHT["blue"], LIGHT["orange"]) if links else None,
        [Key("●", "blue", "גוף"), Key("●", "orange", "מסמך")],
    )

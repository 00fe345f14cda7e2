"""``hebrew_names``: sets the facts ``entities`` on a Doc.

>>> import spacy
>>> nlp = spacy.blank("he")
>>> names = nlp.add_pipe("hebrew_names")
>>> from pipeline.components.fact_spans import facts_of
>>> [(name.prefix, name.text, name.label) for name in facts_of(nlp("הוא שב מהאנוי ללבנון"), "entities")]
[('מ', 'האנוי', 'GPE'), ('ל', 'לבנון', 'GPE')]

An entity's ``start``/``end`` are the name without its proclitics, title and common noun, as are ``name_start``/``name_end``;
the proclitics that were cut stand in ``prefix``. The steps, each a function of its own: find (lexicon, patterns, persons and,
where there is one, a model), merge (the outermost wins), cut and join (a model's spans), link (canonical ids).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.explanations import SILENT, Explanation, explanation_of
from pipeline.components.fact_spans import set_facts
from pipeline.components.names.beginnings import Beginnings, beginnings_of
from pipeline.components.names.boundaries import add_marked_prefix, cut_span, is_counted, names_law
from pipeline.components.names.contexts import contexts
from pipeline.components.names.find import find_acronyms, find_lexicon_spans, find_pattern_spans
from pipeline.components.names.initials import find_initialled_spans
from pipeline.components.names.merge import merge_spans
from pipeline.components.names.model_spans import join_model_spans, without_common_words
from pipeline.components.names.nicknames import find_nicknamed_spans
from pipeline.components.names.persons import find_person_spans, find_short_mentions
from pipeline.components.names.quoted import find_quoted_spans
from pipeline.components.names.resolve import link_spans
from pipeline.components.names.spans import NameModel, NameSpan, spans_of_ents
from pipeline.facts import Entity
from pipeline.hebrew.document_text import text_of
from pipeline.hebrew.names import NameWord, name_lexicon, name_words, word_key


class HebrewNames:
    """The component: lexicon, patterns and titles, joined with the spans of a model."""

    def __init__(self, model: NameModel) -> None:
        self.model = model
        name_lexicon()
        contexts()

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entities."""
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """The Docs of a stream with their entities; a model sees them in batches."""
        texts = iter(stream)
        while docs := list(islice(texts, batch_size)):
            self._set(docs)
            yield from docs

    def _set(self, docs: Sequence[Doc]) -> None:
        for doc, spans in zip(docs, self.model(docs), strict=True):
            set_facts(doc, "entities", entities_of(text_of(doc), spans, explanation_of(doc)))


def entities_of(text: str, model_spans: Sequence[NameSpan] = (), explanation: Explanation = SILENT) -> list[Entity]:
    """The entities of a text, with the candidates that a model found in it."""
    words = name_words(text)
    beginnings = beginnings_of(words)
    found, not_names = find_lexicon_spans(text, words, beginnings, explanation)
    patterns = [
        *find_pattern_spans(text),
        *find_quoted_spans(text),
        *find_initialled_spans(text),
        *find_nicknamed_spans(text),
    ]
    persons = find_person_spans(words, beginnings.titles, beginnings.persons, found)
    merged = merge_spans(span for span in (*found, *patterns, *persons) if not is_counted(text, span))
    merged = [span for span in merged if not names_law(text, span)]
    if model_spans:
        words_of_text = {word_key(word.text) for word in words}
        cut = [
            kept
            for span in model_spans
            if (kept := cut_span(text, span, words_of_text)) is not None and not is_counted(text, kept)
        ]
        by_rules = _with_later_mentions(text, words, beginnings, merged)
        merged = join_model_spans(text, by_rules, without_common_words(text, words, cut), not_names, explanation)
    names = [add_marked_prefix(text, span) for span in _with_later_mentions(text, words, beginnings, merged)]
    return link_spans(text, names, explanation)


def _with_later_mentions(
    text: str, words: Sequence[NameWord], beginnings: Beginnings, names: list[NameSpan]
) -> list[NameSpan]:
    """The names with the short mentions of their persons and the acronyms of their bodies."""
    people = [span for span in names if span.label == "PER"]
    short = find_short_mentions(words, beginnings.person_keys, people, text)
    return _beside(names, [*short, *find_acronyms(text, names)])


def _beside(merged: list[NameSpan], later: list[NameSpan]) -> list[NameSpan]:
    """The merged names and those later mentions that overlap none of them; a person takes the place of a word-like place.

    "לבנון" beside "אורי לבנון" and "סבור" is he, though it is a country elsewhere.
    """
    people = {(span.start, span.end) for span in later if span.label == "PER"}
    kept = [span for span in merged if span.label == "PER" or (span.start, span.end) not in people]
    covered = {position for span in kept for position in range(span.start, span.end)}
    free = [span for span in later if span.start not in covered and span.end - 1 not in covered]
    return sorted([*kept, *merge_spans(free)], key=lambda span: span.start)


@Language.factory("hebrew_names", assigns=["doc.spans"], default_config={"model": None})
def make_names(nlp: Language, name: str, model: NameModel | None) -> HebrewNames:
    """The factory ``hebrew_names``; ``model`` is a NameModel, by default the ``doc.ents`` of the components before."""
    return HebrewNames(model or spans_of_ents(f"ner:{nlp.meta['lang']}_{nlp.meta['name']}"))

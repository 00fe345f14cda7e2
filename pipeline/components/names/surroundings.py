"""Where an article is at home: its country and province, which tell whose "ועדת העם המחוזית" and "משרד האוצר" it means.

Everything here depends on the article's own text and the lexicon alone, so that an id never changes with the articles beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from pipeline.components.names.bodies import LEVELS, VIETNAM, composite_name, kind_of, level_of, scoped
from pipeline.components.names.spans import NameSpan
from pipeline.hebrew.names import LexiconName, name_lexicon, name_words, vietnamese_bodies, word_key

_PROVINCE = "vn.province."
_HUE = "vn.province.thua-thien-hue"
_LEAST_LEAD = 3
"""How often the province of an article must be named, and how many times as often as the next, where no body tells it."""
_LEAST_MENTIONS = 2
_PROVINCE_NOUN = re.compile(r"(?<![א-ת])[ובהלמשכ]{0,4}(?:מחוז|עיר|פרובינציי?ת|פרובינציה) $|\($")
_LONGEST_PROVINCE_NOUN = 16
_FIRST_SENTENCE = re.compile(r"[.!?](?!\S)|\n")
_ADJECTIVE = re.compile(r" (ה[א-ת]{2,12}ית?)(?![א-ת'\"-])")
_COUNTRY_AFTER = re.compile(r" (?:(?P<of>של )|ב)(?P<words>[א-ת'\"-]{2,15}(?: [א-ת'\"-]{2,15}){0,2})")
_NO_OWNER = LexiconName("", "GPE", "", "")


@dataclass(frozen=True)
class Surroundings:
    """What the names of one article tell about the rest of them.

    ``in_vietnam`` says that this is news of Vietnam, ``abroad`` that it names foreign countries and not Vietnam. ``home`` is
    the one province or municipality that the article is about. ``owners`` has, for each kind of body and level of government
    (``.province``, "" for any), the one owner that the article names; None where it names several.
    """

    text: str
    in_vietnam: bool
    abroad: bool
    home: LexiconName | None
    owners: dict[tuple[str, str], LexiconName | None]

    @cached_property
    def scope(self) -> str:
        """The end of an id of what is known in this article alone; made from its text."""
        return "@" + sha256(self.text.encode("utf-8", "replace")).hexdigest()[:10]

    def whole_name(
        self, name: LexiconName, owner: LexiconName | None, written: str, end: int | None = None
    ) -> LexiconName:
        """The name of an entry with the owner that the text gives beside it, elsewhere, or by what the article is about.

        ``written`` is the mention and ``end`` where it ends. A local body whose owner stays open gets an id of this article
        alone, for the next article's is another body; so does a ministry of a country that no lexicon knows.
        """
        if owner is not None:
            # "מפלגת העבודה הבריטית"
            country = vietnamese_bodies().adjectives.get(self._adjective(written, end))
            if country is not None and vietnamese_bodies().of_one_state.get(owner.id, country) != country:
                return composite_name(owner, name_lexicon().names[country], written)
            return composite_name(name, self._whole_owner(owner), written)
        if name.label != "ORG" or "/" in name.id:
            return name
        bodies = vietnamese_bodies()
        kind = kind_of(name.id)
        own = bodies.of_one_state.get(kind)
        if (
            own is not None
            or kind in bodies.only_vietnam
            or kind in bodies.national
            or name.id.startswith("org.ministry.")
        ):
            adjective = self._adjective(written, end)
            country = bodies.adjectives.get(adjective)
            if own is not None and country is None:
                country = self._country_after(end, among=kind not in bodies.working_abroad)
            if own is not None and country == own:
                return name
            if country is not None:
                return composite_name(name, name_lexicon().names[country], written)
            if adjective:
                return scoped(name, self.scope)
        if kind in bodies.local or self._is_department(name, written):
            return self._local_name(name, written)
        if kind in bodies.national and self.in_vietnam:
            return composite_name(name, name_lexicon().names[VIETNAM], name.hebrew)
        if kind in bodies.only_vietnam and self.abroad:
            return scoped(name, self.scope)
        return name

    def _adjective(self, written: str, end: int | None) -> str:
        """The key of an adjective like those of countries that closes a mention or follows it; "" for none."""
        last = word_key(name_words(written)[-1].text)
        if last in vietnamese_bodies().adjectives:
            return last
        following = _ADJECTIVE.match(self.text, end) if end is not None else None
        key = word_key(following[1]) if following else ""
        return "" if key.rstrip("ת") in vietnamese_bodies().other_adjectives else key

    def _country_after(self, end: int | None, *, among: bool) -> str | None:
        """The id of the country named right after a mention: "של איטליה", and with ``among`` "באיטליה"."""
        following = _COUNTRY_AFTER.match(self.text, end) if end is not None else None
        if following is None or (following["of"] is None and not among):
            return None
        words = following["words"].split(" ")
        for length in range(len(words), 0, -1):
            for spelling in name_lexicon().spellings_of(" ".join(words[:length])):
                if spelling.name.id.startswith("country."):
                    return spelling.name.id
        return None

    def _whole_owner(self, owner: LexiconName) -> LexiconName:
        """The owner with an owner of its own where it has or needs one: "ועדת המפלגה המחוזית" in its standing committee."""
        head, slash, rest = owner.id.partition("/")
        names = name_lexicon().names
        if not slash:
            if owner.id.startswith("gpe.vn.") and self.in_vietnam and self.home is not None:
                return replace(owner, id=f"{owner.id}/{self.home.id}")
            return self.whole_name(owner, None, owner.hebrew)
        if rest.endswith(LEVELS) and head in names and rest in names:
            return composite_name(names[head], self._whole_owner(names[rest]), owner.hebrew)
        return owner

    def _local_name(self, name: LexiconName, written: str) -> LexiconName:
        kind, level = kind_of(name.id), level_of(name.id)
        owner = self.owners.get((kind, level), _NO_OWNER)
        if owner is _NO_OWNER:
            owner = self.home if self.home is not None and _has_level(self.home, level) else None
        if owner is None:
            return scoped(name, self.scope)
        noun = name_lexicon().names[kind].hebrew if kind in name_lexicon().names else written
        return composite_name(name, owner, f"{noun} של {owner.hebrew}")

    def _is_department(self, name: LexiconName, written: str) -> bool:
        """Whether a body is a department that each province has: "מחלקת החקלאות והסביבה"."""
        bodies = vietnamese_bodies()
        if not self.in_vietnam or not name.id.startswith("org.he."):
            return False
        words = written.split(" ")
        return words[0] in bodies.departments and words[-1] not in bodies.not_departments


class _Provinces:
    """The provinces that an article names: how often, which own bodies, and which its text calls so or begins with."""

    def __init__(self, text: str) -> None:
        self._text = text
        first = _FIRST_SENTENCE.search(text)
        self._first_sentence = first.start() if first else len(text)
        self._mentions: Counter[str] = Counter()
        self._owners: set[str] = set()
        self._called: set[str] = set()
        self._headed: set[str] = set()

    def note(self, province: str, span: NameSpan) -> None:
        """Note a mention of a province."""
        self._mentions[province] += 1
        start = span.start - len(span.prefix)
        if span.start < self._first_sentence or self._text[start - 1 : start] == "\n":
            self._headed.add(province)
        if self._is_called(start):
            self._called.add(province)

    def note_owner(self, province: str, span: NameSpan) -> None:
        """Note a body that names its province: "ועדת העם של מחוז קואנג נין"."""
        self.note(province, span)
        self._owners.add(province)

    def note_unknown(self, span: NameSpan) -> None:
        """Note a mention of a province that no lexicon knows: "מחוז צ'מפסאק"."""
        if span.label == "GPE" and self._is_called(span.start - len(span.prefix)):
            self._mentions[self._text[span.start : span.end]] += 1

    def _is_called(self, start: int) -> bool:
        """Whether what begins there is called a province, or stands in brackets."""
        return _PROVINCE_NOUN.search(self._text, max(0, start - _LONGEST_PROVINCE_NOUN), start) is not None

    def doubtful_owners(self) -> set[str]:
        """The provinces whose bodies are named though the article is rather about another."""
        return {province for province in self._owners if self._another_leads(province)}

    def _another_leads(self, province: str) -> bool:
        """Whether the article names another province more often, or as often and in its beginning."""
        own = self._mentions[province]
        return any(
            count > own or (count == own and other in self._headed and province not in self._headed)
            for other, count in self._mentions.items()
            if other != province
        )

    def home(self) -> LexiconName | None:
        """The one province whose bodies the article names, if it names no other more; else the one it names clearly most.

        A single mention tells nothing ("קפה מלאם דונג") unless it stands in the beginning, after "מחוז" or in brackets.
        """
        if self._owners:
            owner = next(iter(self._owners))
            return name_lexicon().names[owner] if len(self._owners) == 1 and not self._another_leads(owner) else None
        ranked = self._mentions.most_common(2)
        if not ranked or not (known := ranked[0][0]).startswith(_PROVINCE):
            return None
        count = ranked[0][1]
        if len(ranked) > 1 and (count < _LEAST_LEAD or count < _LEAST_LEAD * ranked[1][1]):
            return None
        told = count >= _LEAST_MENTIONS or known in self._headed or known in self._called
        return name_lexicon().names[known] if told else None


def surroundings_of(text: str, spans: Sequence[NameSpan]) -> Surroundings:
    """What the named entries among the spans of a text, in text order, tell about the article."""
    bodies = vietnamese_bodies()
    vietnamese = israeli = abroad = 0
    settled = False
    provinces = _Provinces(text)
    owners: dict[tuple[str, str], LexiconName | None] = {}
    for span in spans:
        name = span.name
        if name is None:
            vietnamese += span.source == "names.vietnamese_person"
            provinces.note_unknown(span)
            continue
        of_vietnam = name.id.startswith("vn.")
        local = kind_of(name.id) in bodies.local or (span.owner is not None and span.owner.id.startswith("vn."))
        settled |= of_vietnam or local
        vietnamese += of_vietnam or local or name.id == VIETNAM
        israeli += name.id.startswith(("il.", "country.IL"))
        abroad += name.id.startswith("country.") and name.id not in {VIETNAM, "country.IL"}
        if name.id.startswith(_PROVINCE):
            provinces.note(name.id, span)
        for kind, owner in _owned(span):
            for level in {"", _level_of_place(owner)}:
                other = owners.setdefault((kind, level), owner)
                if other is not None and other.id != owner.id:
                    owners[kind, level] = None
            if owner.id.startswith(_PROVINCE):
                provinces.note_owner(owner.id, span)
    doubtful = provinces.doubtful_owners()
    for key, known in owners.items():
        if known is not None and known.id in doubtful:
            owners[key] = None
    return Surroundings(
        text=text,
        in_vietnam=settled and vietnamese > israeli,
        abroad=abroad > 0 and not vietnamese,
        home=provinces.home(),
        owners=owners,
    )


def _owned(span: NameSpan) -> list[tuple[str, LexiconName]]:
    """The bodies with a place for owner that a span names, the body inside an office too: (kind, owner)."""
    if span.name is None or span.owner is None or span.label != "ORG":
        return []
    names = name_lexicon().names
    kind, _, owner_id = span.owner.id.rpartition("/")
    owner = names.get(owner_id) or replace(span.owner, id=owner_id)
    if owner.label == "ORG" or owner_id.startswith("country."):
        return []
    return [(kind_of(kind.rpartition("/")[2] or span.name.id), owner)]


def _level_of_place(place: LexiconName) -> str:
    if place.id.startswith(_PROVINCE):
        return ".city" if place.id in vietnamese_bodies().municipalities else ".province"
    return ".city" if place.id.startswith("vn.place.") else ".commune"


def _has_level(place: LexiconName, level: str) -> bool:
    return level == "" or level == _level_of_place(place) or (place.id == _HUE and level == ".province")

"""From quotations to slogans: which of them are slogans, of which form, and with which values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Sequence
from itertools import pairwise

import regex

from pipeline.components.explanations import SILENT, Explanation
from pipeline.components.slogans.announcements import read_after, read_before
from pipeline.components.slogans.candidates import Candidate
from pipeline.components.slogans.explain import explain
from pipeline.components.slogans.formulas import Formula, parse_formula, parts_after, parts_before
from pipeline.components.slogans.parallels import has_parallel_halves
from pipeline.components.slogans.predicates import says_of_its_noun
from pipeline.components.slogans.quotations import Quotation, find_quotations
from pipeline.components.slogans.speakers import speaker_of
from pipeline.components.slogans.surroundings import words_after, words_before
from pipeline.components.slogans.unquoted import find_unquoted
from pipeline.components.slogans.vocabulary import CUES, FORMULAS, LOOK_ALIKES, is_word
from pipeline.facts import Entity, Slogan, SloganForm
from pipeline.hebrew.characters import DASHES, OTHER_QUOTES, PLAIN_MARKS

LONGEST_SLOGAN = 120
"""Code points; a longer quotation is speech, unless it is the theme of a congress."""
_LONGEST_THEME = 220
_THEMES = {("motto", "מוטו"), ("motto", "סיסמה"), ("motto_of_several_words", None), ("motto_of_several_words", "נושא")}

_HEBREW_WORD = regex.compile("[א-ת]{2}")
_SENTENCE_BREAK = regex.compile(r"[.?;](?=\s)")
_SPACES = regex.compile(r"\s+")
_NOT_LETTERS = regex.compile(r"\W+")
# A bracket, a mark, up to three joining words: "א" (…), ואחר כך "ב"
_LIST_GAP = regex.compile(
    rf"(?: ?\([^()\n]{{1,80}}\))?\s?(?P<comma>[,;]?|[{DASHES}](?= ))\s{{0,2}}(?P<link>(?:[א-ת]{{1,8}} ?){{0,3}})"
)
_UNCLOSED_END = regex.compile(rf"[(\[,.:;!?]| [{DASHES}] ")
_NOT_CLEAN = re.compile(rf"[{OTHER_QUOTES}{DASHES[1:]}]|''|\s\s|[^\S ]")

# How sure a slogan is that its cue, its form or an earlier mention tells.
_BY_CUE, _BY_DISTANT_CUE, _BY_REPETITION, _BY_NUMBER, _BY_FORM, _UNCLOSED = 0.95, 0.7, 0.85, 0.8, 0.6, 0.5
_MOST_WORDS_OF_DOUBLE = 8
# A slogan below this does not make other quotations with its words slogans.
_FOUNDS_CLUSTER = 0.6


def slogans_of(
    text: str,
    sentences: Sequence[tuple[int, int]],
    entities: Sequence[Entity],
    explanation: Explanation = SILENT,
) -> list[Slogan]:
    """Every slogan of a text, in text order. ``sentences`` are half-open ranges in text order; entities name speakers."""
    candidates = find_candidates(text)
    decide(candidates)
    spread_along_lists(candidates, text)
    spread_to_repetitions(candidates)
    spread_along_lists(candidates, text)
    spread_to_repetitions(candidates)
    if entities:
        _name_speakers(candidates, text, sentences, entities)
    slogans = [candidate.decision for candidate in candidates if candidate.decision is not None]
    slogans = sorted([*slogans, *_without_marks(text, slogans)], key=lambda slogan: slogan.start)
    number_clusters(slogans)
    if explanation.is_wanted:
        explain(text, candidates, slogans, explanation)
    return slogans


def _without_marks(text: str, quoted: Sequence[Slogan]) -> list[Slogan]:
    """The slogans without quotation marks that no quoted one overlaps: הסיסמה החדשה: יחד נבנה."""
    starts = [slogan.start for slogan in quoted]
    found: list[Slogan] = []
    for unquoted in find_unquoted(text):
        index = bisect_right(starts, unquoted.end)
        if index and quoted[index - 1].end > unquoted.start:
            continue
        words = text[unquoted.start : unquoted.end]
        slogan = _clean(words)
        formula = parse_formula(slogan)
        parts = (formula.parts or parts_after(text, unquoted.end, formula)[0]) if formula else []
        found.append(
            _with_formula(
                Slogan(
                    start=unquoted.start, end=unquoted.end, text=words, source="slogans.unquoted", confidence=_BY_FORM,
                    slogan=slogan, form="motto", cue=unquoted.cue,
                ),
                formula,
                parts,
            )
        )  # fmt: skip
    return found


def find_candidates(text: str) -> list[Candidate]:
    """The quotations of a text that a slogan can stand in, each with what surrounds it."""
    quotations = find_quotations(text)
    candidates: list[Candidate] = []
    enclosing: list[Quotation] = []
    for index, quotation in enumerate(quotations):
        while enclosing and enclosing[-1].outer_end <= quotation.outer_start:
            enclosing.pop()
        parent = enclosing[-1] if enclosing else None
        if quotation.is_closed:
            enclosing.append(quotation)
        start, end = _trimmed(text, quotation)
        if not 2 <= end - start <= _LONGEST_THEME or _HEBREW_WORD.search(text, start, end) is None:
            continue
        slogan = _clean(text[start:end])
        formula = parse_formula(slogan)
        parts, parts_end = [], quotation.outer_end if quotation.is_closed else end
        if formula is not None:
            parts = formula.parts
            if not parts:
                parts, parts_end = parts_after(text, parts_end, formula)
            if not parts:
                parts = parts_before(text, quotation.glued_from, formula)
            if formula.is_amount and len(parts) != formula.total:
                formula, parts, parts_end = None, [], quotation.outer_end
        if formula is None and not quotation.is_closed:
            continue
        glue = text[quotation.glued_from : quotation.outer_start].rstrip(DASHES)  # ו-"כן לשלום"
        before = read_before(words_before(text, quotations, index, parent.start if parent else 0), glue)
        if end - start > LONGEST_SLOGAN and (before.role, before.lemma) not in _THEMES:
            continue
        candidates.append(
            Candidate(
                quotation=quotation,
                start=start,
                end=end,
                text=text[start:end],
                slogan=slogan,
                glue=glue,
                before=before,
                after=read_after(words_after(text, parts_end if formula and parts_end > end else quotation.outer_end)),
                is_nested=parent is not None,
                formula=formula,
                parts=parts,
                parts_end=parts_end,
            )
        )
    return candidates


def _trimmed(text: str, quotation: Quotation) -> tuple[int, int]:
    """The range inside the marks without spaces and without a trailing comma or full stop."""
    start, end = quotation.start, quotation.end
    if not quotation.is_closed:
        # Nothing closes it: a formula ends at the first punctuation mark.
        stop = _UNCLOSED_END.search(text, start, min(end, start + LONGEST_SLOGAN))
        end = stop.start() if stop else min(end, start + LONGEST_SLOGAN + 1)
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:"):
        end -= 1
    return start, end


def decide(candidates: Sequence[Candidate]) -> None:
    """Give each candidate its slogan, or block it where it is plainly something else."""
    taken_until = 0  # quotations inside a slogan or among its parts are neither
    for candidate in candidates:
        if candidate.quotation.outer_start < taken_until:
            candidate.refused_by = "slogans.part_of_a_slogan"
            continue
        _decide_one(candidate)
        if candidate.decision is not None:
            taken_until = max(
                candidate.quotation.outer_end if candidate.quotation.is_closed else 0, candidate.parts_end
            )


def _decide_one(candidate: Candidate) -> None:
    before, after = candidate.before, candidate.after
    words = candidate.slogan.split()
    if candidate.slogan in CUES.known_titles:
        cue = before.lemma if before.role == "title" else None
        candidate.decision = _slogan(candidate, "title", "slogans.title_words", _BY_CUE, cue)
        return
    candidate.refused_by = _look_alike(candidate, words)
    if candidate.refused_by is not None:
        return
    form: SloganForm | None = None
    source, confidence = "", 0.0
    if before.role in ("motto", "placard", "chant"):
        form, source = "motto", f"slogans.{before.role}"
    elif before.role == "garment":
        if len(words) > 1:
            form, source = "motto", "slogans.placard"
    elif before.role == "motto_of_several_words":
        if after.is_speech or (before.lemma is None and after.is_published):
            candidate.refused_by = "slogans.publication"  # המסר שלו ברור: "…", אמר · תחת הכותרת "…" פרסם המכון נייר
            return
        if candidate.formula or (len(words) > 1 and not _names_document(candidate.slogan, words)):
            form, source = "motto", "slogans.motto"
    elif before.role in ("title", "goal"):
        if before.role == "title" or candidate.formula or len(words) > 1:
            form, source = before.role, f"slogans.{before.role}"
    elif (
        before.role == "weak_motto"
        and not before.is_abolished
        and (candidate.formula or has_parallel_halves(candidate.slogan, is_announced=True))
    ):
        form, source = "goal" if before.lemma in ("מטרה", "יעד") else "motto", "slogans.motto"
    elif before.role == "formula_noun" and candidate.formula:
        form, source = "numbered", "slogans.numbered"
    cue = before.lemma
    if form is not None:
        confidence = _BY_CUE if before.is_sure else _BY_DISTANT_CUE
        if before.role in ("title", "goal") and _SENTENCE_BREAK.search(candidate.slogan):
            return
    elif after.is_chant:
        form, source, confidence, cue = "motto", "slogans.chant", _BY_CUE, "קריאה"
    elif _is_named_after(candidate, words):
        form = "title" if after.role == "title" else "motto"
        source, confidence, cue = f"slogans.{after.role.removeprefix('weak_')}", _BY_CUE, after.lemma
    elif _is_title(candidate, words):
        form, source, confidence, cue = "title", "slogans.title_words", _BY_FORM, None
    elif _is_said(candidate):
        candidate.is_said = before.role == "speech" or after.is_speech
        if not _is_free_formula(candidate):
            return
        form, source, confidence, cue = "numbered", "slogans.numbered", _BY_FORM, None
    elif _is_free_formula(candidate):
        form, source, confidence, cue = "numbered", "slogans.numbered", _BY_NUMBER, None
    elif _is_goal(words):
        form, source, confidence, cue = "goal", "slogans.goal_words", _BY_NUMBER, None
    elif _is_free_motto(candidate):
        form, source, confidence, cue = "motto", "slogans.parallel", _BY_FORM, None
    if form is None:
        return
    if not candidate.quotation.is_closed:
        if cue is None:
            return
        confidence = _UNCLOSED
    candidate.decision = _slogan(candidate, form, source, confidence, cue)


def _look_alike(candidate: Candidate, words: list[str]) -> str | None:
    """The rule by which what stands before a quotation, or it and what follows, name something else than a slogan."""
    before, after = candidate.before, candidate.after
    if before.role in ("alias", "look_alike"):
        return f"slogans.{before.role}"
    if before.role == "placard" and candidate.slogan in CUES.notices:
        return "slogans.notice"  # שלט "אין כניסה"
    if says_of_its_noun(before, after, words, candidate.glue):
        return "slogans.predicate"
    if before.role != "title":
        return None
    if before.lemma == "מבצע" and (after.is_military or candidate.slogan in LOOK_ALIKES.operations):
        return "slogans.operation"  # עובדים שנפגעו ממבצע "עם כלביא"
    if before.lemma == "תוכנית" and (after.is_broadcast or candidate.slogan in LOOK_ALIKES.shows):
        return "slogans.broadcast"
    if before.lemma == "פרויקט" and (after.is_real_estate or is_word(words[0], LOOK_ALIKES.building_starts)):
        return "slogans.building"  # הפרויקט "כביש הטבעת 4"
    if before.lemma == "תנועה" and not before.is_movement_of and after.acts:
        return "slogans.body"
    return None


def _is_named_after(candidate: Candidate, words: list[str]) -> bool:
    """Whether what follows a quotation says that it is a motto, a placard or a campaign's name: "…", קמפיין חדש של העירייה."""
    role = candidate.after.role
    if role in ("motto", "placard"):
        return True
    if role == "weak_motto":
        return has_parallel_halves(candidate.slogan, is_announced=True)
    return role == "title" and not _is_said(candidate) and not candidate.after.is_broadcast and len(words) > 1


def _slogan(candidate: Candidate, form: SloganForm, source: str, confidence: float, cue: str | None) -> Slogan:
    slogan = Slogan(
        start=candidate.start,
        end=candidate.end,
        text=candidate.text,
        source=source,
        confidence=confidence,
        slogan=candidate.slogan,
        form=form,
        cue=cue,
    )
    return _with_formula(slogan, candidate.formula, candidate.parts)


def _with_formula(slogan: Slogan, formula: Formula | None, parts: Sequence[str]) -> Slogan:
    """The slogan with the count, head and parts of the formula that it is, if it is one."""
    if formula is not None:
        slogan.source, slogan.form = "slogans.numbered", "numbered"
        slogan.count, slogan.head, slogan.items = formula.count, formula.head, list(parts)
        slogan.is_complete = len(parts) == formula.count if formula.count is not None else None
    return slogan


def _clean(words: str) -> str:
    """A slogan's words with plain marks and single spaces."""
    if _NOT_CLEAN.search(words) is None:
        return words
    clean: str = _SPACES.sub(" ", words.translate(PLAIN_MARKS).replace("''", '"'))
    return clean


def _names_document(slogan: str, words: list[str]) -> bool:
    """ברוח "מגילת העצמאות" · עקרון "תום הלב"."""
    return is_word(words[0], LOOK_ALIKES.document_starts) or slogan in LOOK_ALIKES.doctrines


def _is_said(candidate: Candidate) -> bool:
    return candidate.before.role in ("speech", "nickname") or candidate.after.is_speech


def _is_free_formula(candidate: Candidate) -> bool:
    """Whether a formula stands on its own feet, with no cue before it."""
    formula, before = candidate.formula, candidate.before
    if formula is None or not candidate.quotation.is_closed:
        return False
    if len(candidate.parts) >= 2:
        return True
    if before.role == "nickname":
        return False
    words = (formula.head or candidate.slogan).split()
    if any(word in LOOK_ALIKES.talk_words for word in words):
        return False
    if candidate.after.is_speech or (before.role == "speech" and not before.is_object):
        return False
    if before.is_carried_out:
        return True
    if formula.is_in_digits:
        return len(words) <= (3 if formula.head else _MOST_WORDS_OF_DOUBLE)
    return is_word(words[0], FORMULAS.free_heads)


def _is_goal(words: list[str]) -> bool:
    """ "המטרות הכפולות" · "יעד כפול"."""
    return len(words) == 2 and is_word(words[0], CUES.goal_nouns) and is_word(words[1].strip("!"), CUES.goal_adjectives)


def _is_title(candidate: Candidate, words: list[str]) -> bool:
    """פתח את "קמפיין האביב" · ל"שנת הידידות": a name of a campaign that no one says."""
    named = 2 <= len(words) <= 5 and is_word(words[0], CUES.title_starts) and candidate.quotation.is_closed
    if any(is_word(word, LOOK_ALIKES.holidays) for word in candidate.before.told[:1]):
        return False  # חופשת "שבוע הזהב"
    if 2 <= len(words) <= 7 and is_word(words[0], CUES.plan_starts) and words[1] in CUES.plan_purposes:
        return candidate.quotation.is_closed and not _is_said(candidate) and not candidate.before.is_said
    return named and not candidate.before.has_colon and (candidate.before.is_object or not _is_said(candidate))


def _is_free_motto(candidate: Candidate) -> bool:
    before = candidate.before
    if (
        before.role not in ("nothing", "formula_noun")
        or before.has_colon
        or before.opens_sentence
        or before.is_said
        or before.is_abolished
        or candidate.is_nested
    ):
        return False
    if not candidate.quotation.is_closed or candidate.glue.lstrip("ו").startswith(("כ", "ש")):
        return False
    return has_parallel_halves(candidate.slogan, is_announced=False)


def spread_along_lists(candidates: Sequence[Candidate], text: str) -> None:
    """A member of a list of quotations is what its neighbours are: הסיסמה "נתניה קודמת לכול" או "מתחברים מחדש"."""
    for earlier, later in pairwise(candidates):
        if earlier.decision is None:
            continue
        if _may_follow(earlier, later, text):
            _take_over(later, earlier.decision)
        elif later.decision is not None and later.decision.cue is None and _is_joined(earlier, later, text):
            later.decision.cue = earlier.decision.cue
    for later, earlier in pairwise(reversed(candidates)):
        if later.decision is not None and later.decision.form == "motto" and _may_follow(later, earlier, text):
            _take_over(earlier, later.decision)


def _may_follow(known: Candidate, unknown: Candidate, text: str) -> bool:
    if unknown.decision is not None or unknown.refused_by or unknown.is_said or not unknown.quotation.is_closed:
        return False
    is_later = known.start < unknown.start
    if is_later and (unknown.before.role not in ("nothing", "weak_motto") or unknown.after.is_speech):
        return False
    if not is_later and unknown.before.role != "nothing":
        return False
    earlier, later = (known, unknown) if is_later else (unknown, known)
    # A comma alone also divides a slogan from what someone says next.
    return _is_joined(earlier, later, text, needs_word=not is_later)


def _is_joined(earlier: Candidate, later: Candidate, text: str, needs_word: bool = False) -> bool:
    """Whether two quotations are members of one list: a comma or a joining word between them, and nothing else."""
    gap = _LIST_GAP.fullmatch(text, earlier.parts_end, later.quotation.glued_from)
    link = gap["link"].rstrip() if gap else None
    if gap is None or (link and link not in CUES.list_links):
        return False
    # ב"א", ב"ב" וב"ג": the members may repeat the proclitic of the first
    glues = earlier.glue.removeprefix("ו"), later.glue.removeprefix("ו")
    is_turned = glues == ("מ", "ל") and not link  # הסיסמה הפכה מ"א" ל"ב"
    is_contrast = link in ("ולא", "אלא")  # בסיסמה "א" ולא ב"ב"
    if glues[1] not in ("", glues[0]) and not is_turned and not is_contrast:
        return False
    # Calls and placards also follow one another bare: קראו "די לספסרים" "העם דורש צדק חברתי"
    is_called = earlier.decision is not None and earlier.decision.source in ("slogans.chant", "slogans.placard")
    return bool(later.glue.startswith("ו") or link or is_turned or is_called or (gap["comma"] and not needs_word))


def _take_over(candidate: Candidate, neighbour: Slogan) -> None:
    if neighbour.source == "slogans.parallel" or (
        neighbour.cue is None and neighbour.form == "numbered" and candidate.formula is None
    ):
        return
    is_one_word = len(candidate.slogan.split()) < 2
    if is_one_word and (neighbour.form == "goal" or (neighbour.form == "title" and " " in neighbour.slogan)):
        return
    form = "motto" if neighbour.form == "numbered" else neighbour.form
    candidate.decision = _slogan(candidate, form, "slogans.list", _BY_DISTANT_CUE, neighbour.cue)


def spread_to_repetitions(candidates: Sequence[Candidate]) -> None:
    """A quotation with the words of a slogan of the same article is that slogan again, wherever it stands."""
    known: dict[Hashable, Slogan] = {}
    for candidate in candidates:
        if candidate.decision is not None and candidate.decision.confidence >= _FOUNDS_CLUSTER:
            known.setdefault(_cluster_key(candidate.decision), candidate.decision)
    if not known:
        return
    for candidate in candidates:
        if candidate.decision is not None or candidate.refused_by or not candidate.quotation.is_closed:
            continue
        if len(candidate.slogan.split()) < 2:
            continue
        formula = candidate.formula
        count, head = (formula.count, formula.head) if formula is not None else (None, None)
        first = known.get(_key(candidate.slogan, count, head))
        if first is not None:
            candidate.decision = _slogan(candidate, "motto", "slogans.repetition", _BY_REPETITION, None)
            candidate.decision.form = first.form


def _cluster_key(slogan: Slogan) -> Hashable:
    return _key(slogan.slogan, slogan.count, slogan.head)


def _key(slogan: str, count: int | None, head: str | None) -> Hashable:
    if count is not None and head is not None:
        return count, head
    folded: str = _NOT_LETTERS.sub(" ", slogan).strip()
    return folded[1:] if folded.startswith("ה") and len(folded) > 4 else folded


def number_clusters(slogans: Sequence[Slogan]) -> None:
    """Number the slogans of a text from 0 in the order of their first mention; mentions of one slogan share its number."""
    clusters: dict[Hashable, int] = {}
    for slogan in slogans:
        slogan.cluster = clusters.setdefault(_cluster_key(slogan), len(clusters))


def _name_speakers(
    candidates: Sequence[Candidate],
    text: str,
    sentences: Sequence[tuple[int, int]],
    entities: Sequence[Entity],
) -> None:
    starts = [start for start, _ in sentences]
    for candidate in candidates:
        if candidate.decision is not None:
            index = bisect_right(starts, candidate.start) - 1
            sentence_start = starts[index] if index >= 0 else 0
            candidate.decision.speaker_mention = speaker_of(
                text, max(sentence_start, candidate.start - 200), candidate.quotation.glued_from, entities
            )

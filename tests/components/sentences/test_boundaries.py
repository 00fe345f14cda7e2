"""Sentence boundaries, a line a case: ``‖`` stands where a sentence must end, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import pipeline.components.sentences.factory
from pipeline.components.sentences.boundaries import sentence_starts

OURS = {"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}}

CASES = [
    # full stops, question marks, exclamation marks
    "הכלכלה צמחה. ‖ האינפלציה ירדה.",
    "מה קרה? ‖ איש לא ידע! ‖ הישיבה ננעלה.",
    "באמת?! ‖ כן.",
    "הוא הלך.. ‖ היא נשארה.",
    "הממשלה אישרה את התקציב . ‖ השר בירך.",
    "האם תבוא מחר?, שאל",
    # lines: headings, bullets, paragraphs
    "צמיחה במחוז\n‖הכלכלה צמחה ב-6.5%.\n\n‖שיעור האבטלה ירד",
    "• חינוך ‖• בריאות ‖• רווחה",
    "היעדים:\n‖- צמחה\n‖- תעסוקה",
    # decimals, dates, times, codes, addresses
    "הצמיחה עמדה על 6.5 אחוזים ב-12.3.2024. ‖ בשעה 11:30. ‖ הוא חזר.",
    "סעיף 5.2.1 להחלטה מס' 28-NQ/TW. ‖ סעיף 6 בוטל.",
    "פרטים באתר www.gov.il. ‖ הכניסה חופשית.",
    "בשנת 2024. ‖ בשנת 2025.",
    # list items
    "1. חינוך. ‖ 2. בריאות. ‖ 3. רווחה.",
    "א. חינוך יסודי. ‖ ב. חינוך תיכון.",
    "1.1. הוראות כלליות. ‖ 1.2. הגדרות.",
    "(א. מבוא)",
    "היעדים: 1. צמיחה; 2. תעסוקה; 3. יציבות.",
    "היעדים: א. צמיחה; ב. תעסוקה.",
    "הנוכחים הצביעו; שניים נמנעו; אחד התנגד.",
    # initials and dotted abbreviations
    "הסופר א. שטיין זכה בפרס. ‖ י. ל. פרץ לא זכה.",
    "בית הדין I.C.J. קבע כך. ‖ ש.י. עגנון כתב.",
    "השופט J. Smith חתם.",
    "הוא קיבל ב.מ. ‖ אולם הערעור התקבל.",
    "מספר ת.ז. של המבקש נבדק.",
    "הוא לומד בכיתה ב. ‖ אחיו לומד בכיתה ג'. ‖ אחותו בגן.",
    "הם עברו לתוכנית א. ‖ העבודה החלה.",
    'חיילי צה"ל חזרו מארה"ב. ‖ שר הביטחון בירך.',
    'הוא הוצב בצה"ל. ‖ שימוש בנשק נאסר.',
    # abbreviations with a dot
    "החלטה מס. 28 ועמ. 5 צורפו. ‖ הוועדה אישרה.",
    "כולם שילמו מס. ‖ הגבייה עלתה.",
    "המשרד ברח. הרצל 5 נסגר.",
    "חברת Apple Inc. הודיעה על רווח. ‖ המניה עלתה.",
    "הוא עבד ב-Apple Inc. ‖ לדבריו, התנאים היו טובים.",
    "Dr. Nguyen הגיע להאנוי. ‖ Prof. Levi נשאר.",
    "ירקות, פירות וכו'. ‖ המחירים עלו.",
    "חברת יאהו! הודיעה על פיטורים.",
    # ellipses
    "אני חושב... לא, איני יודע.",
    "הוא שתק... ‖ אולם לבסוף דיבר.",
    "...והוא הלך הביתה. ‖ סוף.",
    "אז מה?.. ‖ לא ידוע.",
    # quotations
    'השר אמר: "לא נוותר." ‖ הישיבה ננעלה.',
    '"לא נוותר." אמר השר. ‖ "מה קרה?" שאלה השרה. ‖ "די!" צעקה המפגינה.',
    '"לא נוותר", אמר השר. ‖ "נמשיך".',
    '"מה קרה?" - כך שאל. ‖ איש לא ענה.',
    'הסרט "לאן?" זכה בפרס. ‖ המחזה "אבא!" לא זכה.',
    'הוא שאל "מה קרה?" והלך. ‖ היא שאלה: "למה?" ‖ איש לא ענה.',
    'הוא הגיע. ‖ "הארץ" דיווח על כך. ‖ "זהו."',
    "הוא סיים. ‖ - אמרת משהו? ‖ - לא.",
    '"מה קרה? - שאל השר. ‖ כלום.',
    # brackets
    "הוועדה (ראו עמ' 5. להלן) אישרה. ‖ (ההחלטה פורסמה.) ‖ השר חתם.",
    "הוא זכה (שוב!) בפרס.",
    "הוא זכה (שוב\n‖הבא בתור. ‖ סוף",
    # colons: speakers, speech, lists and names stay
    'היו"ר כהן: תודה רבה. ‖ ח"כ לוי: לא.',
    "חוק יסוד: כבוד האדם וחירותו נחקק ב-1992.",
    "נתניהו: לא ניסוג מהגולן",
    "יש שלוש סיבות: מחיר, איכות וזמן.",
    "שלושה שרים אמרו: אין סיכוי להסכם.",
    "זו הבחירה שעומדת בפנינו: האם נפחד או נעשה.",
    "הרפורמות בתחומים שונים: בתחום הפלילי, בתחום האזרחי.",
    "מספר המשתתפים: לא ידוע.",
    "בשוק העבודה נמשך השיפור: שיעור האבטלה ירד.",
    # colons: an announcement before sentences of their own, a noun that is taken up again
    "להלן ההוראות הבאות: ‖ התרופה היא לשימוש חיצוני בלבד. ‖ אין לבלוע.",
    "קיימות שתי שיטות לחישוב: ‖ בחלק מהמקרים ניתן לקזז הפסדים.",
    "לדוח מספר פגמים מהותיים: ‖ בחברה פתוחה לא ניתן להגיע להסכמה.",
    "הוועד אישר את החלטה 28: ‖ החלטה זו קובעת יעדים חדשים.",
    "משפט נתניהו: המשפט הזה מיותר",
    # cross-references
    'קראו גם: "המחירים עולים" ‖ הלשכה פרסמה נתונים.',
    "ערך מורחב – פסיפס הציפורים (קיסריה) ‖ בשנת 1950 נתגלה הפסיפס.",
    "הוא כתב (בקיסריה) בשנת 1950.",
]

GLUED = [
    "כך אמר לפיד.‖שלום השיב לו.",
    "הוא הלך?‖היא נשארה.",
    'הוא אמר "לא".‖השר שתק.',
    'הוא חזר לצה"ל.‖היא נשארה.',
    "(ההחלטה פורסמה).‖השר חתם.",
]
GLUED_LOOK_ALIKES = [
    "הוא ב.מ.ו. לשעבר",
    "סעיף 5.ב לחוק",
    "אתר ynet.co.il נסגר",
    "א.שטיין כתב",
    "קובץ דוח.pdf נשלח",
    "כן...לא",
]


@pytest.fixture(scope="module", params=["ours", "spaCy's"])
def nlp(request: pytest.FixtureRequest) -> Language:
    language = spacy.blank("he", config=OURS if request.param == "ours" else {})
    language.add_pipe("hebrew_sentences")
    return language


def unmarked(case: str) -> tuple[str, list[str]]:
    pieces = case.split("‖")
    text = "".join(piece.removeprefix(" ") if index else piece for index, piece in enumerate(pieces))
    return text, [piece.strip() for piece in pieces]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str, nlp: Language) -> None:
    text, sentences = unmarked(case)
    assert [sentence.text.strip() for sentence in nlp(text).sents] == sentences


@pytest.mark.parametrize("case", GLUED + GLUED_LOOK_ALIKES)
def test_a_missing_space(case: str) -> None:
    text, sentences = unmarked(case)
    starts = [*sentence_starts(text), len(text)]
    assert [text[start:end].strip() for start, end in pairwise(starts)] == sentences


def test_white_space_belongs_to_the_sentence_before_it(nlp: Language) -> None:
    doc = nlp("\n  כותרת\n\n \n‎הוא הלך.  היא נשארה.\n")
    assert [sentence.text_with_ws for sentence in doc.sents] == ["\n  כותרת\n\n \n", "‎הוא הלך.  ", "היא נשארה.\n"]
    assert doc.has_annotation("SENT_START")
    assert all(token.is_sent_start is not None for token in doc)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "...", "?!", '"', "(", "• •"])
def test_texts_without_words(text: str, nlp: Language) -> None:
    assert "".join(sentence.text_with_ws for sentence in nlp(text).sents) == text


def test_other_annotation_is_kept() -> None:
    nlp = spacy.blank("he", config=OURS)
    doc = nlp.make_doc("הוא הלך. היא נשארה.")
    doc[0].tag_ = "PRON"
    doc.ents = [doc.char_span(0, 3, label="PER")]
    doc = pipeline.components.sentences.factory.set_sentences(doc)
    assert doc[0].tag_ == "PRON"
    assert [entity.label_ for entity in doc.ents] == ["PER"]
    assert len(list(doc.sents)) == 2


SIGNS = "אבהכלמ19aZ.:;!?…,\"'״()[]-–• \n"


@given(st.text(alphabet=SIGNS, max_size=60))
def test_starts_are_in_order_and_at_content(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert bool(starts) == bool(text.strip())
    assert not any(text[start].isspace() for start in starts)
    assert not text[: starts[0] if starts else None].strip()


HOSTILE = [
    *(".", ". ", "א. ", "א.", "ב.מ. ", "1. ", "1.", "א...", "a. b", "אב.גד", "!", "…", "יאהו! ", "א ב? - "),
    *(":", "א: ", "הבאות: ", "שתי שיטות הבאות: יש ", "לפי סעיף זה: ", "ראו גם: ", "•", " • "),
    *("(", "[", "(a. ", "אב (", "(\n", '"', "'", '"אב." ', '"אב?" ', "\n", " ", " \n", "א"),
]


@pytest.mark.parametrize("end", ["", "סוף"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_long_text_of_one_thing_has_its_starts_in_order(unit: str, end: str) -> None:
    """About half a second each; a square of the length would take hours."""
    text = ("מילה " + unit * 100_000)[:100_000] + end
    starts = sentence_starts(text)
    assert starts[0] == 0
    assert all(one < other for one, other in pairwise(starts))
    assert starts[-1] < len(text)

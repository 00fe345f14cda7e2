"""Names that a trained model finds beside those of lexicon and patterns."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.components.fact_spans import facts_of
from pipeline.components.model_mentions import set_mentions
from pipeline.components.names.factory import HebrewNames
from pipeline.components.names.spans import spans_of_ents
from pipeline.components.proclitics import PROCLITICS


def names_of(marked: str, label: str, confidence: float, proclitics: str = "") -> list[tuple[str, str, str, str]]:
    """The names of a sentence whose words in double brackets a model marks, as (prefix, text, label, source)."""
    words, start, end = [], 0, 0
    for word in marked.split(" "):
        if word.startswith("[["):
            start = len(words)
        words.append(word.replace("[[", "").replace("]]", ""))
        if word.endswith("]]"):
            end = len(words)
    doc = Doc(Vocab(), words=words)
    doc[start]._.set(PROCLITICS, proclitics)
    set_mentions(doc, [(start, end, label, confidence)])
    HebrewNames(spans_of_ents("ner:test"))(doc)
    return [(one.prefix, one.text, one.label, one.source) for one in facts_of(doc, "entities")]


@pytest.mark.parametrize(
    ("marked", "label", "proclitics", "prefix", "name"),
    [
        ("הדוח של [[גרומבק-לוטן]] פורסם", "ORG", "", "", "גרומבק-לוטן"),
        ("הם פנו [[לגרומבק]] אתמול", "ORG", "ל", "ל", "גרומבק"),
        ("[[ובגרומבק]] נמסר כי", "ORG", "וב", "וב", "גרומבק"),
        ("תושבי [[זרסקובה]] הפגינו", "GPE", "", "", "זרסקובה"),
        ("בסנאט [[ובקונגרס]] הצביעו", "ORG", "וב", "וב", "קונגרס"),
        ("בשנת 2024 [[גרומבק]] רכשה", "ORG", "", "", "גרומבק"),
        ("כ-120 אלף עובדי [[גרומבק]] שבתו", "ORG", "", "", "גרומבק"),
    ],
)
def test_what_no_list_knows_joins_the_names(marked: str, label: str, proclitics: str, prefix: str, name: str) -> None:
    assert names_of(marked, label, 0.9, proclitics) == [(prefix, name, label, "ner:test")]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("תפוקת [[GRDP]] עלתה", "ORG"),
        ("העתירה [['בג\"ץ]] 3418/20 נדחתה".replace("'", ""), "ORG"),
        ("על פי [[חוק התכנון]] נקבע", "ORG"),
        ("עובדי [[ההייטק]] שבתו", "ORG"),
        ("ברחבי [[הארץ]] ירד גשם", "GPE"),
        ("הם הגיעו אל [[נמל התעופה]] מוקדם", "FAC"),
        ("מחיר של 70 אלף שקל [[למ'ר]]".replace("'", '"'), "ORG"),
        ("המניה (סימול: [[ABCD]] ) עלתה", "ORG"),
        ("תיקון 19 לחוק [[שירות ביטחון]] אושר", "ORG"),
        ("כישלון חוק [[טל]] הוביל", "PER"),
        ("אמרה השרה [[להגנת הסביבה]] בכנס", "ORG"),
        ("המחיר היה 35,000 [[זולם דונג]] לקילו", "GPE"),
        ("המשק הרוויח 18 מיליארד [[זולם]] בשנה", "PER"),
        ("קונגרס הנציגים נפתח והמזכיר נאם [[בקונגרס]] בבוקר", "ORG"),
        ("הוא שילם דולר [['ארה\"ב]] אחד".replace("'", ""), "GPE"),
    ],
)
def test_what_the_contract_counts_as_no_name_stays_out(marked: str, label: str) -> None:
    assert names_of(marked, label, 0.95) == []


@pytest.mark.parametrize(
    ("marked", "label", "confidence", "found"),
    [
        ("ילדי [[קייטנת חיפה]] שרו", "ORG", 0.9, [("", "קייטנת חיפה", "ORG", "ner:test")]),
        ("ילדי [[קייטנת חיפה]] שרו", "ORG", 0.6, [("", "חיפה", "GPE", "names.lexicon")]),
        (
            "ילדי [[גרומבק במחוז חיפה]] שרו",
            "ORG",
            0.9,
            [("", "גרומבק", "ORG", "ner:test"), ("", "חיפה", "GPE", "names.lexicon")],
        ),
        (
            "עובדי [[גרומבק מחיפה]] שרו",
            "ORG",
            0.9,
            [("", "גרומבק", "ORG", "ner:test"), ("מ", "חיפה", "GPE", "names.lexicon")],
        ),
        ("תושבי [[חיפה הגדולה]] עצרו", "GPE", 0.9, [("", "חיפה", "GPE", "names.lexicon")]),
        ("פקידי [[חיפה]] עצרו", "ORG", 0.99, [("", "חיפה", "GPE", "names.lexicon")]),
        ("חברת [[הכנסת סמוטריץ']] דיברה", "ORG", 0.9, [("", "סמוטריץ'", "PER", "names.lexicon")]),
        ("המנכל [[משה בר סימן טוב]] אמר", "PER", 0.75, [("", "משה בר סימן טוב", "PER", "ner:test")]),
        ("הנשיאה [[מיכל ברק נבו]] אמרה", "PER", 0.75, [("", "מיכל ברק נבו", "PER", "ner:test")]),
        ("הנשיאה [[מיכל ברק אמרה]] לנו", "PER", 0.75, [("", "מיכל ברק", "PER", "names.title")]),
        ("השופט [[מ' ברק נבו]] פסק", "ORG", 0.6, [("", "מ' ברק נבו", "PER", "ner:test")]),
        ("פקידי בנק [[ישראל]] עצרו", "GPE", 0.99, [("", "בנק ישראל", "ORG", "names.lexicon")]),
    ],
)
def test_a_rule_keeps_its_name_unless_a_sure_model_sees_it_inside_a_longer_one(
    marked: str, label: str, confidence: float, found: list[tuple[str, str, str, str]]
) -> None:
    assert names_of(marked, label, confidence) == found


@pytest.mark.parametrize(
    ("marked", "label", "found"),
    [
        ("המחירים ירדו [[במחוז ירושלים]] אתמול", "ORG", [("", "ירושלים", "GPE", "names.lexicon")]),
        ("השכר עלה [[במחוז הצפון]] אתמול", "ORG", [("ה", "צפון", "LOC", "names.compass")]),
        ("תושבי [[קומונת גרום זולם]] חגגו", "ORG", [("", "גרום זולם", "GPE", "ner:test")]),
        ("תושבי [[קהילת לאנג פונג]] חגגו", "ORG", [("", "לאנג פונג", "GPE", "names.place_noun")]),
        ("אנשי קומונת [[גרום זולם]] חגגו", "PER", [("", "גרום זולם", "GPE", "ner:test")]),
        ("ראש הקומונה [[גרום זולם]] דיבר", "PER", [("", "גרום זולם", "PER", "ner:test")]),
        ("חניכי [[כפר הנוער]] חגגו", "ORG", [("", "כפר הנוער", "ORG", "ner:test")]),
        ("חניכי [[עיר הזולם]] חגגו", "FAC", [("", "עיר הזולם", "FAC", "ner:test")]),
        ("בלי [[המחוז הצפוני]] נרשמה ירידה", "ORG", [("", "המחוז הצפוני", "ORG", "ner:test")]),
        ("עובדי [[אזור הזולם]] שבתו", "ORG", [("", "אזור הזולם", "ORG", "ner:test")]),
        ("תושבי [[כפר סבא]] שבתו", "ORG", [("", "כפר סבא", "GPE", "names.lexicon")]),
    ],
)
def test_the_noun_before_a_place_says_that_it_is_one(
    marked: str, label: str, found: list[tuple[str, str, str, str]]
) -> None:
    assert names_of(marked, label, 0.95) == found


@pytest.mark.parametrize(
    ("marked", "label", "proclitics", "found"),
    [
        ("השופטים גרומבק, זולם, תרשיש, [[ברון]] , מינץ", "PER", "ב", ("", "ברון")),
        ("השופטים גרומבק, זולם, תרשיש [[וברון]] פסקו", "PER", "ו", ("ו", "ברון")),
        ("בגרומבק, בזולם, בתרשיש, [[בזרסקובה]] נמדד", "GPE", "ב", ("ב", "זרסקובה")),
        ("כב' השופטת [[ר' לאופר חסון]] פסקה", "PER", "", ("", "ר' לאופר חסון")),
        ("כב' השופטת ר' [[לאופר חסון]] פסקה", "PER", "", ("", "ר' לאופר חסון")),
    ],
)
def test_letters_of_a_name_are_no_proclitics_and_its_initials_belong_to_it(
    marked: str, label: str, proclitics: str, found: tuple[str, str]
) -> None:
    assert [name[:2] for name in names_of(marked, label, 0.95, proclitics)] == [found]


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("הם עבדו [[משמרת לילה]] ארוכה", "ORG"),
        ("[[מושב שני]] נפתח בצהריים", "ORG"),
        ("יש להם [[לשכה משפטית]] גדולה", "ORG"),
        ("עובדי [[הי-טק]] רבים", "ORG"),
        ("כך אמרו [[שרות הגנת הסביבה]] והכלכלה", "ORG"),
        ("המסר נגד [['רה\"ע]] היוצא".replace("'", ""), "ORG"),
        ("חברות הזנק ( [[STARTUP]] ) נמכרו", "ORG"),
        ("הוקם [[זולמון]] ראשון ועוד זולמונים רבים", "ORG"),
        ("החברות [[בזולמון]] מותנית וכל זולמון יקבע כי הזולמון יוכל", "GPE"),
    ],
)
def test_words_that_their_form_or_the_article_shows_to_be_common_are_no_names(marked: str, label: str) -> None:
    assert names_of(marked, label, 0.95) == []


@pytest.mark.parametrize(
    ("marked", "label", "name"),
    [
        ("חניכי [[מועצה אזורית גרומבק]] חגגו", "ORG", "מועצה אזורית גרומבק"),
        ("עובדי [[הלשכה המשפטית]] שבתו", "ORG", "לשכה המשפטית"),
        ("פקידי [[לשכת גרומבק]] שבתו", "ORG", "לשכת גרומבק"),
        ("הדירות [[בזרסקוב]] התייקרו; זרסקוב קטנה ובזרסקוב גרים", "GPE", "זרסקוב"),
        ("מניית [[גרומבק]] עלתה אחרי שגרומבק רכשה", "ORG", "גרומבק"),
        ("תושבי [[זרסקובה]] הפגינו", "GPE", "זרסקובה"),
        ("חברת [[שרי אריסטוב]] אמרה", "PER", "שרי אריסטוב"),
    ],
)
def test_names_that_look_like_common_words_stay(marked: str, label: str, name: str) -> None:
    assert [one[1].removeprefix("ה") for one in names_of(marked, label, 0.95)] == [name]


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("עובדי [[קבוצת הגרומבק]] של וייטנאם שבתו", ["קבוצת הגרומבק של וייטנאם"]),
        ("עובדי [[איגוד הגרומבק]] של מחוז קואנג נין שבתו", ["איגוד הגרומבק של מחוז קואנג נין"]),
        ("עובדי [[קבוצת הגרומבק]] בוייטנאם שבתו", ["קבוצת הגרומבק", "וייטנאם"]),
        ("עובדי [[זולם גרומבק]] של וייטנאם שבתו", ["זולם גרומבק", "וייטנאם"]),
        ("מניית [[חברת התעופה הישראלית אל על]] עלתה", ["אל על"]),
        ("מניית [[ענקית השבבים אנבידיה]] עלתה", ["אנבידיה"]),
        ("עובדי [[קבוצת גרומבק אנבידיה]] שבתו", ["קבוצת גרומבק אנבידיה"]),
        ("הם פנו אל [[הרשות הלאומית הרלוונטית]] בזמן", []),
        ("הם פנו אל [[הסוכנות המוסמכת]] בזמן", []),
    ],
)
def test_a_body_has_its_owner_and_no_noun_that_only_describes_it(marked: str, found: list[str]) -> None:
    assert [one[1] for one in names_of(marked, "ORG", 0.95)] == found

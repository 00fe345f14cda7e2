from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.components.names.factory import entities_of
from pipeline.facts import Entity

NamesIn = Callable[[str], list[Entity]]


def id_in_any_article(entity: Entity) -> str:
    """The canonical id without the digits of the one article that it is known in."""
    return str(entity.canonical_id).partition("@")[0]


@pytest.mark.parametrize(
    ("sentence", "prefix", "canonical_id"),
    [
        ("[[ועדת המפלגה של מחוז קואנג נין]] החליטה", "", "org.party-committee/vn.province.quang-ninh"),
        ("[[מועצת העם של העיר האי פונג]] אישרה", "", "org.peoples-council/vn.province.hai-phong"),
        ("[[בית הדין לעבודה בנצרת]] פסק", "", "org.labour-court/il.nazareth"),
        ("[[בית המשפט לעניינים מנהליים בבאר שבע]] דחה", "", "org.administrative-court/il.beer-sheva"),
        ("[[בית הדין בהאג]] יתבקש", "", "org.icj"),
        ("ב[[ועדת העם של מחוז בק נין]] נמסר", "ב", "org.peoples-committee/vn.province.bac-ninh"),
        ("ל[[וועדת המפלגה המחוזית]] נמסר", "ל", "org.party-committee.province"),
        ("ה[[וועד המרכזי ה-13 של המפלגה]] קבע", "ה", "org.party-central-committee"),
        ("של ה[[וועד המרכזי]] נכתב", "ה", "org.party-central-committee"),
        ("ה[[פוליטביורו]] דן בתוכנית", "ה", "org.politburo"),
        ("[[מועצת העם העירונית]] אישרה", "", "org.peoples-council.city"),
        ("ה[[אסיפה הלאומית]] אישרה", "ה", "org.national-assembly"),
        ("[[חזית המולדת הווייטנאמית]] קראה", "", "org.fatherland-front"),
        ("[[משרד האוצר]] פרסם", "", "org.ministry.finance"),
        ("[[משרד המדע והטכנולוגיה]] פרסם", "", "org.ministry.science"),
        ("מ[[משרד החוץ]] נמסר", "מ", "org.ministry.foreign-affairs"),
        ("[[משרד האוצר של וייטנאם]] פרסם", "", "org.ministry.finance/country.VN"),
        ("ה[[לשכה המרכזית לסטטיסטיקה]] פרסמה", "ה", "org.cbs"),
        ('ב[[למ"ס]] מציינים', "ב", "org.cbs"),
        ('ה[[למ"ס]] פרסמה', "ה", "org.cbs"),
        ("[[בנק ישראל]] הותיר את הריבית", "", "org.bank-of-israel"),
        ("[[בית המשפט העליון]] דחה", "", "org.supreme-court"),
        ('[[בג"ץ]] דחה את העתירה', "", "org.high-court-of-justice"),
        ("[[בית המשפט המחוזי בתל אביב]] הרשיע", "", "org.district-court/il.tel-aviv"),
        ("ב[[בית משפט השלום בחיפה]] נדון", "ב", "org.magistrates-court/il.haifa"),
        ("ה[[כנסת]] אישרה", "ה", "org.knesset"),
        ("ב[[כנסת]] נדון", "ב", "org.knesset"),
        ("[[ועדת החוקה, חוק ומשפט]] דנה", "", "org.knesset-constitution-committee"),
        ("[[ועדת הכספים של הכנסת]] דנה", "", "org.knesset-finance-committee"),
        ('[[מועצת הביטחון של האו"ם]] התכנסה', "", "org.un-security-council"),
        ('ה[[או"ם]] גינה', "ה", "org.united-nations"),
        ('[[צה"ל]] תקף', "", "org.idf"),
        ("ה[[ליכוד]] התנגד", "ה", "org.likud"),
        ("[[יש עתיד]] התנגדה", "", "org.yesh-atid"),
        ("[[סיעת הליכוד]] התנגדה", "", "org.office.parliamentary-group/org.likud"),
        ("[[עיריית חיפה]] הודיעה", "", "org.municipality/il.haifa"),
        ("[[ממשלת וייטנאם]] אישרה", "", "org.government/country.VN"),
        ("[[המועצה האזורית שער הנגב]] הודיעה".replace("[[ה", "ה[["), "ה", "org.regional-council/il.council.שער-הנגב"),
        ("[[אוניברסיטת תל אביב]] הודיעה", "", "org.tel-aviv-university"),
        ("ל[[בית החולים איכילוב]] פונו", "ל", "org.ichilov"),
        ("ב[[בנק הפועלים]] נמסר", "ב", "org.hapoalim"),
        ('לפי ה"[[וושינגטון פוסט]]" הסכם', "ה", "org.washington-post"),
        ('דווח ב"[[הארץ]]" כי'.replace("[[ה", "ה[["), "ה", "org.haaretz"),
        ("בעיתון [[ידיעות אחרונות]] נכתב", "", "org.yedioth"),
        ('חברת "[[אורביטון]]" גייסה', "", "org.he.אורביטונ"),
        ("קבוצת [[Sun Group]] השקיעה", "", "org.sun-group"),
        ("ב[[נבחרת ישראל]] מאמינים", "ב", "org.national-team/country.IL"),
        ("[[מכבי חיפה]] ניצחה", "", "org.sports-club/il.haifa"),
        ("[[מחלקת המכס של העיר האי פונג]] פרסמה", "", "org.he.מחלקט-המקס/vn.province.hai-phong"),
        ("[[מחלקת החקלאות והסביבה]] פרסמה", "", "org.he.מחלקט-החקלט-והסבב"),
        ("ב[[מחלקת התרבות, הספורט והתיירות]] נמסר", "ב", "org.he.מחלקט-הטרבט-הספרט-והטרט"),
        ("[[אגף התקציבים]] התנגד", "", "org.budget-department"),
        ("[[התאחדות הקבלנים]] תשבית את הענף", "", "org.he.הטחדט-הקבלנמ"),
        ("[[איגוד עובדי הנמל]] הכריז על סכסוך", "", "org.he.איגוד-עבדי-הנמל"),
        ("ה[[רשות להגנת הצומח]] הטילה קנס", "ה", "org.he.רשוט-להגנט-הצמח"),
        ("ה[[בנק לפיתוח חברתי]] העניק אשראי", "ה", "org.he.בנק-לפטח-חברטי"),
        ("[[ועדת ההיגוי לטרנספורמציה דיגיטלית]] דנה", "", "org.he.ועדט-ההגי-לטרנספרמצי-דגטלט"),
    ],
)
def test_body(names_in: NamesIn, sentence: str, prefix: str, canonical_id: str) -> None:
    (entity,) = names_in(sentence)
    assert (entity.prefix, entity.label, id_in_any_article(entity)) == (prefix, "ORG", canonical_id)


@pytest.mark.parametrize(
    ("sentence", "body", "place"),
    [
        (
            "[[ועדת המפלגה]] במחוז [[צ'ואנג נין]] החליטה",
            "org.party-committee/vn.province.quang-ninh",
            "vn.province.quang-ninh",
        ),
        (
            "ל[[וועדת העם]] בעיר [[דא נאנג]] נמסר",
            "org.peoples-committee/vn.province.da-nang",
            "vn.province.da-nang",
        ),
        ("[[מועצת העם]] בנפת [[דונג אן]] אישרה", "org.peoples-council/vn.place.dong-anh", "vn.place.dong-anh"),
        ("[[משרד החינוך]] ב[[ירושלים]] הודיע", "org.ministry.education", "il.jerusalem"),
    ],
)
def test_a_place_with_its_preposition_stands_beside_the_body(
    names_in: NamesIn, sentence: str, body: str, place: str
) -> None:
    assert [entity.canonical_id for entity in names_in(sentence)] == [body, place]


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("צו ל[[משרד הפנים]] ול[[עיריית אשקלון]]", ["org.ministry.interior", "org.municipality/il.ashkelon"]),
        ("[[משרד הבריאות]] ו[[משטרת ישראל]] הודיעו", ["org.ministry.health", "org.israel-police"]),
        ("[[משרד התחבורה]] ותושבי [[חיפה]] מוחים", ["org.ministry.transport", "il.haifa"]),
    ],
)
def test_bodies_side_by_side_stay_two(names_in: NamesIn, sentence: str, ids: list[str]) -> None:
    assert [entity.canonical_id for entity in names_in(sentence)] == ids


@pytest.mark.parametrize(
    "sentence",
    [
        "מחלקת המכירות של החברה גדלה",
        "ארגון הטרור תקף",
        "רשות מקומית אחת לא הגיבה",
        "הרשות לבדה לא תוכל לטפל",
        "הבנק להשקעה מסר",
        "הבנק לא פרסם נתונים",
        "ארגון הודיע על שביתה",
        'היצוא הגיע ל-28.6 מיליארד דולר ארה"ב',
        "ועדות המפלגה בכל הרמות",
        "בית הכנסת נפתח מחדש",
        "סוכנות הידיעות דיווחה",
        "הכנסת טנקים לשטח".replace("הכנסת", "הכנסה"),
        "הממשלה אישרה את התקציב",
        "המפלגה והמדינה",
        "המזכירות של בית הספר".replace(" של", ""),
        'בג"ץ 6120/19 נדחה',
        "חוק העבודה נדון",
        "הם הולכים קדימה",
        "כולנו יודעים",
        "בית המשפט המחוזי דחה",
        "חברת ביטוח גדולה",
        "פרלמנט חדש נבחר",
    ],
)
def test_no_body_in_look_alikes(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


def test_party_bodies_side_by_side(names_in: NamesIn) -> None:
    politburo, secretariat = names_in("ה[[פוליטביורו]] וה[[מזכירות]] פרסמו")
    assert (politburo.canonical_id, secretariat.canonical_id) == ("org.politburo", "org.party-secretariat")
    assert secretariat.prefix == "וה"


def test_an_office_joins_the_body_that_follows(names_in: NamesIn) -> None:
    (office,) = names_in("ה[[וועדה הקבועה של ועדת המפלגה המחוזית]] הנחתה")
    assert id_in_any_article(office) == "org.office.standing-committee/org.party-committee.province"


def test_a_level_takes_the_owner_that_the_article_names(names_in: NamesIn) -> None:
    full, level, translated, office = names_in(
        "[[ועדת המפלגה של מחוז קואנג נין]] החליטה. [[ועדת המפלגה המחוזית]] הוסיפה, ה[[וועדה המחוזית של המפלגה]] אישרה, "
        "וה[[וועדה הקבועה של ועדת המפלגה המחוזית]] הנחתה"
    )
    assert full.canonical_id == level.canonical_id == translated.canonical_id
    assert office.canonical_id == f"org.office.standing-committee/{full.canonical_id}"
    assert full.canonical_name_latin == "Tỉnh ủy Quảng Ninh"


def test_a_level_stays_open_between_two_owners(names_in: NamesIn) -> None:
    *_, level = names_in("[[ועדת העם של מחוז בק נין]] ו[[ועדת העם של מחוז לאו קאי]]. [[ועדת העם המחוזית]] אישרה")
    assert id_in_any_article(level) == "org.peoples-committee.province"


def test_an_acronym_in_brackets_stands_for_its_body(names_in: NamesIn) -> None:
    full, first, later = names_in("[[ארגון הסחר העולמי]] ([[WTC]]) הודיע. לפי [[WTC]] הסחר גדל")
    assert full.canonical_id == first.canonical_id == later.canonical_id == "org.wto"


@pytest.mark.parametrize(
    ("sentence", "prefix", "label"),
    [
        ("החלטת ה[[קונגרס הלאומי ה-13 של המפלגה]] יושמה", "ה", "EVE"),
        ("לאחר [[מלחמת העולם השנייה]] נחתם", "", "EVE"),
        ("ב[[נמל התעופה בן גוריון]] נמסר", "ב", "FAC"),
        ("תאונה ב[[כביש 6]] הבוקר", "ב", "FAC"),
        ("נחנך [[נמל התעופה קאם ראן]]", "", "FAC"),
        ("ב[[אזור התעשייה דונג ואן]] הוקם מפעל", "ב", "FAC"),
        ("[[נמל אשקלון]] ייסגר", "", "FAC"),
        ("טיפוס על [[הר באק דאי]]", "", "LOC"),
        ("ב[[פסטיבל הסרטים חיפה]] הוקרן סרט", "ב", "EVE"),
        ("[[ועידת מינכן]] נפתחה", "", "EVE"),
        ("תושבי שכונת [[נווה צדק]] עתרו", "", "LOC"),
        ("בשכונת [[פלורנטין]] נסגר בר", "", "LOC"),
        ("הדירה ב[[רחוב החלמונית]] 3 נמכרה", "ב", "FAC"),
        ("הוא דיבר ב[[אנגלית]]", "ב", "ANG"),
        ("הספר תורגם ל[[ערבית]]", "ל", "ANG"),
        ("[[מגילת העצמאות]] נחתמה", "", "WOA"),
    ],
)
def test_other_names(names_in: NamesIn, sentence: str, prefix: str, label: str) -> None:
    (entity,) = names_in(sentence)
    assert (entity.prefix, entity.label) == (prefix, label)


@pytest.mark.parametrize(
    "sentence",
    [
        "כביש מהיר נסלל",
        "תרבות ערבית עתיקה",
        "מערבית לקו",
        "רחוב סואן",
        "מלחמת הסחר",
        "שכונת מגורים שקטה",
        "ועידת המפלגה נפתחה",
        "פסטיבל גדול נפתח",
    ],
)
def test_no_other_names_in_look_alikes(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "canonical_id"),
    [
        ("ל[[מס רכוש]] הוגשו תביעות", "org.property-tax"),
        ("נתוני [[איגוד יבואני הרכב]] מראים עלייה", "org.vehicle-importers"),
        ("ביקורת נעשתה ב[[רשות לפיתוח הגליל]]", "org.galilee-authority"),
        ("במקום הרביעי נמצאת [[קיה]] עם 21,679 מסירות", "org.kia"),
        ("הכנסות [[אפי נכסים]] צמחו", "org.afi-properties"),
    ],
)
def test_authorities_and_companies_of_israeli_news(names_in: NamesIn, sentence: str, canonical_id: str) -> None:
    (entity,) = names_in(sentence)
    assert (entity.label, entity.canonical_id) == ("ORG", canonical_id)


@pytest.mark.parametrize(
    "text",
    [
        "התקציב אושר עד כה בקריאה ראשונה",
        "הקמפיין עלה לרשת ב-20 בפברואר",
        "היא סבלה משברון לב",
        "הם שוברים שתיקה של שנים",
        "הבנק ימשיך לתת הלוואות",
        "דבורה לניאדו זכתה",
        "וואלה, אין לי מושג",
    ],
)
def test_words_that_are_also_names_of_bodies_are_none(text: str) -> None:
    assert [one.text for one in entities_of(text) if one.label == "ORG"] == []


@pytest.mark.parametrize(
    "marked",
    [
        "לפי סעיף 3 לחוק בנק ישראל נקבע",
        "העתירה נגד חוק טבריה נדחתה",
        "נציגי [[בנק ישראל]] תמכו בחוק",
        "החוק ב[[טבריה]] נאכף",
        "לפי חוקי [[ישראל]] מותר",
        "הנתונים מעידים על בלימה מוחלטת",
        "הוא אכל מעדן חלב",
        "הם טסו ל[[לימה]]",
    ],
)
def test_the_name_of_a_law_and_a_common_word_are_no_bodies_or_places(
    names_in: Callable[[str], list[Entity]], marked: str
) -> None:
    names_in(marked)


@pytest.mark.parametrize(
    "sentence",
    [
        "ארגון הבחירות נמשך חודש",
        "הם עסקו בארגון הפעילויות, בארגון הכנסים ובארגון החגיגות",
        "[[ארגון הקבלנים]] עתר",
        "[[איגוד המלונות]] עתר",
    ],
)
def test_to_organise_events_is_no_body(names_in: NamesIn, sentence: str) -> None:
    names_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "ה[[מרכז המחוזי לבקרת מחלות]] ממליץ על חיסון",
        "ה[[מכון הלאומי לחקר המוח]] פרסם דוח",
        "ה[[מרכז למניעת שריפות]] נפתח",
        "המרכז המחוזי נפתח",
        "הרשות המקומית לא הגיבה",
        "[[ארגון הרופאים המתמחים]] הכריז על סכסוך",
        "[[איגוד העובדים הסוציאליים]] שבת",
        "[[איגוד המורים]] המייצג את העובדים שבת",
        "[[קבוצת החשמל של וייטנאם]] השקיעה",
    ],
)
def test_a_body_with_its_reach_or_with_which_members_it_has(names_in: NamesIn, sentence: str) -> None:
    names_in(sentence)

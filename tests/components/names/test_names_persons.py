from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.facts import Entity

NamesIn = Callable[[str], list[Entity]]


@pytest.mark.parametrize(
    ("sentence", "canonical_id"),
    [
        ("המזכיר הכללי [[טו לאם]] נאם", "per.to-lam"),
        ("המזכיר הכללי [[טו לם]] נאם", "per.to-lam"),
        ("ראש הממשלה [[פאם מין צ'ין]] נאם", "per.pham-minh-chinh"),
        ("ראש הממשלה [[פאם מין צ'ינה]] נאם", "per.pham-minh-chinh"),
        ("הנשיא [[הו צ'י מין]] אמר", "per.ho-chi-minh"),
        ("ראש הממשלה [[בנימין נתניהו]] אמר", "per.netanyahu"),
        ("ל[[נתניהו]] נמסר", "per.netanyahu"),
        ("הנשיא [[טראמפ]] הודיע", "per.trump"),
        ('ד"ר [[סוזי נבות]] אמרה', "per.he.סוזי-נבוט"),
        ('ח"כ [[זהבה גלאון]] אמרה', "per.galon"),
        ("ראש הממשלה [[גולדברג]] אמר", "per.he.גולדברג"),
        ('ד"ר [[שי פלדמן]] אמר', "per.he.שי-פלדמנ"),
        ('לדברי עו"ד [[זבדיאל קרונה]], הוגש ערעור', "per.he.זבדל-קרונ"),
        ("השופטת [[דורית ביניש]] כתבה", "per.beinisch"),
        ("ראש הממשלה לשעבר [[אהוד אולמרט]] אמר", "per.olmert"),
        ('עו"ד [[שני רביב]] ייצגה את העותרים', "per.he.שני-רביב"),
        ("לשאלת השופט, [[אריה נבון]], השיב העד", "per.he.ארי-נבונ"),
        ("הנציג המצרי, [[סאמי חדאד]], הסתייג", "per.he.סאמי-חדד"),
        ('סמנכ"ל הכספים, [[אורן שלום]], התפטר', "per.he.אורנ-שלומ"),
        ("הרופאה [[תמר שגב]] טיפלה בפצועים", "per.he.טמר-שגב"),
        ("לדברי [[רונית אבני]], המצב קשה", "per.he.רוניט-אבני"),
        ("[[אבנר שקדי]], בן 58, נעצר", "per.he.אבנר-שקדי"),
        ('"אין מה לעשות", אומר [[אליהו דנינו]], תושב המקום', "per.he.אלהו-דננו"),
        ("מר [[טאקומי סאטו]], מנהל המפעל, מסר", "per.he.טאקמי-סאטו"),
        ("גברת [[הואנג טי מי]], ילידת 1962, קיבלה פרות", "per.vn.hoang-thi-mi"),
        ("אדון [[דאנג קוואק חאן]] סיפר על המלחמה", "per.dang-quoc-khanh"),
        ("הנהלת הכפר שמעה את [[נגוין ואן זולם]], סגן המזכיר", "per.he.נגוינ-ואנ-זולמ"),
        ("גברת [[הו טי קים ליאן]] סיפרה", "per.vn.ho-thi-kim-lien"),
        ("עצתו של הדוד [[הו]] לא נשכחה", "per.ho-chi-minh"),
        ("בביתו של מר [[קואץ' דין היי]] (אז חבר ועד)", "per.vn.quach-dinh-hai"),
        ("החבר [[צ'ו דוק זונג]] נאם", "per.vn.chu-duc-dung"),
        ('סגן היו"ר, [[פאם קוואק זונג]], אמר', "per.vn.pham-quoc-dung"),
        ("ו[[אופיר פינס-פז]] הצביע", "per.he.אופיר-פינס-פז"),
        ('עו"ד [[רוזנצווייגברג]] טען', "per.he.רוזנצויגברג"),
    ],
)
def test_person(names_in: NamesIn, sentence: str, canonical_id: str) -> None:
    (entity,) = names_in(sentence)
    # A surname alone has an id of its article, which ends in digits.
    assert (entity.label, str(entity.canonical_id).partition("@")[0]) == ("PER", canonical_id)


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("שר האוצר [[בצלאל סמוטריץ']] הציג את התקציב", ["PER"]),
        ("מנהל [[מחלקת הבריאות]], [[לואונג ואן היו]], ביקר", ["ORG", "PER"]),
        ("שר החוץ של [[וייטנאם]] [[בוי תאן סון]] נפגש", ["GPE", "PER"]),
        ("נשיא [[צרפת]] [[עמנואל מקרון]] אמר", ["GPE", "PER"]),
        ('יו"ר [[ועדת הכספים]] [[משה גפני]] אמר', ["ORG", "PER"]),
        ("ראש [[עיריית חיפה]] [[יונה יהב]] אמר", ["ORG", "PER"]),
        ("מזכיר [[ועדת המפלגה של מחוז קואנג נין]] [[נגוין סון קי]] סיכם", ["ORG", "PER"]),
        ("סגן ראש [[ועדת העם של מחוז בק נין]], [[נגוין ואן טואן]], אמר", ["ORG", "PER"]),
    ],
)
def test_title_with_its_body(names_in: NamesIn, sentence: str, labels: list[str]) -> None:
    assert [entity.label for entity in names_in(sentence)] == labels


@pytest.mark.parametrize(
    "sentence",
    [
        "שלום לכולם, אמר המנחה",
        'סמנכ"ל הכספים, שלום הבית, והשקט',
        "אמר דוד כי אין ברירה",
        "הנציג, בתורו, סירב להגיב",
        "השופט, לאחר דיון, דחה את הבקשה",
        "מנהלת המחלקה, אור לגויים, זכתה בפרס",
        "ברק ורעם נראו בשמיים",
        "אור גדול וגל חזק",
        "הוא מנחם אבלים",
        "השר אמר כי יבדוק",
        "הנשיא קיבל את ההצעה",
        'ד"ר לרפואה',
        "החבר הטוב ביותר",
        "לה לא היה זמן",
        "כאשר שוורץ בעט",
        "מחנה לוי נפתח",
        "ראש הממשלה נפגש עם שרים",
        "בגין חובותיה נותק החשמל",
        "המחוז קיבל החלטות",
        "אדם בן ארבעים",
        "שדרות בן גוריון נחסמו",
        'ד"ר מומחה לילדים קבע',
        "הכנסות התקציב הגיעו ל-63 מיליארד דונג וייט.",
    ],
)
def test_no_person_in_look_alikes(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


def test_spellings_of_one_vietnamese_person_meet_in_one_id(names_in: NamesIn) -> None:
    one, other = names_in("החבר [[נגוין ואן טואן]] ביקר. החבר [[נגויין ואן טואן]] נאם")
    assert one.canonical_id == other.canonical_id
    assert one.canonical_id is not None
    assert one.canonical_id.startswith("per.vn.nguyen-van-")


def test_a_surname_later_is_the_person_named_in_full(names_in: NamesIn) -> None:
    full, later, prefixed = names_in("השופטת [[דורית ביניש]] כתבה. [[ביניש]] הוסיפה כי ל[[ביניש]] אין ספק")
    assert full.canonical_id == later.canonical_id == prefixed.canonical_id
    assert later.canonical_name == "דורית ביניש"
    assert prefixed.prefix == "ל"


def test_a_word_like_surname_later_needs_a_title(names_in: NamesIn) -> None:
    full, later = names_in("הנשיא [[אהרן ברק]] כתב. השופט [[ברק]] הוסיף. ברק ורעם נראו")
    assert full.canonical_id == later.canonical_id == "per.barak-aharon"


def test_a_word_like_surname_later_beside_a_verb_of_speech(names_in: NamesIn) -> None:
    full, *later = names_in("[[יאיר לפיד]] הגיע. [[לפיד]] אמר כי לפיד האולימפיאדה הוצת. לדברי [[לפיד]] אין ספק")
    assert [one.canonical_id for one in later] == [full.canonical_id] * 2


def test_a_surname_that_two_persons_share_stays_alone(names_in: NamesIn) -> None:
    entities = names_in("[[משה אבוטבול]] ו[[יעקב אבוטבול]] נפגשו")
    assert len({entity.canonical_id for entity in entities}) == 2


def test_the_last_part_of_a_vietnamese_name_after_a_title(names_in: NamesIn) -> None:
    full, later = names_in("המזכיר הכללי [[טו לאם]] נאם. מר [[לאם]] הוסיף")
    assert full.canonical_id == later.canonical_id


def test_the_given_name_of_a_vietnamese_person_later(names_in: NamesIn) -> None:
    _, full, later = names_in(
        "המזכיר של [[ועדת המפלגה המחוזית]], [[הואנג דוק ת'ין]], אישר. לדברי מר [[ת'ין]], ההחלטה נכנסת לחיים"
    )
    assert full.canonical_id == later.canonical_id == "per.vn.hoang-duc-thinh"


@pytest.mark.parametrize(
    "sentence",
    [
        "השמאי [[אורי לבנון]] סבור כך. [[לבנון]] העריך שהמחירים יעלו",
        "השמאי [[אורי לבנון]] סבור כך. [[לבנון]] בן ה-61 גר בצפון",
        'יו"ר המועצה לשעבר, [[גבי שלום]], עתר. את הקמפיין פתח [[שלום]] בסיסמה',
        'יו"ר המועצה לשעבר, [[גבי שלום]], עתר. "די", ענה לה [[שלום]]',
        'עו"ד [[ניסים ברק]] הגיע. סקר של סיעת [[ברק]] פורסם',
        'עו"ד [[ניסים ברק]] הגיע. [[ברק]], שפרסם ספר, צחק',
        'סמנכ"ל החברה, [[יגאל מימון]], נעצר. הפרקליטות ייחסה ל[[מימון]] שוחד',
        "איש העסקים [[אבנר שקדי]] העיד. היום שב [[אבנר שקדי]] לדוכן",
        'איש העסקים [[אבנר זיו]] העיד. "מר [[זיו]] מכר לנו סיפור", טען העד, "כמו שמכר להם צינורות"',
    ],
)
def test_a_person_named_again(names_in: NamesIn, sentence: str) -> None:
    full, later = names_in(sentence)
    assert later.label == "PER"
    assert later.canonical_id == full.canonical_id


def test_a_country_beside_a_person_of_its_name(names_in: NamesIn) -> None:
    person, country, other = names_in("השמאי [[אורי לבנון]] סבור כך. ב[[לבנון]] נמשכים הקרבות, ליד גבול [[לבנון]]")
    assert (person.label, country.canonical_id, other.canonical_id) == ("PER", "country.LB", "country.LB")


def test_a_surname_of_two_persons_is_neither(names_in: NamesIn) -> None:
    one, other, later = names_in('עו"ד [[רון ברק]] הגיע עם ח"כ [[משה ברק]]. [[ברק]] השיב כי ברק נראה בשמיים')
    assert later.label == "PER"
    assert later.canonical_id not in {one.canonical_id, other.canonical_id}


@pytest.mark.parametrize(
    "sentence",
    [
        "שער החליפין הוא 24,094 דונג וייט לדולר",
        "המחיר נע בין 67,000 ל-69,000 דונג וייט לקילוגרם",
        'ירידה של 1,000 וייטנאם לק"ג',
        "עלייה של 110 דונג וייט במכירה",
        'מ-620 מליון ק"ג',
        "הם ידועים בהכנסת האורחים שלהם",
        "הכנסת המשפחה הממוצעת עלתה",
    ],
)
def test_what_is_counted_and_what_only_sounds_like_a_name_is_none(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "בשנת 2025 [[דונג ואן טאן]] נבחר",
        "ה[[כנסת]] החדשה הושבעה",
        "ב-2024 [[וייטנאם]] צמחה",
        "10,000 תושבי [[וייטנאם]] התפנו",
    ],
)
def test_a_year_counts_nothing(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence)


@pytest.mark.parametrize(
    "marked",
    [
        "בפני כב' השופטים [[י' גרומבק]], [[ב' בר-זיו]] ו-[[א' זולם]].",
        "(כב' הרכב השופטים: [[ד' גרומבק]] – שופט בכיר; [[ב' בר-זיו]]; ו-[[א' זולם]])",
        "הרשמת [[ר' לוינסקי]] דחתה את הבקשה",
        "לטענת [[א' לוי]] נגרם לו נזק",
        "ביום ב' לוי טס",
        "האזינו לחבר צ'מאלה גרום",
        "ילדים בכיתה ד' לוי ובכיתה ה' כהן",
        "בכיתות א' וב' לומדים",
        "בא' באלול וב' באלול",
        "ז' תלמידים ושמונה מורים",
    ],
)
def test_initials_and_a_surname_are_a_person_by_a_title_a_list_or_a_known_surname(
    names_in: Callable[[str], list[Entity]], marked: str
) -> None:
    assert all(entity.label == "PER" for entity in names_in(marked))


@pytest.mark.parametrize(
    "marked",
    [
        "[[גיא גולדמן]] - עוזר ראשי",
        "[[גיא גולדמן]] – יועץ משפטי",
        "[[אופיר פינס-פז]] התפטר",
        "פרופ' [[שלמה מור יוסף]] הגיש",
        "[[שלמה מור יוסף]] הגיש",
        "[[משה גל כהן]] הגיע",
        "השופטת [[ענת ברון]] פסקה",
        'ד"ר [[אפרים]] ורון באו',
    ],
)
def test_all_surnames_belong_to_a_person_and_no_more(names_in: Callable[[str], list[Entity]], marked: str) -> None:
    names_in(marked)


@pytest.mark.parametrize(
    "sentence",
    [
        "רבים מאזרחי [[ישראל]] חיים בפחד",
        "תושבי [[ישראל]] לוי וכהן הם השמות הנפוצים",
        'הח"כ [[ישראל חיים]] אמר',
        'הח"כ [[ישראל כהן]] אמר',
    ],
)
def test_israel_after_a_noun_of_states_is_no_given_name(names_in: NamesIn, sentence: str) -> None:
    names_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "השר [[משה (בוגי) יעלון]] אמר",
        "כך טען [[יעקב (קובי) גולן]] אתמול",
        "לדברי [[יוסף (ספי) בן צבי]] המצב קשה",
        '[[רחבעם "גנדי" זאבי]] נרצח',
        "פגשנו את [[דוד]] (השכן) לבן".replace("[[דוד]]", "דוד"),
        "נפגש עם [[נתניהו]] ו[[ברק]].",
        "מועמד הפשרה בין [[נתניהו]] ל[[לפיד]] נכשל",
        "[[נתניהו]] לוי",
        "[[נתניהו]] ושלום הבית",
        "[[נתניהו]] ומנהיגים אחרים",
    ],
)
def test_a_nickname_between_names_and_a_surname_beside_a_leader(names_in: NamesIn, sentence: str) -> None:
    names_in(sentence)


def test_a_nickname_leaves_the_person_who_he_is(names_in: NamesIn) -> None:
    full, again, later = names_in("[[בנימין (ביבי) נתניהו]] אמר. [[בנימין נתניהו]] הוסיף, ו[[נתניהו]] סיים")
    assert full.canonical_id == again.canonical_id == later.canonical_id

"""Which names get one canonical id, in an article and between articles, and which must not."""

from __future__ import annotations

import re

import pytest

from pipeline.components.names.factory import entities_of
from pipeline.components.names.near_names import lexicon_name, near_name
from pipeline.components.names.spans import NameSpan
from pipeline.facts import Entity, EntityLabel

_MARK = re.compile(r"\[\[(.*?)(?:\|([A-Z]{3}))?\]\]")


def entities(marked: str) -> list[Entity]:
    """The entities at the marks of a text; [[name|ORG]] is given as a model would, [[name]] must be found by the rules."""
    text = _MARK.sub(r"\1", marked)
    given, starts, removed = [], [], 0
    for match in _MARK.finditer(marked):
        start = match.start() - removed
        starts.append(start)
        removed += len(match[0]) - len(match[1])
        if match[2]:
            label: EntityLabel = match[2]  # type: ignore[assignment]
            end = start + len(match[1])
            given.append(NameSpan(start=start, end=end, label=label, source="ner:test", confidence=0.99))
    found = {entity.start: entity for entity in entities_of(text, given)}
    return [found[start] for start in starts]


def ids(marked: str) -> list[str]:
    return [str(entity.canonical_id) for entity in entities(marked)]


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("קוואנג נינה", "Quảng Ninh"),
        ("קואנג נהין", "Quảng Ninh"),
        ("קאו בינג", "Cao Bằng"),
        ("נהא טראנגה", "Nha Trang"),
        ("קזאחסתאן", "Kazakhstan"),
        ("פיליפינס", None),
        ("אוזבקיסתן", "Uzbekistan"),
        ("אזרבייגאן", "Azerbaijan"),
        ("האנוי", "Hà Nội"),
        ("חנוי", None),
        ("האי נאם", None),
        ("קואנג נאק", None),
        ("בן טובים", None),
        ("באן תרה", "Bến Tre"),
        ("סלובניה", "Slovenia"),
        ("סלובקניה", None),
        ("הודיה", None),
        ("יפון", None),
        ("תל אבוב", None),
    ],
)
def test_a_place_is_linked_by_ear_only_where_no_other_can_be_meant(written: str, latin: str | None) -> None:
    near = lexicon_name(written, "GPE")
    assert (near and near.name.latin) == latin


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("וולדימיר זלינסקי", "Volodymyr Zelensky"),
        ("ולדימיר פוטין", "Vladimir Putin"),
        ("קאסם-ז'ומרט טוקאייב", "Kassym-Jomart Tokayev"),
        ("אנטוניו גותרש", "António Guterres"),
        ("פאם מינה צ'ינה", "Phạm Minh Chính"),
        ("נגויין פו טרונג", "Nguyễn Phú Trọng"),
        ("טו לם", "Tô Lâm"),
        ("טו לין", None),
        ("אהוד ברוק", None),
        ("אהוד ברק", "Ehud Barak"),
        ("יאיר לביד", None),
        ("בני גנז", None),
        ("דונלד טרומן", None),
        ("ניר ברקן", None),
    ],
)
def test_a_foreign_person_is_linked_by_ear_an_israeli_by_letters(written: str, latin: str | None) -> None:
    person = lexicon_name(written, "PER")
    assert (person and person.name.latin) == latin


@pytest.mark.parametrize(("written", "score"), [("קואנג נין", 1.0), ("צ'ואנג נין", 1.0), ("קואנג נהין", None)])
def test_an_alias_scores_one_and_a_near_spelling_less(written: str, score: float | None) -> None:
    found = lexicon_name(written, "GPE")
    assert found is not None
    assert found.alias_score == score if score else 0.9 < found.alias_score < 1


@pytest.mark.parametrize("label", ["PER", "GPE"])
def test_kinds_are_not_mixed(label: EntityLabel) -> None:
    wrong = {"PER": "קזאחסתאן", "GPE": "וולדימיר זלינסקי"}[label]
    assert near_name(wrong, label) is None


PROVINCES = ["קואנג נין", "קואנג בין", "קואנג נאם", "קואנג טרי", "קואנג נגאי", "באק ג'יאנג", "באק נין", "אן ג'יאנג",
             "הא ג'יאנג", "האו ג'יאנג", "קיין ג'יאנג", "טיין ג'יאנג", "הא נאם", "האנוי", "נאם דין", "בין דין", "נין בין",
             "הואה בין", "תאי בין", "טאי נין", "תאי נגוין", "בין דואונג", "האי דואונג", "לונג אן", "וין לונג"]  # fmt: skip


def test_provinces_that_sound_alike_stay_apart() -> None:
    found = ids(", ".join(f"מחוז [[{name}]]" for name in PROVINCES))
    assert len(set(found)) == len(PROVINCES)
    assert all(name_id.startswith("vn.province.") for name_id in found)


@pytest.mark.parametrize(
    "marked",
    [
        "מחוז [[קואנג נין]] גדל. [[צ'ואנג נין]] התגלתה כנקודת אור",
        "הנשיא [[וולודימיר זלנסקי]] נאם. [[זלנסקי]] הוסיף",
        "השופטת [[רונית אבולעפיה]] כתבה. השופטת [[אבולעפיה]] הוסיפה",
        'עו"ד [[הדסה אבן-חן|PER]] טענה. [[אבן חן|PER]] הוסיפה',
        "כך כתבה [[ברטה לונה קימלמן|PER]]. [[ברטה קימלמן|PER]] הוסיפה",
        "מר [[נגוין תאן פואוק]] נאם. מר [[תאן פואוק|PER]] הוסיף",
        "לדברי מר [[נגוין טוק היין]], כך. מר [[נגוין תוק היין]] סיכם",
        "הפרקליט [[נדב שטיינברג|PER]] טען. [[שטינברג|PER]] חזר על כך",
        "הסופר [[ארטיום קוזלוב|PER]] בא. [[ארטיום קזלוב|PER]] דיבר",
        "[[בנק הפועלים]] הודיע. בה[[פועלים|ORG]] סירבו להגיב",
        '[[זיו תשתיות בע"מ|ORG]] זכתה במכרז. [[זיו תשתיות|ORG]] תחל בעבודה',
        "[[קבוצת אלמוגים|ORG]] גייסה הון. [[אלמוגים|ORG]] תצמח",
        "[[סילבר-קוד|ORG]] גייסה הון. [[סילברקוד|ORG]] תצמח",
        "[[ועדת ההיגוי למאבק בשחיתות|ORG]] דנה. [[ועדת ההיגוי|ORG]] תתכנס שוב",
        '[[המכון הלאומי לחקר הים|ORG]] (המל"ת) הזהיר. ב[[מל"ת|ORG]] מודאגים',
        "ה[[רשות לפיתוח הנגב|ORG]] (להלן: רשות הפיתוח) דנה. [[רשות הפיתוח|ORG]] תממן",
        "[[האוצר|ORG]] הודיע כך. ב[[משרד האוצר]] נמסר אחרת".replace("[[ה", "ה[["),
        "[[חזית המולדת]] קראה. [[חזית המולדת של וייטנאם]] הוסיפה",
        "[[מזכירות הוועד המרכזי]] החליטה. [[מזכירות המפלגה]] הוסיפה",
        "מחוז [[תאי נגוין]] גדל. [[טאי נגוין]] שמרה על יציבות",
        "השופט [[רון ברק]] פסק. [[ברק]] אמר כך, אך השופט [[משה ברק]] חלק".removesuffix(", אך השופט [[משה ברק]] חלק"),
    ],
)
def test_two_mentions_of_one_thing_meet(marked: str) -> None:
    one, other = ids(marked)
    assert one == other


@pytest.mark.parametrize(
    "marked",
    [
        'עו"ד [[רון ברק]] הגיע עם עו"ד [[רן ברק]]',
        "השופטת [[מאיה כהן]] והשופטת [[מיה כהן]]",
        "מר [[נגוין ואן טואן]] ומר [[נגוין ואן טאן]]",
        "[[בנק הפועלים]] ו[[בנק לאומי]]",
        "[[ועדת התכנון לצפון|ORG]] ו[[ועדת התכנון לדרום|ORG]]",
        "[[איגוד עובדי הנמל|ORG]] ו[[איגוד עובדי הרכבת|ORG]]",
        "[[משרד האוצר]] ו[[משרד החוץ]]",
        "מחוז [[הא נאם]] והאי [[האי נאם|GPE]]",
        "[[מחלקת הבריאות של קואנג נין]] ו[[מחלקת החינוך של קואנג נין]]",
        "[[ועדת העם של מחוז קואנג נין]] ו[[מועצת העם של מחוז קואנג נין]]",
        '[[בג"ץ]] ו[[בית המשפט העליון]]',
    ],
)
def test_two_things_stay_apart(marked: str) -> None:
    one, other = ids(marked)
    assert one != other


def test_a_surname_means_the_one_who_was_named_before() -> None:
    ron, first, moshe, later = ids('עו"ד [[רון ברק]] בא. [[ברק]] אמר כך. השופט [[משה ברק]] חלק. השופט [[ברק]] פסק')
    assert first == ron
    assert later not in {ron, moshe}


def test_a_short_name_of_two_bodies_is_neither() -> None:
    *whole, short = ids("[[קבוצת אלמוגים|ORG]] ו[[רשת אלמוגים|ORG]] נפגשו, ו[[אלמוגים|ORG]] זכתה")
    assert short not in whole


def test_the_province_of_the_article_owns_its_bodies() -> None:
    found = entities(
        "[[קאו באנג]] גדלה. [[ועדת העם המחוזית]] אישרה, ה[[וועדה הקבועה של ועדת המפלגה המחוזית]] הנחתה, "
        "[[מחלקת החקלאות והסביבה]] יישמה, ו[[ועדת העם]] סיכמה"
    )
    assert [(one.canonical_id, one.canonical_name_latin) for one in found[1:3]] == [
        ("org.peoples-committee/vn.province.cao-bang", "Ủy ban nhân dân tỉnh Cao Bằng"),
        ("org.office.standing-committee/org.party-committee/vn.province.cao-bang", "Ban Thường vụ Tỉnh ủy Cao Bằng"),
    ]
    assert str(found[3].canonical_id).endswith("/vn.province.cao-bang")
    assert found[4].canonical_id == found[1].canonical_id


@pytest.mark.parametrize(
    ("marked", "open_id"),
    [
        ("[[קאו באנג]] ו[[לאו קאי]] נפגעו. [[ועדת העם המחוזית]] אישרה", "org.peoples-committee.province@"),
        ("[[האי פונג]] גדלה. [[ועדת העם המחוזית]] אישרה", "org.peoples-committee.province@"),
        ("[[קאו באנג]] גדלה. [[ועדת העם העירונית]] אישרה", "org.peoples-committee.city@"),
        ("[[קאו באנג]] גדלה. [[ועדת המפלגה של הקומונה]] אישרה", "org.party-committee.commune@"),
        ("החקלאים הצליחו. קפה מ[[לאם דונג]] נמכר. [[ועדת העם המחוזית]] עזרה", "org.peoples-committee.province@"),
        (
            "הוא בא. [[לאם דונג]] ו[[קאו באנג]] שלחו נציגים. [[ועדת העם המחוזית]] עזרה",
            "org.peoples-committee.province@",
        ),
        (
            "מחוז [[דאק לאק]] גדל. [[דאק לאק]] צמחה. אורחי [[ועדת המפלגה של מחוז לאם דונג]] באו. [[ועדת המפלגה המחוזית]] דנה",
            "org.party-committee.province@",
        ),
    ],
)
def test_a_body_of_nobody_knows_whom_is_known_in_its_article_alone(marked: str, open_id: str) -> None:
    mine, theirs = ids(marked)[-1], ids(marked + " אתמול")[-1]
    assert mine.startswith(open_id)
    assert theirs.startswith(open_id)
    assert mine != theirs
    assert mine == ids(marked)[-1]


@pytest.mark.parametrize(
    ("marked", "body_id", "latin"),
    [
        ("מחוז [[קואנג נין]]: [[משרד האוצר]] הודיע", "org.ministry.finance/country.VN", "Bộ Tài chính"),
        ("העיר [[חיפה]]: [[משרד האוצר]] הודיע", "org.ministry.finance", "Ministry of Finance"),
        ("[[חיפה]]: [[משרד החוץ הסיני]] הודיע", "org.ministry.foreign-affairs/country.CN", None),
        ("מחוז [[קואנג נין]]: [[משרד החוץ]] הצרפתי מחה", "org.ministry.foreign-affairs/country.FR", None),
        ("מחוז [[קואנג נין]]: [[משרד החוץ]] הנוכחי", "org.ministry.foreign-affairs/country.VN", "Bộ Ngoại giao"),
        ("[[חיפה]]: [[משרד החוץ של ישראל]] הודיע", "org.ministry.foreign-affairs", "Ministry of Foreign Affairs"),
        ("מחוז [[קואנג נין]]: [[בית המשפט העליון]] דחה", "org.supreme-court/country.VN", "Tòa án nhân dân tối cao"),
        ("מחוז [[קואנג נין]]: ה[[פוליטביורו]] דן", "org.politburo", "Bộ Chính trị"),
        ("[[וייטנאם]]: ה[[אסיפה הלאומית]] אישרה", "org.national-assembly", "National Assembly"),
    ],
)
def test_the_country_of_the_article_owns_its_ministries(marked: str, body_id: str, latin: str | None) -> None:
    body = entities(marked)[-1]
    assert body.canonical_id == body_id
    assert latin is None or body.canonical_name_latin == latin


def test_a_ministry_of_an_unknown_country_is_known_in_its_article_alone() -> None:
    assert ids("[[חיפה]]: [[משרד החוץ]] הבהוטני מחה")[-1].startswith("org.ministry.foreign-affairs@")


@pytest.mark.parametrize(
    ("marked", "person"),
    [("השר [[אלי כהן]] הודיע", "per.cohen-eli"), ("השכן [[אלי כהן]] סיפר", "per.he.אלי-קהנ")],
)
def test_a_name_of_many_people_is_the_ministers_after_his_title(marked: str, person: str) -> None:
    assert ids(marked) == [person]


@pytest.mark.parametrize(
    "marked",
    [
        'דאק לאק: מר [[לאם דונג]], יו"ר [[ועדת העם המחוזית]], אמר כך',
        "החקלאים הצליחו. הקפה של מחוז [[דאק לאק]] נמכר. [[ועדת העם המחוזית]] עזרה",
        "החקלאים הצליחו. ב[[דאק לאק]] נטעו קפה. קפה מ[[דאק לאק]] נמכר. [[ועדת העם המחוזית]] עזרה",
        "הגשם פסק. קפה נטעו בקומונת קו בה ([[דאק לאק]]). [[ועדת העם המחוזית]] עזרה",
        "הגשם פסק.\n[[דאק לאק]] - [[ועדת העם המחוזית]] עזרה",
        "[[ועדת העם של מחוז דאק לאק]] דנה. קפה מ[[לאם דונג]] נמכר. [[ועדת העם המחוזית]] עזרה",
    ],
)
def test_a_province_is_the_articles_where_the_text_says_so(marked: str) -> None:
    assert ids(marked)[-1] == "org.peoples-committee/vn.province.dak-lak"


@pytest.mark.parametrize(
    ("marked", "label"),
    [("מר [[לאם דונג]], חקלאי", "PER"), ("מחוז [[לאם דונג]], חבל קפה", "GPE"), ("מר טאן בא ל[[לאם דונג]]", "GPE")],
)
def test_a_place_after_the_title_of_a_person_is_a_person(marked: str, label: str) -> None:
    assert entities(marked)[-1].label == label


@pytest.mark.parametrize(
    ("marked", "person"),
    [
        ("הסופרת [[רותי ליברמן]] כתבה. [[ליברמן]] הוסיפה", "per.he.רוטי-לברמנ"),
        ("[[ליברמן]] תקף. הסופרת [[רותי ליברמן]] השיבה. [[ליברמן]] הוסיף", "per.liberman"),
        ("הסופרת [[רותי ליברמן]] כתבה. השר [[ליברמן]] הגיב", "per.liberman"),
        ("[[אביגדור ליברמן]] פגש את [[רותי ליברמן]]. [[ליברמן]] אמר", "per.liberman"),
        ("[[יאיר בן גביר]], סטודנט, אמר כך. [[בן גביר]] הוסיף", "per.he.יאיר-בנ-גביר"),
        ("[[מיכאל טראמפ]] זכה בפרס. [[טראמפ]] הוסיף", "per.he.מיקל-טרמפ"),
        ("[[ליברמן]] אמר כך. [[ליברמן]] הוסיף", "per.liberman"),
        ("[[ולדימיר פוטין]] אמר כך. [[פוטין]] הוסיף", "per.putin"),
    ],
)
def test_a_surname_is_the_leaders_unless_another_of_that_name_is_named(marked: str, person: str) -> None:
    assert ids(marked)[-1] == person


@pytest.mark.parametrize(
    ("marked", "body_id"),
    [
        ("[[חיל האוויר]] תקף בסוריה", "org.air-force"),
        ("[[חיל האוויר]] הישראלי תקף", "org.air-force"),
        ("[[חיל האוויר]] האמריקני תקף", "org.air-force/country.US"),
        ("[[חיל הים]] של סין תרגל", "org.navy/country.CN"),
        ("[[פיקוד המרכז]] האמריקאי הודיע", "org.central-command/country.US"),
        ("[[בית המשפט העליון]] בהודו פסק", "org.supreme-court/country.IN"),
        ("[[בית המשפט העליון]] בירושלים פסק", "org.supreme-court"),
        ("[[רשות המסים]] בישראל הודיעה", "org.tax-authority"),
        ("[[ועדת הבחירות המרכזית]] בטורקיה הודיעה", "org.central-elections-committee/country.TR"),
        ("ה[[מפלגה הדמוקרטית]] הקוריאנית הפסידה", "org.democratic-party-us/country.KR"),
        ("ה[[מפלגה הרפובליקנית]] האמריקנית ניצחה", "org.republican-party-us"),
        ("[[מפלגת העבודה]] הבריטית ניצחה", "org.labour/country.GB"),
        ("[[מפלגת העבודה]] ניצחה", "org.office.party/org.labour"),
    ],
)
def test_a_body_of_another_state_is_not_taken_for_the_one_of_that_name(marked: str, body_id: str) -> None:
    assert ids(marked)[-1] == body_id


def test_a_politburo_abroad_is_not_taken_for_vietnams() -> None:
    assert ids("[[סין]]: ה[[פוליטביורו]] דן")[-1].startswith("org.politburo@")


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("הסופר [[ארטיום קוזלוב|PER]] בא", "[[ארטיום קזלוב|PER]] כתב", True),
        ("ב[[מינהל האוכלוסין|ORG]] נמסר", "ב[[מנהל האוכלוסין|ORG]] נמסר", True),
        ("מר [[נגוין ואן טואן]] נאם", "מר [[נגויין ואן טואן]] נאם", True),
        ("החלטת ה[[קונגרס הלאומי ה-13 של המפלגה]] יושמה", "החלטת ה[[קונגרס הלאומי ה-13]] יושמה", True),
        ("החלטת ה[[קונגרס הלאומי ה-13]] יושמה", "לקראת ה[[קונגרס הלאומי ה-14]] הוכנה תוכנית", False),
        ("ראש הממשלה [[גולדברג]] אמר", "השופט [[גולדברג]] פסק", False),
        ("מר [[ת'ין|PER]] נאם", "גברת [[ת'ין|PER]] שרה", False),
        ("[[ועדת ההיגוי|ORG]] דנה", "[[ועדת ההיגוי|ORG]] התכנסה", False),
        ("מחוז [[קואנג נין]]: קומונת [[טאן לאפ]]", "מחוז [[לאו קאי]]: קומונת [[טאן לאפ]]", False),
        ("מחוז [[קואנג נין]]: קומונת [[טאן לאפ]]", "ב[[קואנג נין]], בקומונת [[טאן לאפ]]", True),
    ],
)
def test_names_of_two_articles(here: str, there: str, same: bool) -> None:
    assert (ids(here)[-1] == ids(there)[-1]) == same


def test_ids_do_not_depend_on_other_articles() -> None:
    marked = "מחוז [[קואנג נין]]: [[ועדת העם המחוזית]] ומר [[ת'ין|PER]]"
    alone = ids(marked)
    entities("מחוז [[לאו קאי]]: [[ועדת העם המחוזית]]")
    assert ids(marked) == alone


def test_many_names_take_linear_time_to_link() -> None:
    letters = "אבגדהוזחטיכלמנסעפצקרשת"
    names = [f"{a}{b}{c}ר {c}{a}{b}ן" for a in letters for b in letters for c in letters[:6]]
    text = ", ".join(names)
    starts = [0]
    for name in names:
        starts.append(starts[-1] + len(name) + 2)
    for label in ("PER", "ORG", "GPE"):
        spans = [
            NameSpan(start=start, end=start + len(name), label=label, source="ner:test", confidence=0.9)
            for start, name in zip(starts, names, strict=False)
        ]
        assert len({one.start for one in entities_of(text, spans)}) > len(names) / 2

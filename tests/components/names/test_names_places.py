from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.facts import Entity

NamesIn = Callable[[str], list[Entity]]


@pytest.mark.parametrize(
    ("sentence", "prefix", "label", "canonical_id"),
    [
        ("כלכלת [[קואנג נין]] צמחה", "", "GPE", "vn.province.quang-ninh"),
        ("במחוז [[צ'ואנג נין]] נחנך גשר", "", "GPE", "vn.province.quang-ninh"),
        ("מחוז [[קוואנג-נין]] גדל", "", "GPE", "vn.province.quang-ninh"),
        ("הוא שב מ[[האנוי]]", "מ", "GPE", "vn.province.ha-noi"),
        ("ביקור ב[[הייפונג]] הסתיים", "ב", "GPE", "vn.province.hai-phong"),
        ("ביקור ב[[האי פונג]] הסתיים", "ב", "GPE", "vn.province.hai-phong"),
        ("ב[[דה נאנג]] נפתח נמל", "ב", "GPE", "vn.province.da-nang"),
        ("ב[[הו צ'י מין סיטי]] נפתח כנס", "ב", "GPE", "vn.province.ho-chi-minh-city"),
        ("העיר [[הו צ'י מין]] גדלה", "", "GPE", "vn.province.ho-chi-minh-city"),
        ("ב[[הו צ'י מין]] נפתח כנס", "ב", "GPE", "vn.province.ho-chi-minh-city"),
        ("מחוז [[ת'ואה ת'יין-הואה]] נפגע", "", "GPE", "vn.province.thua-thien-hue"),
        ("בעיר [[הואה]] ירד גשם", "", "GPE", "vn.province.thua-thien-hue"),
        ("פרובינציית [[הואה בין]] צמחה", "", "GPE", "vn.province.hoa-binh"),
        ("מחוז [[קאו בינג]] נפגע בסופה", "", "GPE", "vn.province.cao-bang"),
        ("קומונת [[טאן לאפ]] קיבלה תואר", "", "GPE", "gpe.vn.tan-lap"),
        ("מצביעי קהילת [[טאן לאפ]] באו לכנס", "", "GPE", "gpe.vn.tan-lap"),
        ("מחיר הקפה ב[[רמות המרכזיות]] עלה", "ב", "LOC", "vn.region.central-highlands"),
        ("במחוז ה[[צפון]] עלה השכר", "ה", "LOC", "loc.he.צפונ"),
        ("ובמחוז [[דרום]] ירד", "", "LOC", "loc.he.דרומ"),
        ("מחירי הדירות באזור ה[[מרכז]] עלו", "ה", "LOC", "loc.he.מרקז"),
        ("בכפר [[דואונג לאם]] נערך פסטיבל", "", "GPE", "gpe.vn.duong-lam"),
        ("ב[[דלתא של נהר המקונג]] יש בצורת", "ב", "LOC", "vn.region.mekong-delta"),
        ("סחר עם [[וייטנאם]] גדל", "", "GPE", "country.VN"),
        ("סחר עם [[ויאטנם]] גדל", "", "GPE", "country.VN"),
        ("היצוא ל[[ווייטנאם]] גדל", "ל", "GPE", "country.VN"),
        ("הוא טס מ[[לבנון]] אתמול", "מ", "GPE", "country.LB"),
        ("הוא טס ל[[הולנד]] אתמול", "ל", "GPE", "country.NL"),
        ("[[הונגריה]] הצביעה נגד", "", "GPE", "country.HU"),
        ("[[כווית]] הפחיתה את התפוקה", "", "GPE", "country.KW"),
        ("המשלחת ש[[בוליביה]] שלחה", "ש", "GPE", "country.BO"),
        ("[[מרוקו]] תשתתף בכנס", "", "GPE", "country.MA"),
        ('הנשיא הגיע ל[[ארה"ב]] הלילה', "ל", "GPE", "country.US"),
        ("נמסר ב[[פיליפינים]] כי נרשמה רעידה", "ב", "GPE", "country.PH"),
        ("ה[[פיליפינים]] מחו", "ה", "GPE", "country.PH"),
        ("הקרב נגד ה[[פדרציה הרוסית]] נמשך", "ה", "GPE", "country.RU"),
        ("ב[[הודו]] נרשמה צמיחה", "ב", "GPE", "country.IN"),
        ("הירי על [[תל-אביב]] נמשך", "", "GPE", "il.tel-aviv"),
        ("הירי על [[תל אביב]] נמשך", "", "GPE", "il.tel-aviv"),
        ("תושבי [[שדרות]] מוחים", "", "GPE", "il.sderot"),
        ("העיר [[מודיעין]] גדלה", "", "GPE", "il.modiin"),
        ("ב[[עזה]] הוכרז אבל", "ב", "GPE", "il.gaza-city"),
        ("ב[[רצועת עזה]] הוכרז אבל", "ב", "LOC", "il.region.gaza-strip"),
        ("מזג האוויר ב[[אגן הים התיכון]]", "ב", "LOC", "region.mediterranean-basin"),
        ("ספינות ב[[ים השחור]]", "ב", "LOC", "region.black-sea"),
        ("שר החוץ ביקר ב[[בייג'ינג]]", "ב", "GPE", "city.beijing"),
        ("הכנס ב[[טוקיו]] נדחה", "ב", "GPE", "city.tokyo"),
        ("הם נפגשו ב[[בואנוס איירס]]", "ב", "GPE", "city.buenos-aires"),
    ],
)
def test_place(names_in: NamesIn, sentence: str, prefix: str, label: str, canonical_id: str) -> None:
    (entity,) = names_in(sentence)
    assert (entity.prefix, entity.label, entity.canonical_id) == (prefix, label, canonical_id)


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("במחוזות [[קואנג נין]], [[האי פונג]] ו[[בק נין]]", ["quang-ninh", "hai-phong", "bac-ninh"]),
        ("בין [[קואנג נין]], [[קואנג נאם]] ו[[קואנג נגאי]]", ["quang-ninh", "quang-nam", "quang-ngai"]),
        ("מ[[קואנג בין]] ועד [[קואנג טרי]]", ["quang-binh", "quang-tri"]),
        ("מחוז [[הא נאם]] ליד [[האנוי]]", ["ha-nam", "ha-noi"]),
        ("[[האו ג'יאנג]] ו[[הא ג'יאנג]]", ["hau-giang", "ha-giang"]),
        ("[[טאי נין]] ו[[תאי בין]]", ["tay-ninh", "thai-binh"]),
        ("[[באק נין]] ו[[באק ג'יאנג]]", ["bac-ninh", "bac-giang"]),
    ],
)
def test_provinces_stay_apart(names_in: NamesIn, sentence: str, ids: list[str]) -> None:
    assert [entity.canonical_id for entity in names_in(sentence)] == [f"vn.province.{one}" for one in ids]


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("[[סין]], [[הודו]] ו[[פקיסטן]]", ["country.CN", "country.IN", "country.PK"]),
        ("[[הודו]] ו[[פקיסטן]] חתמו", ["country.IN", "country.PK"]),
        ("[[צ'ילה]], [[פרו]] ו[[בוליביה]]", ["country.CL", "country.PE", "country.BO"]),
    ],
)
def test_word_like_countries_count_in_a_list_of_countries(names_in: NamesIn, sentence: str, ids: list[str]) -> None:
    assert [entity.canonical_id for entity in names_in(sentence)] == ids


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("בקומונות [[טאן לאפ]], [[באק סון]] ו[[קאם ג'יאנג]]", ["gpe.vn.tan-lap", "gpe.vn.bac-son", "gpe.vn.cam-giang"]),
        (
            "במחוז [[קאו באנג]], ב[[באו לאק]] וב[[באו לאם]]",
            ["vn.province.cao-bang", "vn.place.bao-lac", "gpe.vn.bao-lam/vn.province.cao-bang"],
        ),
    ],
)
def test_vietnamese_places_beside_a_known_one(names_in: NamesIn, sentence: str, ids: list[str]) -> None:
    assert [entity.canonical_id for entity in names_in(sentence)] == ids


@pytest.mark.parametrize(
    "sentence",
    ["מחוז [[קואנג נין]] גדל. באו לאן שבאו, מה טוב", "ב[[וייטנאם]] קם דור חדש", "במחוז [[לאו קאי]] היו לה בתים"],
)
def test_hebrew_words_in_news_of_vietnam_are_no_places(names_in: NamesIn, sentence: str) -> None:
    assert len(names_in(sentence)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "ההפגנה הפרו-פלסטינית התפזרה",
        "שני הנאשמים הודו באשמה",
        "הוקם בנין חדש ברחוב",
        "קניה של דירה היא החלטה",
        "מקורות צבאיים מסרו כי אין נפגעים",
        "הוא בין המועמדים",
        "קרנות נאמנות ונאם נלהב",
        "צמיחה חיובית בכיוון הנכון",
        "כללי מיון חדשים פורסמו",
        "בשדרות רחבות נטעו עצים",
        "גורמי מודיעין העריכו",
        "ברחובות הבירה נרשמו מהומות",
        "רוח עזה נשבה",
        "תאי הטלפון והעשן",
        "בעלי נכס הגישו ערר, מה שבין השכנים",
        "הגדר נבנתה, והיא גדרה את החלקה",
        "חלב ומוצריו התייקרו",
        "מכה קשה לענף",
        "עדן הראשון של הילדות",
        "פו הדוב",
    ],
)
def test_no_name_in_look_alikes(names_in: NamesIn, sentence: str) -> None:
    assert names_in(sentence) == []


def test_two_spellings_of_one_province_meet_in_one_id_and_name(names_in: NamesIn) -> None:
    first, second = names_in("מחוז [[צ'ואנג נין]] גדל. [[קואנג נין]] התגלתה כנקודת אור")
    assert first.canonical_id == second.canonical_id == "vn.province.quang-ninh"
    assert first.canonical_name == second.canonical_name == "קואנג נין"
    assert first.canonical_name_latin == "Quảng Ninh"
    assert first.alias_score == second.alias_score == 1.0


def test_a_near_spelling_scores_lower_than_an_alias(names_in: NamesIn) -> None:
    (near,) = names_in("מחוז [[קאו בינג]] נפגע")
    assert near.alias_score is not None
    assert 0.7 < near.alias_score < 1.0
    assert near.canonical_name_latin == "Cao Bằng"


@pytest.mark.parametrize(
    "sentence",
    [
        "ברובעים ובקומונות הבאים: [[באו טאן]], [[טאן טוי]], [[טאן פו]] ו[[לונג דוק]] נערכה בדיקה",
        "הבדיקה נערכה בקומונות [[דונג האי]], [[לונג הואה]], [[אן קי]] ו[[טאן האי]].",
        "בפגישה השתתפו החברים [[נגוין ואן האי]], [[לה ואן טאן]] ו[[פאם מין דוק]].",
        "בקומונות קיבלו פרס החברים [[לה ואן האי]], [[לה ואן טאן]] ו[[פאם מין דוק]].",
    ],
)
def test_places_of_vietnam_are_listed_after_a_noun_that_announces_them(names_in: NamesIn, sentence: str) -> None:
    labels = {entity.label for entity in names_in(sentence)}
    assert labels == ({"PER"} if "החברים" in sentence else {"GPE"})


@pytest.mark.parametrize(
    "sentence",
    ["קצב הצמיחה האיטי ביותר מאז 2006", "השיפור האיטי נמשך", "רעידת האדמה ב[[האיטי]]", "מדינת [[האיטי]] ביקשה סיוע"],
)
def test_slow_is_no_country(names_in: NamesIn, sentence: str) -> None:
    names_in(sentence)

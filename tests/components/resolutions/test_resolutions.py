"""Citations of official documents: what must be found, with which values, and what only looks like one."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline.components.resolutions.factory  # noqa: F401 - registers the component
from pipeline.components.fact_spans import facts_of, set_facts
from pipeline.components.resolutions.citations import find_citations
from pipeline.components.resolutions.vocabulary import ISSUER_LEVELS, SERIES_TYPES
from pipeline.facts import DateFact, Resolution


@pytest.fixture(scope="module")
def nlp() -> Language:
    language = spacy.blank("he")
    language.add_pipe("hebrew_resolutions")
    return language


def found(nlp: Language, text: str) -> list[Resolution]:
    return facts_of(nlp(text), "resolutions")


def read_marked(marked: str) -> tuple[str, list[str]]:
    """The sentence without its [[…]] marks, and what they enclose."""
    mentions = [part.split("]]")[0] for part in marked.split("[[")[1:]]
    return marked.replace("[[", "").replace("]]", ""), mentions


CODES = [
    ("על פי [[החלטה מס' 28-NQ/TW]] של הוועד המרכזי", "28-NQ/TW", "resolution"),
    ("ב[[החלטה מס' 28 – NQ / TW]] נקבע", "28-NQ/TW", "resolution"),
    ("ב[[החלטה מס' 28/NQ-TW]] נקבע", "28-NQ/TW", "resolution"),
    ("ה[[צו 13/2023/NĐ-CP]] נכנס לתוקף", "13/2023/NĐ-CP", "decree"),
    ("[[צו מס' 13/2023/ND-CP]] בדבר הגנת מידע", "13/2023/NĐ-CP", "decree"),
    ("ראש הממשלה חתם על [[החלטה 1719/QD-TTG]].", "1719/QĐ-TTg", "decision"),
    ("לפי [[חוזר 22/2024/TT-BTC]] של משרד האוצר", "22/2024/TT-BTC", "circular"),
    ("[[תוכנית פעולה מס' 24/CTr/TU]] של ועדת המפלגה", "24-CTr/TU", "programme"),
    ("[[תקנה מס' 37-QĐ/TW]] על מה שאסור לחברי מפלגה", "37-QĐ/TW", "regulation"),
    ("[[החלטה מס' 900/NQ-UBTVQH15]] על סידור יחידות", "900/NQ-UBTVQH15", "resolution"),
    ("[[חוק מס' 31/2024/QH15]] נכנס לתוקף", "31/2024/QH15", "law"),
    ("ב[[מכתב רשמי 812/BTC-QLN]] ביקש המשרד", "812/BTC-QLN", "official_letter"),
    ("[[סיכום 88-KL/TW]] של הפוליטביורו", "88-KL/TW", "conclusion"),
    ("[[הנחיות 08-HD/BTGTU]] של ועדת ההסברה", "08-HD/BTGTU", "other"),
    ("[[הגשה מס' 4/TTr-CP]] הונחה על השולחן", "4/TTr-CP", "other"),
    ("[[פרויקט מס' 5/ÐA-CP]] הונח על השולחן", "5/ĐA-CP", "plan"),
    ("בעתירה ב[[בג\"ץ 6120/19]] נטען", 'בג"ץ 6120/19', "court_case"),
    ("ב[[בג\"צ 6120/19]] נטען", 'בג"צ 6120/19', "court_case"),
    ("ה[[ת\"פ (מחוזי ת\"א) 12345-06-21]] נפתח", 'ת"פ 12345-06-21', "court_case"),
    ("מסתמכים על פסק הדין ב[[דב\"ע נו/4-10]] מאז", 'דב"ע נו/4-10', "court_case"),
    ("ב[[ע\"פ 4456-14]] זוכה", 'ע"פ 4456-14', "court_case"),
    ("העתירה ל[[בג\"ץ (8379/24)]] תידון", 'בג"ץ 8379/24', "court_case"),
    ("[[ע״א 1234/20]] נדחה", "ע״א 1234/20", "court_case"),
    ('ב[[ת"פ (בית המשפט המחוזי בתל אביב) 67104-01-20]] העיד', 'ת"פ 67104-01-20', "court_case"),
    ('ב[[ת"א שלום חיפה 1234-05-20]] נפסק', 'ת"א 1234-05-20', "court_case"),
    ('ב[[עמ"צ 33321-02-23]] בוטלה השומה', 'עמ"צ 33321-02-23', "court_case"),
    ('ב[[בע"מ 4481/10]] נדונו המזונות', 'בע"מ 4481/10', "court_case"),
    ("ב[[ערעור פלילי 4466/98]] נקבע הכלל", "ערעור פלילי 4466/98", "court_case"),
    ("ב[[תיק 36582-07-21]] הוגשה בקשה", "תיק 36582-07-21", "court_case"),
    # other procedures, other spellings and other forms of number
    ("ב[[בג''ץ 5658/23]] נקבע", 'בג"ץ 5658/23', "court_case"),
    ("ב[[ע.א. 4417/15]] נפסק", "ע.א. 4417/15", "court_case"),
    ('ב[[עע"ם 3782/12]] נקבע', 'עע"ם 3782/12', "court_case"),
    ('ב[[ת"צ (מחוזי מרכז-לוד) 1234-05-20]] אושרה', 'ת"צ 1234-05-20', "court_case"),
    ('[[ת"פ: 67104-01-20]] נפתח', 'ת"פ 67104-01-20', "court_case"),
    ("בבית הדין הרבני נדון [[תיק 1198765/3]]", "תיק 1198765/3", "court_case"),
    ("ב[[ערר 85018/20]] דנה ועדת הערר", "ערר 85018/20", "court_case"),
    ('ב[[תר"מ 125/20]] אסר יושב ראש הוועדה', 'תר"מ 125/20', "court_case"),
    ('בית המשפט דחה את [[עקת"ק 771/19]] אתמול', 'עקת"ק 771/19', "court_case"),
    ("כתב האישום ([[41877-06-19]]) הוגש", "41877-06-19", "court_case"),
    ("התביעה, שמספרה [[12345-06-21]], נדחתה", "12345-06-21", "court_case"),
    ("[[החלטה מס' ב/12]] של הקבינט בישראל", "ב/12", "government_decision"),
    ("[[חוזר מנכ\"ל משרד הבריאות מס' 7/2021]] בישראל", "7/2021", "circular"),
    ("[[הנחיית פרקליט המדינה 2.5]] בישראל", "2.5", "directive"),
    ("[[הצעת חוק פ/1234/25]] בכנסת", "פ/1234/25", "bill"),
    ("הצעתו ([[פ/4021/25]]) נפלה בכנסת", "פ/4021/25", "bill"),
    ("[[תוכנית מס' 101-0123456]] הופקדה בירושלים", "101-0123456", "plan"),
    ("התוכנית, שמספרה [[חפ/2000]], תחליף אותה", "חפ/2000", "plan"),
    ('[[תמ"א 38]] תבוטל', 'תמ"א 38', "plan"),
    ("[[החלטה ES-10/21]] של העצרת הכללית", "ES-10/21", "un_resolution"),
    ("ברוח [[S/RES/2334]] של מועצת הביטחון", "S/RES/2334", "un_resolution"),
    ("[[החלטה 77/247]] של העצרת הכללית של האו\"ם", "77/247", "un_resolution"),
    ("וטו על טיוטת [[החלטה S/2024/835]] במועצת הביטחון", "S/2024/835", "un_resolution"),
    ("המכתב ([[S/2023/970]]) הופץ במועצת הביטחון", "S/2023/970", "other"),
    ("[[דוח A/HRC/55/73]] של מועצת זכויות האדם", "A/HRC/55/73", "other"),
    ("לפי [[תקנת האיחוד האירופי 261/2004]] מגיע פיצוי", "261/2004", "regulation"),
    ("[[החלטה S-30/1]] של מועצת זכויות האדם", "S-30/1", "un_resolution"),
    # slips in Vietnamese codes
    ("ב[[החלטה מס' 18 NQ/TW]]", "18-NQ/TW", "resolution"),
    ("ב[[החלטה מס' 28.NQ/TW]]", "28-NQ/TW", "resolution"),
    ("ב[[החלטה מס'28-NQ/TW]]", "28-NQ/TW", "resolution"),
    ("ב[[החלטה מס' 57NQ/TW]]", "57-NQ/TW", "resolution"),
    ("[[החלטה מס' 1719 QĐ/TTg]] עוסקת בכך", "1719/QĐ-TTg", "decision"),
    ("[[צו 13/2023/NĐ.CP]] נכנס לתוקף", "13/2023/NĐ-CP", "decree"),
    ("[[החלטה 31/2017 /NQ–HĐND]] פקעה", "31/2017/NQ-HĐND", "resolution"),
    ("[[מכתב רשמי מס' 5317 / BNNMT-QLĐĐ]] עונה", "5317/BNNMT-QLĐĐ", "official_letter"),
    ("[[מסמך 4021/SXD-QLVT]] של מחלקת הבנייה", "4021/SXD-QLVT", "official_letter"),
    ("לדבוק ב[[תוכנית 47-KH/BCĐ]]", "47-KH/BCĐ", "plan"),
    ("[[חוזר 33/2023/TT-BCT]] פורסם", "33/2023/TT-BCT", "circular"),
    ("ה[[חוק על ארגון השלטון המקומי מס' 72/2025/QH15]] חל", "72/2025/QH15", "law"),
    ("ב[[גזר דין 112/2025/HS-ST]] נידון", "112/2025/HS-ST", "court_case"),
    ("ב[[פסק דין 45/2024/DS - PT]] נקבע", "45/2024/DS-PT", "court_case"),
    ("[[החלטה מס׳ 57 -NQ/ TƯ]] חלה", "57-NQ/TW", "resolution"),
    ("[[החלטה 57-NQTW]] חלה", "57-NQ/TW", "resolution"),
    ("[[צו 168/2024/NĐCP]] חל", "168/2024/NĐ-CP", "decree"),
    # without a series: the noun says what they are
    ("מועצת העם פרסמה את [[החלטה מס' 08/2024/HDND]] על תעריפים", "08/2024/HĐND", "resolution"),
    ("[[החלטה 11/2023/HĐND]] נכנסה לתוקף", "11/2023/HĐND", "resolution"),
    ("תוכן ה[[דיווח הרשמי מס' 733/CHHVN-PC]] של המינהל הימי", "733/CHHVN-PC", "official_letter"),
    ("ה[[מכתב הרשמי 1187/TCT-CS]] מנחה את הרשויות", "1187/TCT-CS", "official_letter"),
    ("ב[[הודעה רשמית מס' 5534/BNNMT-VP]] ביקש המשרד", "5534/BNNMT-VP", "official_letter"),
    ("ב[[דיווח רשמי מס' 88/CD-TTg]] הורה ראש הממשלה", "88/CĐ-TTg", "official_letter"),
    ("ה[[מסמך מס' 612/KGVX]] נשלח למחוז", "612/KGVX", "official_letter"),
    ("[[צו מס' 65/SL]] על שימור עתיקות", "65/SL", "decree"),
    # Israeli plans, bills, directives
    ("אושרה [[תוכנית תא/מק/4000]] בתל אביב", "תא/מק/4000", "plan"),
    ("לפי [[תא/מק/4000]] ייבנה מגדל", "תא/מק/4000", "plan"),
    ("[[תכנית מק/תא/3721]] נדחתה", "מק/תא/3721", "plan"),
    ("[[תוכנית רג/מק/1600/א]] תאפשר זאת", "רג/מק/1600/א", "plan"),
    ('[[תב"ע תא/2650/ב]] קובעת בתל אביב', "תא/2650/ב", "plan"),
    ("התוכנית ([[חפ/מק/2000/ג]]) אושרה", "חפ/מק/2000/ג", "plan"),
    ('אושרה [[תמ"ל 1091]]', 'תמ"ל 1091', "plan"),
    ("אושרה [[תמל/1091]]", "תמל/1091", "plan"),
    ('[[תמ"א 38/2]] בוטלה', 'תמ"א 38/2', "plan"),
    ("[[תת\"ל 101א']] חוצה את העמק", "תת\"ל 101א'", "plan"),
    ("[[הצעת חוק פ/25/1234]] הונחה", "פ/25/1234", "bill"),
    ("[[הצעת החוק פ/1234/25]] הונחה", "פ/1234/25", "bill"),
    ("הצעת הממשלה ([[מ/1615]]) הונחה", "מ/1615", "bill"),
    ('[[הוראת תכ"ם 7.3.9]] של החשב הכללי בישראל', "7.3.9", "directive"),
    ("[[הוראת ביצוע 5/2021]] של רשות המסים בישראל", "5/2021", "directive"),
    ("[[הנחיה 4.1102]] בישראל", "4.1102", "directive"),
    ('[[פקודת מטכ"ל 33.0133]] בצה"ל', "33.0133", "directive"),
    ("[[חוזר המפקח על הבנקים מס' 2754-06]] בישראל", "2754-06", "circular"),
    ("[[חוזר ביטוח 2023-1-5]] של רשות שוק ההון", "2023-1-5", "circular"),
    ('[[חוזר מנכ"ל תשפ"ה/3]] בישראל', 'תשפ"ה/3', "circular"),
    ("[[הודעת נציבות שירות המדינה מס' 2024/15]] בישראל", "2024/15", "notice"),
    ("[[עמדה משפטית מס' 105-30]] של סגל רשות ניירות ערך בישראל", "105-30", "other"),
    ("[[דירקטיבה 2016/679]] של האיחוד האירופי", "2016/679", "directive"),
    ("[[תקנה (EU) 2023/1115]] על כריתת יערות", "2023/1115", "regulation"),
    ("[[דירקטיבה 95/46/EC]] בוטלה", "95/46/EC", "directive"),
    ("[[פקודת משטרה 14.01.34]] בישראל", "14.01.34", "directive"),
    ('[[תמ"א 10/ב/10]] אושרה', 'תמ"א 10/ב/10', "plan"),
    ("[[תא/5000]] תואץ בתל אביב", "תא/5000", "plan"),
    ("התוכנית ([[101-0123456]]) הופקדה בירושלים", "101-0123456", "plan"),
    ("הצעת החוק ([[פ/4021]]) הונחה", "פ/4021", "bill"),
    ("[[מזכר ההבנות מס' 17/BNG-HTKT]] הוחלף", "17/BNG-HTKT", "other"),
    ("[[נוהל 5.3.0026]] של רשות האוכלוסין בישראל", "5.3.0026", "regulation"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "code", "kind"), CODES)
def test_a_code_is_found_and_normalised(nlp: Language, marked: str, code: str, kind: str) -> None:
    text, mentions = read_marked(marked)
    facts = found(nlp, text)
    assert [(fact.text, fact.code, fact.document_type) for fact in facts] == [(mentions[0], code, kind)]


NULL_CODES: list[tuple[str, dict[str, Any]]] = [
    ("[[החלטת ממשלה מס' 550]] אושרה בירושלים", {"number": 550, "document_type": "government_decision", "issuer": "ממשלה"}),
    ("[[החלטה 1701]] של מועצת הביטחון", {"number": 1701, "document_type": "un_resolution", "issuer": "מועצת הביטחון"}),
    ("יישום [[החלטה 28]] של ועדת המפלגה", {"number": 28, "document_type": "resolution", "jurisdiction": "VN"}),
    ("[[החלטת הקונגרס הלאומי ה-13]] של המפלגה", {"document_type": "resolution", "issuer": "קונגרס הלאומי ה-13"}),
    ("לפי [[חוק יסודות התקציב, התשמ\"ה-1985]], על הממשלה", {"document_type": "law", "jurisdiction": "IL"}),
    ("ל[[חוק התכנון והבנייה (תיקון מס' 101), התשע\"ד-2014]] נוסף", {"document_type": "law"}),
    ("[[פקודת מס הכנסה, התשכ\"א-1961]] קובעת", {"document_type": "ordinance"}),
    ("[[תקנות העבודה, התש\"ף-2020]] פורסמו", {"document_type": "regulation"}),
    ("לפי [[תיקון מס' 52]] לחוק, שאושר אשתקד", {"document_type": "law", "number": 52}),
    ("את החוק ואת [[תיקון 4]] לו", {"document_type": "law", "number": 4}),
    ("התקנות שמכוח ה[[חוק לעידוד מחקר ופיתוח, התשמ\"ד-1984]] פורסמו", {"document_type": "law"}),
    ("התוכנית נשענת על [[החלטת ממשלה מס' 529]] בישראל", {"document_type": "government_decision", "number": 529}),
    ("[[חוק יסוד: ישראל - מדינת הלאום]] נחקק", {"document_type": "law"}),
    ('לפי [[אכרזת גנים לאומיים, תשכ"ד-1964]], נאסר', {"document_type": "decree"}),
    ("לפי [[חוק-יסוד: השפיטה]] מונה השופט", {"document_type": "law", "jurisdiction": "IL"}),
    ("[[החלטת מועצת הביטחון של האו\"ם מספר 2803]] אומצה", {"document_type": "un_resolution", "number": 2803}),
    ("[[פרויקט 06]] של ממשלת וייטנאם", {"document_type": "plan", "number": 6}),
    ("לפי [[החלטה 57]] רשויות המחוז יפעלו", {"document_type": "resolution", "number": 57}),
    ("[[הצעת חוק מס' 1234]] עלתה בכנסת", {"document_type": "bill", "number": 1234}),
    ("[[חוק ההתייעלות (תיקוני חקיקה לשנים 2021 ו-2022), התשפ\"ב-2021]] קובע", {"document_type": "law"}),
    ("[[תזכיר חוק התקשורת (שידורים), התשפ\"ה-2025]] הופץ", {"document_type": "bill"}),
    ("[[תקנות ההגנה (שעת חירום), 1945]] בוטלו", {"document_type": "regulation"}),
    ("לדבריו, [[חוק ההסדרים]] יעלה להצבעה", {"document_type": "law"}),
    ("בניגוד ל[[חוק התכנון והבנייה]], הוועדה לא כונסה", {"document_type": "law"}),
    ("אחריו הועבר [[חוק ביטוח הפיקדונות]] (מתוקן)", {"document_type": "law"}),
    ("[[חוק התעופה האזרחית]] תקף", {"document_type": "law"}),
    ("לפי [[חוק שעות עבודה ומנוחה]] זכאים", {"document_type": "law"}),
    ("ה[[חוק למניעת הטרדה מינית]] חל", {"document_type": "law"}),
    ('הידוע כ"[[חוק טל]]", בוטל', {"document_type": "law"}),
    ('את "[[חוק עוקף בג"ץ]]" הם לא יעבירו', {"document_type": "law"}),
    ("[[הצעת חוק הבינה המלאכותית]] תובא", {"document_type": "bill"}),
    ("[[הצעת חוק יסוד: לימוד תורה]] הונחה", {"document_type": "bill"}),
    ("לפי [[פקודת התעבורה]] נאסר", {"document_type": "ordinance"}),
    ("[[החלטת הממשלה (מס' 2242)]] חלה", {"document_type": "government_decision", "number": 2242, "issuer": "ממשלה"}),
    ("[[החלטת הממשלה ה-37 מס' 1155]] חלה", {"document_type": "government_decision", "number": 1155}),
    ("הממשלה אישרה זאת ב[[החלטה שמספרה 4126]] בישראל", {"document_type": "government_decision", "issuer": "ממשלה"}),
    ("ב[[החלטה 1595]] של מועצת מקרקעי ישראל", {"document_type": "decision", "issuer": "מועצת מקרקעי ישראל"}),
    ("[[החלטת ועדת הכספים מס' 12]] בכנסת", {"document_type": "decision", "issuer": "ועדת הכספים"}),
    ("[[הוראת ניהול בנקאי תקין 301]] חלה", {"document_type": "directive", "number": 301}),
    ("יישום [[החלטה 1701]] בישראל", {"document_type": "un_resolution", "issuer": None}),
    ("לפי [[החלטה מס' 922]] של הממשלה הוקצו כספים בישראל", {"issuer": "ממשלה"}),
    ("ב[[חוק הקרקעות 2024]] נקבע בווייטנאם", {"document_type": "law"}),
    # programmes by the number of their decision
    ("[[תוכנית היעד הלאומית 1719]] הניבה תוצאות בווייטנאם", {"document_type": "programme", "number": 1719}),
    ("ה[[תוכנית הלאומית למטרה 1719]] בווייטנאם", {"document_type": "programme", "number": 1719}),
    ("בווייטנאם מיישמים את [[NTP 1719]] במחוז", {"document_type": "programme", "number": 1719}),
    ("כבישים נסללו ב[[תוכנית 135]] של ממשלת וייטנאם", {"document_type": "programme", "number": 135}),
    # decided by one man or an executive body, not voted
    ("בווייטנאם הוציא ראש הממשלה [[החלטה מס' 45]] על הקמת צוות", {"document_type": "decision"}),
    ("[[החלטה מס' 1131]] של ראש הממשלה בווייטנאם", {"document_type": "decision", "issuer": "ראש הממשלה"}),
    ("[[החלטה מס' 77]] של ועדת העם בווייטנאם", {"document_type": "decision", "issuer": "ועדת העם"}),
    ("[[החלטה מס' 77]] של מועצת העם בווייטנאם", {"document_type": "resolution", "issuer": "מועצת העם"}),
    ("[[החלטה מס' 12]] של הממשלה בווייטנאם ושל דונג", {"document_type": "resolution", "issuer": "ממשלה"}),
    # names in quotes
    ('השופטים פסלו את [[חוק "יסודות התקציב"]] בנוסחו', {"document_type": "law"}),
    ('[[הצעת חוק "לימוד תורה"]] תובא לכנסת', {"document_type": "bill"}),
    ('[[חוק ה"ריבונות"]] נפל בקריאה טרומית', {"document_type": "law"}),
    ('ב"[[חוק פיצויי פיטורים]]" נקבע אחרת', {"document_type": "law"}),
    # names that go on after a preposition
    ("[[חוק ההגנה על חיות הבר]] אוסר צייד", {"document_type": "law"}),
    ("לפי [[חוק הפיקוח על השכר]], העובדים זכאים", {"document_type": "law"}),
    ("[[חוק המאבק בארגוני פשיעה]] מאפשר חילוט", {"document_type": "law"}),
    ("[[חוק הסיוע לעסקים]] מעניק פיצוי", {"document_type": "law"}),
    ("[[חוק איסור הפליה במוצרים ובשירותים]] חל", {"document_type": "law"}),
    ("[[חוק איסור עישון במקומות ציבוריים]] אינו נאכף", {"document_type": "law"}),
    ("[[חוק איסור צריכת זנות]] נכנס לתוקף", {"document_type": "law"}),
    ("[[חוק תעשיית הטכנולוגיה הדיגיטלית]] אושר", {"document_type": "law"}),
    ("[[הצעת חוק המשטרה]] הוגשה", {"document_type": "bill"}),
    ("[[תקנון הכנסת]] מחייב", {"document_type": "regulation"}),
    ("[[פקודת העיריות]] [נוסח חדש] חלה", {"document_type": "ordinance"}),
    # names without a definite noun, with the years of a budget, or with further brackets
    ("לפי סעיף 15 ל[[חוק מבקר המדינה]].", {"document_type": "law"}),
    ("נגנזה [[הצעת חוק עסקאות מתמשכות]] בנוסח כמעט זהה", {"document_type": "bill"}),
    ("[[הצעת חוק ביטול עבירת הפרת אמונים]] תעלה", {"document_type": "bill"}),
    ("[[חוק עובדים זרים]] תוקן", {"document_type": "law"}),
    ("לפי [[חוק בנק ישראל]], הנגיד רשאי", {"document_type": "law"}),
    ('[[חוק עוקף בג"ץ]] יגיע לכנסת', {"document_type": "law"}),
    ("[[חוק ההסדרים לשנים 2025-2026]] אושר", {"document_type": "law"}),
    ("[[חוק התקציב לשנת 2025]] יובא לאישור", {"document_type": "law"}),
    ("[[הצעת חוק-יסוד: השפיטה (תיקון מס' 4) (ביקורת שיפוטית)]] תעלה", {"document_type": "bill"}),
    ("פסקה ל[[חוק יסוד: כבוד האדם וחירותו]], באפריל 2018, נדונה", {"document_type": "law"}),
    ("לתקן את [[פקודת ההטבות לבעלי זכויות]] באסיפה הלאומית של וייטנאם", {"document_type": "ordinance"}),
    ("לפי [[חוק שמירת הסביבה 2020]] בווייטנאם", {"document_type": "law"}),
    ("אושר [[חוק על הטכנולוגיה]] בווייטנאם", {"document_type": "law"}),
    ("לפי [[החלטת הוועידה המרכזית ה-6]] בווייטנאם", {"document_type": "resolution"}),
    ("[[חוק החוזים האחידים]] חל", {"document_type": "law"}),
    ("לפי [[חוק לשכת עורכי הדין]] הושעה", {"document_type": "law"}),
    ("את [[חוק תרומת ביציות]] יש לתקן", {"document_type": "law"}),
    ("לפי [[צו יבוא חופשי]], היבואן חייב באישור", {"document_type": "decree"}),
    # decisions, plans and directives by their number
    ("[[תוכנית מתאר ארצית 35]] מגבילה בנייה בישראל", {"document_type": "plan", "number": 35}),
    ('לפי [[תב"ע 3000]] מותר לבנות בירושלים', {"document_type": "plan", "number": 3000}),
    ("[[החלטת הנהלת רמ\"י 5678]] בישראל", {"document_type": "decision", "issuer": 'הנהלת רמ"י'}),
    ("המפקח על הבנקים פרסם את [[הוראה 329]] בישראל", {"document_type": "directive", "issuer": "מפקח על הבנקים"}),
    ("מועצת הביטחון אימצה בלילה, ב-13 קולות, את [[החלטה 2803]]", {"issuer": "מועצת הביטחון"}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "values"), NULL_CODES)
def test_a_document_without_a_code_is_found(nlp: Language, marked: str, values: dict[str, Any]) -> None:
    text, mentions = read_marked(marked)
    facts = found(nlp, text)
    assert [fact.text for fact in facts] == mentions
    assert facts[0].code is None
    assert {name: getattr(facts[0], name) for name in values} == values


@pytest.mark.parametrize(
    ("marked", "codes"),
    [
        ("[[החלטות 18-NQ/TW]], [[19-NQ/TW]] ו-[[27-NQ/TW]] של הוועד", ["18-NQ/TW", "19-NQ/TW", "27-NQ/TW"]),
        ("[[החלטות 242]] ו-[[338]] של מועצת הביטחון", [None, None]),
        ('ב[[בג"ץ 1234/20]] ו-[[1235/20]] נקבע', ['בג"ץ 1234/20', 'בג"ץ 1235/20']),
        ('([[בג"ץ 1234/20]]; [[1235/20]] וכן [[1236/20]])', ['בג"ץ 1234/20', 'בג"ץ 1235/20', 'בג"ץ 1236/20']),
        ("[[חוק הדיור]] ו[[חוק העסקים במקרקעין]]", [None, None]),
        ("[[החלטות 57-NQ/TW]], [[59]] ו-[[68]] של הפוליטביורו", ["57-NQ/TW", "59-NQ/TW", "68-NQ/TW"]),
        ("[[תוכניות 507-0123456]] ו-[[507-0654321]] בתל אביב", ["507-0123456", "507-0654321"]),
        ("[[החלטות ממשלה 550]] ו-[[922]] עוסקות בכך בישראל", [None, None]),
        ("[[תיקונים 3]] ו-[[4]] ל[[חוק הכנסת]]", [None, None, None]),
        ("[[תיקון 101א]] ל[[חוק התכנון והבנייה]]", [None, None]),
        ("לפי [[תיקון 190]] ניתן למשוך את הכסף; [[חוק המטרו]] חל", [None, None]),
        ("[[תיקון מס' 13]] ל[[חוק הגנת הפרטיות]]. [[תיקון 13]] מחמיר", [None, None, None]),
    ],
)
def test_each_document_of_a_list_is_a_fact(nlp: Language, marked: str, codes: list[str | None]) -> None:
    text, mentions = read_marked(marked)
    facts = found(nlp, text)
    assert [fact.text for fact in facts] == mentions
    assert [fact.code for fact in facts] == codes
    assert len({fact.document_type for fact in facts}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ההחלטה התקבלה ב-28 במאי",
        "החלטה 3 ימים לאחר הבחירות",
        "בהחלטות 2024 ו-2025 של החברה",
        "טלפון 03-5551234, פקס 02-6543210",
        "הקבוצה ניצחה 77/247 בסיבוב השני",
        "ביום 12/2023 נפתח המפעל",
        "סעיף 13(י) ותקנה 5 אינם חלים",
        "הודעה 402 בתיבה הקולית",
        "תיקון 4 מטבחים בבית הספר",
        "הפקודה בוטלה והתקנות תוקנו",
        "תוכנית 100 הימים של השר",
        "החוק שאושר בשנת 2024 שינה את המצב",
        "דגם A-28/TW של המכונה",
        "צו השעה הוא 5 מיליון דירות",
        "הנחיה 50% מהעובדים",
        'צה"ל 2023/24 הוא שם של תערוכה',
        'בת"א 5000 איש הפגינו',
        'ת"א 17:30 הערב',
        'ע"פ 1950 מסמכים שנבדקו',
        'מכבי ת"א 102-98 הפועל ירושלים',
        'מכבי ת"א 2023/24 היא אלופה',
        "תוכנית מספר 1 בטלוויזיה",
        "הצעה מספר 2 במכרז נפסלה",
        "קיבלתי צו 8 ביום שבת",
        "פרויקט 360 בתל אביב",
        "בפרויקט 500 יחידות דיור",
        "סיכום 11 חודשי לחימה בישראל",
        "בגזרה 4 בצפון נרשמו עימותים",
        "הוראות 2 הצדדים הוגשו",
        "עובדים חוזרים 300 בני אדם",
        'הנחיות 10 המנכ"לים',
        "לפי החלטת הממשלה מיום 5 במאי 2024",
        "החלטת הממשלה 20 בינואר",
        "לאחר החלטת הממשלה 15 שרים התפטרו",
        "החלטת הוועדה לשנת 12",
        "כללי המשחק 2024 השתנו",
        "סעיף 3 ותקנה מס' 22 בישראל",
        "החוק החדש אושר; חוק חדש אחר יוגש, וחוק זה יחול",
        "חוק הג'ונגל, חוק הטבע, חוק מרפי וחוק המספרים הגדולים",
        "שלטון החוק מעל לכול, והצחוק נשמע מרחוק",
        "חוק המאפשר זאת לא קיים, וחוק האוסר זאת בוטל",
        "הצעת החוק תוגש השבוע; הצעת חוק פרטית הוגשה",
        "חוק עבר השבוע בקריאה ראשונה",
        "חוקי המשחק השתנו, וחוקי היסוד לא",
        "פקודת מעצר הוצאה, ופקודת המבצע נחתמה",
        "תקנות הבטיחות הוחמרו",
        "המשפט בתיק 4000 נמשך",
        'טל\' 12345-06, ח"פ 51-234567, צה"ל 12-05-23',
        "ההנחיות בסך 2.5 מיליון שקל בישראל",
        "החוזר שפורסם, 5/2023, בישראל",
        "כיתה ד/2 בתל אביב ניצחה, והוא גר ברחוב הרצל 5/12",
        "בתוכנית 20/20 של ערוץ 12 בישראל",
        "תוכנית חומש 2026-2030 לחברה הערבית בישראל",
        "חוזרים 10-12 מפונים לקיבוץ בצפון ישראל",
        "הודעה 5/2024 בקבוצה, בישראל",
        'תב"ע 40 קומות בתל אביב',
        "הוראות 12 ו-13 בחוזה, והנחיה 3 של המאמן בישראל",
        "החלטה מספר 1 שלו: לפטר את המאמן, בישראל",
        "החלטות הממשלה 15 ו-20 שרים בישראל",
        'חוק "מטורף" של הקואליציה, החוק "הכי גרוע"',
        "חוק המשחק השתנה, וחוק המוגדר כמסגרת",
        "הצעת חוק העוסקת בדיור, הצעת חוק המעבירה סמכויות לשר והצעת חוק הנותנת יתרון אושרו",
        "הצעת חוק המסמיכה את השר, הצעת חוק הפוגעת בעובדים והצעת חוק השוללת גמלאות",
        "חוק האומר כך אינו חוק",
        "32 HD TV במבצע, 4 CD/DVD בחבילה",
        "1. CT/MRI בבית החולים, 3 BC/AD, כביש 1A/QL1",
        "טיסה LY 315, ספינה QN-7105, V.League 1/2025",
        "בפסק דין מ-2024, פסק דין 12 עמודים",
        'ב"ש 2024/25, מדד ת"א-35 ות"א 90, ת"ד 1234',
        'עו"ד 124/20 פנה לבית המשפט, וח"כ 305/93 השיב לשופט',
        'ערבות בסך 12345-06 ש"ח, רכב (12345-06-21) נגנב',
        "בחוק היסוד נקבע, חוק יסוד זה ולפי חוקי היסוד",
        "חוק המנוגד להוראה בוטל, וחוק הסותר את החוקה נפסל",
        "אכיפת חוק קפדנית, מדינת חוק מתוקנת וסוכנות אכיפת חוק פדרלית",
        "פורעי חוק רעולי פנים, שינויי חוק מהותיים ורשויות חוק זרות",
        "לפי חוק חייבים לשלם, לפי חוק רשאי השר, ועל פי חוק זכאים העובדים",
        'הצעת חוק דומה נפלה, הצעת חוק נגד הריכוזיות והצעת חוק של ח"כ לוי עברו',
        "הצעת חוק דוחפים חברי הכנסת, הצעת חוק אנטי דמוקרטית, הצעת חוק על הגבלת כהונה והצעת חוק יגישו השניים",
        "פקודת מעצר הוצאה בווייטנאם",
        "יחס של 12/2004 באירופה; דירקטיבה מ-12/2004 של האיחוד האירופי; תקנה 15 של האיחוד האירופי",
        "לפי תיקון 12 תקלות בחוק זה, והחלטה 4 מתוך 10",
        "דגם A/12/5 של המכונה",
        "תיקון מס' 1 בתור, חדר תא/5 בקומה, תא 38",
        "תוכנית 100 הימים, תוכנית 500 יחידות, תוכנית 2030, תוכנית 300 מיליון דונג ותוכנית 120 הקטר בווייטנאם",
        "תוכנית היעד הלאומית 2026-2030 בווייטנאם, תוכנית היעד הלאומית 3 שנים ותוכנית פעולה 24 בווייטנאם",
        "לוויין NTP 12 בווייטנאם, ותוכנית 360 של ערוץ 12 בישראל",
        "ערוץ 12/HD, דגם 14/ABC-DE ודוח 32/BBC על מסמך 24/PDF",
        "דיווח רשמי על 12/AB נמסר, והודעה רשמית של המשרד: 2024/EU",
        "דיווח רשמי של הצבא: 12 הרוגים; הודעה רשמית, 3 ימים לאחר מכן",
    ],
)
def test_look_alikes_are_no_documents(nlp: Language, text: str) -> None:
    assert found(nlp, text) == []


ISSUERS = [
    ("החלטה מס' 28-NQ/TW של הוועד המרכזי ה-13 של המפלגה על חידוש", "וועד המרכזי ה-13 של המפלגה"),
    ("החלטת הפוליטביורו מס' 57-NQ/TW קבעה", "פוליטביורו"),
    ("ועדת העם של מחוז קאן הואה הוציאה את תוכנית מס' 6140/KH-UBND לפיתוח", "ועדת העם של מחוז קאן הואה"),
    ("הוועדה הקבועה של ועדת המפלגה המחוזית פרסמה את החלטה מס' 09-NQ/TU", "וועדה הקבועה של ועדת המפלגה המחוזית"),
    ("בהחלטה מס' 1719/QĐ-TTg מאתמול אישר ראש הממשלה את השלב", "ראש הממשלה"),
    ("החלטה 45-NQ/TW קובעת יעדים", None),
    ("על פי החלטה מס' 172/2024/QH15, שהאסיפה הלאומית העבירה, תימתח המסילה", "אסיפה הלאומית"),
    ("ועדת העם העירונית אישרה את הסבסוד בהחלטה 61/2025/QD-UBND.", "ועדת העם העירונית"),
    ("ועדת העם תרגמה אותה ל-47 משימות בתוכנית 92/KH-UBND", "ועדת העם"),
    ("ועדת המפלגה של מחוז לאנג סון פרסמה את תוכנית הפעולה 241-CTr/TU", "ועדת המפלגה של מחוז לאנג סון"),
    ("החלטה מס' 34/2025/NQ-HĐND של מועצת העם של מחוז לאו קאי בנושא תקציב", "מועצת העם של מחוז לאו קאי"),
    ("חוזר 02/2025/TT-BGDĐT של משרד החינוך וההכשרה", "משרד החינוך וההכשרה"),
    ("הודעה מס' 382/TB-VPCP של לשכת הממשלה", "לשכת הממשלה"),
    ("חוזר מס הכנסה 3/2018 של רשות המסים בישראל קובע", "רשות המסים"),
    ("החלטה מס' 922 של הממשלה ה-37 לפיתוח החברה הערבית בישראל", "ממשלה"),
    ("החלטה 922 של ממשלת ישראל", "ממשלת ישראל"),
    ("החלטה 922 של ועדת הכספים לאחר דיון בישראל", "ועדת הכספים"),
    ("החלטה 922 של ועדת השרים לענייני חברה וכלכלה בישראל", "ועדת השרים לענייני חברה וכלכלה"),
    ("החלטה 922 של המועצה הארצית לתכנון ובנייה בישראל", "מועצה הארצית לתכנון ובנייה"),
    ("החלטה מס' 922 של ועדת המחירים המשותפת בישראל", "ועדת המחירים המשותפת"),
    ("החלטת רשות החשמל מס' 69904", "רשות החשמל"),
    ("החלטה 3 מישיבה 645 של רשות החשמל בישראל", "רשות החשמל"),
    ("החלטת הוועדה המחוזית מס' 45 בישראל", "וועדה המחוזית"),
    ("הנחיה 2.5 של פרקליט המדינה בישראל", "פרקליט המדינה"),
    ("החלטת רשות מקרקעי ישראל ממאי (החלטה 1722) קובעת הנחה", "רשות מקרקעי ישראל"),
    ("אמנה מס' 98 של ארגון העבודה הבינלאומי", "ארגון העבודה הבינלאומי"),
    ("דירקטיבה 2016/679 של האיחוד האירופי", "איחוד האירופי"),
    ("מסמך 4021/SXD-QLVT של מחלקת הבנייה. ועדת העם הורתה", "מחלקת הבנייה"),
    ("ועדת העם תשלח את הגשה 611/TTr-UBND לממשלה", "ועדת העם"),
    ("לפי משרד התעשייה והמסחר, חוזר 11/2025/TT-BCT חל", "משרד התעשייה והמסחר"),
    ("ועדת העם של קאן-תו הגישה את הצעה מס' 512/TTr-UBND", "ועדת העם של קאן-תו"),
    ("אישר הוועד המבצע של ועדת המפלגה המחוזית את תוכנית הפעולה מס' 01/CTr-TU", "וועד המבצע של ועדת המפלגה המחוזית"),
]


SEVERAL_ISSUERS = [
    ("החלטה 2735 של מועצת הביטחון והחלטות 2417 ו-2573 של אותה מועצה", ["מועצת הביטחון"] * 3),
    ("ועדת הכספים אישרה את החלטה מס' 12. גם החלטה מס' 14 של אותה ועדה נומקה בישראל", ["ועדת הכספים"] * 2),
    ("לפי חוק היערנות 2017, צו 27/2024/NĐ-CP והוראה 13-CT/TW של המזכירות", [None, None, "מזכירות"]),
    ("הוראה 05-CT/TW של המזכירות והחלטה 24/2025/NQ-HĐND", ["מזכירות", None]),
]


@pytest.mark.parametrize(("text", "issuers"), SEVERAL_ISSUERS)
def test_each_of_several_documents_has_its_own_issuer(nlp: Language, text: str, issuers: list[str | None]) -> None:
    assert [fact.issuer for fact in found(nlp, text)] == issuers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("החלטה מס' 45 של הוועדה המקומית בישראל", ["decision"]),
        ("הממשלה אישרה את הקמת היישוב. החלטה מס' 1498 מטילה זאת", ["government_decision"]),
        ("הממשלה והמפלגה יישמו את החלטה מס' 57", ["resolution"]),
        ("החלטה מס' 45 של הקבינט הכלכלי-חברתי בישראל", ["government_decision"]),
        ("העצרת הכללית אימצה את החלטה 46/86, ובישראל מזכירים את החלטה 478", ["un_resolution"] * 2),
        (
            "מועצת הביטחון אימצה את החלטה 2735. החלטת ממשלה 550 והחלטה 478 נותרו בישראל",
            ["un_resolution"] + ["government_decision"] * 2,
        ),
    ],
)
def test_a_bare_decision_is_of_whom_the_text_speaks(nlp: Language, text: str, kinds: list[str]) -> None:
    assert [fact.document_type for fact in found(nlp, text)] == kinds


@pytest.mark.parametrize(("text", "issuer"), ISSUERS)
def test_the_issuer_is_read_from_the_clause(nlp: Language, text: str, issuer: str | None) -> None:
    assert [fact.issuer for fact in found(nlp, text)] == [issuer]


COURTS = [
    ('בבית הדין הארצי לעבודה נדון סק"כ 21114-05-23', ["בית הדין הארצי לעבודה"]),
    ('בית הדין האזורי לעבודה בתל אביב קבע דיון (ס"ק 48120-08-23)', ["בית הדין האזורי לעבודה בתל אביב"]),
    (
        'בית המשפט העליון קיבל את הערעור (עע"מ 2741/21) והפך את פסק דינו של בית המשפט לעניינים מינהליים בעת"מ 38804-11-20',
        ["בית המשפט העליון", "בית המשפט לעניינים מינהליים"],
    ),
    (
        'בית המשפט המחוזי בבאר שבע החמיר בעונש (עפ"ג 21873-07-20), לאחר שבית משפט השלום (ת"פ 8114-02-18) הקל',
        ["בית המשפט המחוזי בבאר שבע", "בית משפט השלום"],
    ),
    (
        'בית המשפט המחוזי מרכז-לוד אישר תובענה (ת"צ 44120-09-22); קודמתה, ת"צ 1183-02-19, נמחקה',
        ["בית המשפט המחוזי מרכז-לוד", None],
    ),
    (
        'בית משפט השלום בקריות האריך את המעצר (מ"י 4471-04-19), ומעצר עד תום ההליכים נגזר במ"ת 20950-05-19',
        ["בית משפט השלום בקריות", None],
    ),
    ('בית המשפט העליון דחה את העתירות (בג"ץ 6871/18 ובג"ץ 7015/18)', ["בית המשפט העליון"] * 2),
    ('בת"פ (מחוזי חיפה) 22074-03-19 הורשע', ["מחוזי חיפה"]),
    ('בת"א 1234/05 (מחוזי תל אביב) נפסק', ["מחוזי תל אביב"]),
    ('בית המשפט המחוזי דחה את התביעה, אך בג"ץ 6604/18 נמחק', [None]),
    ('בג"ץ דחה את העתירה (בג"ץ 6604/18)', ['בג"ץ']),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuers"), COURTS)
def test_the_court_is_the_nearest_that_hears_such_cases(nlp: Language, text: str, issuers: list[str | None]) -> None:
    assert [fact.issuer for fact in found(nlp, text)] == issuers


SUBJECTS = [
    ("החלטה מס' 28-NQ/TW על המשך חידוש שיטות המנהיגות, ועדת המפלגה פעלה", "המשך חידוש שיטות המנהיגות"),
    ("החלטה 09-NQ/TU בנושא טרנספורמציה דיגיטלית. זה הכול", "טרנספורמציה דיגיטלית"),
    ('צו 13/2023/NĐ-CP "הגנה על נתונים אישיים" נכנס לתוקף', "הגנה על נתונים אישיים"),
    ("החלטה 09-NQ/TU התקבלה", None),
    (
        "החלטה 57-NQ/TW על פריצות דרך בפיתוח המדע, הטכנולוגיה והחדשנות. את הישיבה",
        "פריצות דרך בפיתוח המדע, הטכנולוגיה והחדשנות",
    ),
    ("מברק 203/CĐ-TTg על איזון ההיצע יעשו את שלהם", "איזון ההיצע"),
    ("תוכנית מס' 6140/KH-UBND לפיתוח תיירות חכמה. זה הכול", "פיתוח תיירות חכמה"),
    ('"נסמכת על החלטה 28-NQ/TW", השיב השר, "אך לשווא"', None),
    ('יישום החלטה 28-NQ/TW "בסגנון תנועתי" נפסל', None),
    ("תקנה 41-QĐ/TW על פיטורין והתפטרות וכן תקנה 9-QyĐ/TU", "פיטורין והתפטרות"),
    ("צו 130/2020/NĐ-CP על שליטה בנכסים ובהכנסות יושמו ברצינות", "שליטה בנכסים ובהכנסות"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_the_subject_is_read_from_the_clause(nlp: Language, text: str, subject: str | None) -> None:
    assert found(nlp, text)[0].subject == subject


def with_dates(nlp: Language, text: str, dates: dict[str, dict[str, Any]]) -> Doc:
    doc = nlp.make_doc(text)
    facts = []
    for mention, values in dates.items():
        start = text.index(mention)
        facts.append(
            DateFact(start=start, end=start + len(mention), text=mention, source="test", kind="date", **values)
        )
    set_facts(doc, "dates", facts)
    return nlp(doc)


def test_day_of_issue_and_horizons_come_from_the_dates_around(nlp: Language) -> None:
    text = (
        "את החלטה מס' 09-NQ/TU (מתאריך 5 בפברואר 2022) בנושא טרנספורמציה דיגיטלית עד 2025, עם חזון לשנת 2030, עם נחישות"
    )
    day = date(2022, 2, 5)
    doc = with_dates(
        nlp,
        text,
        {
            "5 בפברואר 2022": {"edtf": "2022-02-05", "start_date": day, "end_date": day},
            "2025": {"edtf": "../2025", "modifier": "until"},
            "שנת 2030": {"edtf": "2030"},
        },
    )
    (fact,) = facts_of(doc, "resolutions")
    assert (fact.issue_date, fact.subject, fact.horizons) == (day, "טרנספורמציה דיגיטלית", ["2025", "2030"])
    assert fact.issue_date_mention == (text.index("5 ב"), text.index("5 ב") + len("5 בפברואר 2022"))
    assert [item.role for item in facts_of(doc, "dates")] == ["issued", "deadline", "vision"]


def test_issuer_and_quoted_subject_may_stand_after_the_day_of_issue(nlp: Language) -> None:
    text = 'החלטה מס\' 58-NQ/TW מיום 5 באוגוסט 2020 של הפוליטביורו "על בנייה ופיתוח של המחוז עד 2030, עם חזון לשנת 2045", ועוד'
    day = date(2020, 8, 5)
    doc = with_dates(
        nlp,
        text,
        {
            "5 באוגוסט 2020": {"edtf": "2020-08-05", "start_date": day, "end_date": day},
            "2030": {"edtf": "../2030", "modifier": "until"},
            "שנת 2045": {"edtf": "2045"},
        },
    )
    (fact,) = facts_of(doc, "resolutions")
    assert (fact.issuer, fact.issue_date) == ("פוליטביורו", day)
    assert (fact.subject, fact.horizons) == ("בנייה ופיתוח של המחוז", ["2030", "2045"])


def test_documents_of_a_list_share_the_day_of_issue(nlp: Language) -> None:
    day = date(2025, 5, 2)
    text = "הגשה מס' 4/TTr-CP ופרויקט מס' 5/DA-CP מיום 2 במאי 2025"
    doc = with_dates(nlp, text, {"2 במאי 2025": {"edtf": "2025-05-02", "start_date": day, "end_date": day}})
    assert [fact.issue_date for fact in facts_of(doc, "resolutions")] == [day, day]


@pytest.mark.parametrize(
    "text",
    [
        "שאושר בהחלטה מס' 1490/QĐ-TTg של ראש הממשלה (27 בנובמבר 2023), והדלתה",
        "ועדת העם הוציאה ב-27 בנובמבר 2023 את תוכנית מס' 118/KH-UBND",
        "ב-27 בנובמבר 2023 פורסמה גם תוכנית מס' 118/KH-UBND",
        "החלטה מס' 71-NQ/TW של הפוליטביורו בדבר חינוך, שפורסמה ב-27 בנובמבר 2023",
        "החלטה מס' 71/NQ-HĐND, שמועצת העם של המחוז העבירה ב-27 בנובמבר 2023",
        "החלטה מספר 3709 שקיבלה הממשלה ב-27 בנובמבר 2023 בישראל",
        "החלטה 2334, שאומצה במועצת הביטחון ב-27 בנובמבר 2023",
        "החלטת ממשלה 3512, מה-27 בנובמבר 2023, בישראל",
        "הממשלה אישרה את המינוי ב-27 בנובמבר 2023, בהחלטה שמספרה 4126, בישראל",
    ],
)
def test_the_day_of_issue_stands_in_many_places(nlp: Language, text: str) -> None:
    day = date(2023, 11, 27)
    values = {"edtf": "2023-11-27", "start_date": day, "end_date": day}
    (fact,) = facts_of(with_dates(nlp, text, {"27 בנובמבר 2023": values}), "resolutions")
    assert fact.issue_date == day
    assert (fact.issuer is not None) == any(body in text for body in ("של", "העם", "ממשלה"))


def test_a_list_within_a_subject_goes_on_to_the_horizon(nlp: Language) -> None:
    text = "החלטה 19-NQ/TW של הוועד המרכזי בנושא חקלאות, חקלאים ואזורים כפריים עד 2030, עם חזון לשנת 2045; ועוד"
    doc = with_dates(nlp, text, {"2030": {"edtf": "../2030", "modifier": "until"}, "שנת 2045": {"edtf": "2045"}})
    (fact,) = facts_of(doc, "resolutions")
    assert (fact.subject, fact.horizons) == ("חקלאות, חקלאים ואזורים כפריים", ["2030", "2045"])


def test_a_month_is_no_day_of_issue(nlp: Language) -> None:
    text = "החלטה 57-NQ/TW מדצמבר 2024"
    values = {"edtf": "2024-12", "start_date": date(2024, 12, 1), "end_date": date(2024, 12, 31)}
    (fact,) = facts_of(with_dates(nlp, text, {"דצמבר 2024": values}), "resolutions")
    assert fact.issue_date is None


@pytest.mark.parametrize(
    ("text", "clusters", "code"),
    [
        ("החלטה מס' 28-NQ/TW אושרה. החלטה 57-NQ/TW פורסמה. לפי החלטה 28 יפעלו", [0, 1, 0], "28-NQ/TW"),
        ("החלטת ממשלה מס' 550 (להלן – החלטה 550) בישראל. החלטה 550 יושמה", [0, 0, 0], None),
        ('חוק חובת המכרזים, התשנ"ב-1992 (להלן: חוק המכרזים) חל. על פי חוק המכרזים נפסל', [0, 0, 0], None),
        ("חוק חובת המכרזים, התשנ\"ב-1992 (להלן: 'חוק המכרזים') חל. לפי חוק המכרזים נפסל", [0, 0, 0], None),
        ("החלטת ממשלה 922 (להלן: החלטה 922 או תוכנית החומש) בישראל. החלטה 922 יושמה", [0, 0, 0], None),
        ('חוק הירושה, התשכ"ה-1965, חל. על פי חוק הירושה, הוא היורש', [0, 0], None),
        ("חוק הקרקעות מס' 31/2024/QH15 אושר. לפי חוק הקרקעות ייקבע המחיר", [0, 0], "31/2024/QH15"),
        ('תזכיר חוק התקשורת (שידורים), התשפ"ה-2025 ("תזכיר השידורים") הופץ', [0, 0], None),
        ('החלטה 57-NQ/TW (להלן: "החלטת המדע") חלה. החלטת המדע קובעת', [0, 0, 0], "57-NQ/TW"),
        ("ליישם את סיכום מס' 127. סיכום מס' 127-KL/TW נחתם, ולפי מסקנה 127 יפעלו", [0, 0, 0], "127-KL/TW"),
        ("לפי החלטה 57 של הפוליטביורו יפעלו. החלטה 57-NQ/TW חלה", [0, 0], "57-NQ/TW"),
        ("לפי החלטה 57 של מועצת העם המחוזית יפעלו. החלטה 57-NQ/TW חלה", [0, 1], "57-NQ/TW"),
        ("סיכום 57 של הפוליטביורו והחלטה 57-NQ/TW חלים", [0, 1], "57-NQ/TW"),
        ("סיכום 88-KL/TU והחלטה 88-NQ/TU. לפי סיכום 88 יפעלו", [0, 1, 0], "88-KL/TU"),
        ("הודעה 402-TB/TU פורסמה. לפי הודעה 402, כל מנהיג יקבל אזרחים", [0, 0], "402-TB/TU"),
    ],
)
def test_mentions_of_one_document_share_a_cluster(
    nlp: Language, text: str, clusters: list[int], code: str | None
) -> None:
    facts = found(nlp, text)
    assert [fact.cluster for fact in facts] == clusters
    assert facts[-1].code == code


def test_a_short_mention_that_fits_two_documents_takes_neither_code(nlp: Language) -> None:
    facts = found(nlp, "החלטה 28-NQ/TW והחלטה 28-NQ/TU אושרו. לפי החלטה 28 יפעלו")
    assert [fact.code for fact in facts] == ["28-NQ/TW", "28-NQ/TU", None]
    assert [fact.cluster for fact in facts] == [0, 1, 2]


SERIES_OF_THE_CONTRACT = {
    "NQ": "resolution", "CT": "directive", "KL": "conclusion", "QĐ": "decision", "QyĐ": "regulation", "QĐi": "regulation",
    "NĐ": "decree", "TT": "circular", "TB": "notice", "KH": "plan", "CTr": "programme", "CTHĐ": "programme", "BC": "other",
    "CV": "official_letter", "HD": "other", "L": "law", "PL": "ordinance", "TTr": "other", "ĐA": "plan",
    "CĐ": "official_letter",
}  # fmt: skip
ISSUERS_OF_THE_CONTRACT = [
    "TW", "TU", "CP", "TTg", "QH", "UBTVQH", "HĐND", "UBND", "BCT", "BBT", "VPCP", "BTC", "BCA", "BQP", "BNV", "BNG", "BTP",
    "BKHCN", "BGDĐT", "BYT", "BXD", "BNNMT", "BVHTTDL", "BDTTG", "NHNN", "TTCP",
]  # fmt: skip


def test_every_series_of_the_contract_is_in_the_data() -> None:
    assert {series: SERIES_TYPES[series] for series in SERIES_OF_THE_CONTRACT} == SERIES_OF_THE_CONTRACT


def test_every_issuer_of_the_contract_is_in_the_data() -> None:
    assert set(ISSUERS_OF_THE_CONTRACT) <= set(ISSUER_LEVELS)


@pytest.mark.parametrize("series", SERIES_OF_THE_CONTRACT)
@pytest.mark.parametrize("issuer", ["TW", "TU", "CP", "TTg", "HĐND", "UBND", "BTC"])
def test_every_series_is_read_with_its_issuers(nlp: Language, series: str, issuer: str) -> None:
    (fact,) = found(nlp, f"לפי 12-{series}/{issuer} נקבע")
    assert (fact.series, fact.issuer_code, fact.number) == (series, issuer, 12)


@pytest.mark.parametrize(
    "unit",
    ["חוק ", "הצעת חוק ", "חוק ה", '(חוק ', "תקנות ", "צו ", "החלטה 28 ", 'בג"ץ 1/20, ', "תא/מק/", "תא/5000 ",
     "28-NQ/", "הצעת חוק איסור ", "חוק לשכת עורכי ", "12345-06-21, ", "(להלן: ", "1", '"'],
)  # fmt: skip
def test_long_texts_of_one_word_take_time_in_proportion(unit: str) -> None:
    def seconds(characters: int) -> float:
        text = ((unit * characters)[: characters - 20] + ' התשכ"ה-1965')[:characters]
        start = time.process_time()
        find_citations(text)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.2

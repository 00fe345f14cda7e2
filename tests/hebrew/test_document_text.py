import spacy
from spacy.tokens import Doc

from pipeline.hebrew.document_text import text_of


def test_text_is_that_of_the_doc_before_and_after_its_tokens_are_merged():
    doc = spacy.blank("he")("ועדת העם של מחוז קואנג נין")
    assert text_of(doc) == doc.text
    with doc.retokenize() as retokenizer:
        retokenizer.merge(doc[0:2])
    assert text_of(doc) == doc.text == "ועדת העם של מחוז קואנג נין"


def test_an_empty_doc_may_be_filled_after_it_was_asked():
    nlp = spacy.blank("he")
    doc = Doc(nlp.vocab)
    assert text_of(doc) == ""
    doc.from_bytes(nlp("שלום").to_bytes())
    assert text_of(doc) == "שלום"

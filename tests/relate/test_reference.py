"""Whom pronouns and nouns that refer back cannot mean: by their place in the sentence, their gender, what they say."""

from __future__ import annotations

import datetime as dt

import pytest

from graphkit.analyse import analyse
from graphkit.link import link
from graphkit.read import article_from_text
from graphkit.relate.agreement import Agreement
from graphkit.relate.binding import barred_by_grammar
from graphkit.relate.sides import Sides
from graphkit.relate.view import BlockView

# A pronoun of the text, who it cannot mean there, and somebody whom it may mean.
BOUND = [
    ("Olaf Scholz came. Emmanuel Macron thanked him.", "him", "emmanuel-macron", "olaf-scholz"),
    ("Olaf Scholz phoned Emmanuel Macron to reassure him.", "him", "olaf-scholz", "emmanuel-macron"),
    ("Olaf Scholz waited. Viktor Orban, his Hungarian ally, was late.", "his", "viktor-orban", "olaf-scholz"),
    ("Olaf Scholz came. Emmanuel Macron, who had invited him, was away.", "him", "emmanuel-macron", "olaf-scholz"),
    ("وصل أولاف شولتس إلى القاهرة. واتصل به إيمانويل ماكرون.", "ه", "emmanuel-macron", "olaf-scholz"),
]
FREE = [
    ("Olaf Scholz took Emmanuel Macron with him.", "him", "olaf-scholz"),
    ("Olaf Scholz, who met Emmanuel Macron, said his house was sold.", "his", "olaf-scholz"),
    ("تحدث أولاف شولتس الذي استقبله إيمانويل ماكرون.", "ه", "olaf-scholz"),
]
AGREES = [
    ("Angela Merkel met Emmanuel Macron.", "her", {"emmanuel-macron"}),
    ("Angela Merkel met Emmanuel Macron.", "him", {"angela-merkel"}),
    ("Angela Merkel met Emmanuel Macron in France.", "it", {"angela-merkel", "emmanuel-macron"}),
    ("Mrs Obuya met Mr Tarenko.", "she", {"tarenko"}),
    ("التقت المستشارة أنغيلا ميركل الرئيس إيمانويل ماكرون.", "ها", {"emmanuel-macron"}),
    ("التقى لبنان وتركيا.", "ه", {"turkey"}),
    ("The African Union met Hezbollah.", "the bloc", {"hezbollah"}),
    ("Kenya and Bahrain met.", "the Gulf state", {"kenya"}),
    ("Kenya met William Ruto.", "the country", {"william-ruto"}),
    ("President William Ruto met Foreign Minister Sergey Lavrov and Wang Yi.", "the two ministers", {"william-ruto"}),
]


@pytest.fixture(scope="module")
def seen(gazetteer, lexicon):
    """Gives the linked article of a text, and the view of its only block."""

    def run(text: str):
        linked = link(analyse(article_from_text(text, "x", date=dt.date(2024, 6, 15))), gazetteer)
        docs = [doc for _, doc in linked.analysed.docs]
        return linked, BlockView(docs[0], linked.mentions, lexicon, frozenset(), linked.entities)

    return run


def _barred(linked, view, form: str) -> frozenset[str]:
    mentions = [*linked.mentions, *linked.open]
    pronoun = next(m for m in mentions if view.doc[m.start : m.stop].text.lower() == form)
    return barred_by_grammar(view, pronoun)


@pytest.mark.parametrize(("text", "form", "barred", "meant"), BOUND)
def test_who_does_something_is_not_the_pronoun_beside(seen, text, form, barred, meant):
    found = _barred(*seen(text), form)
    assert barred in found
    assert meant not in found


@pytest.mark.parametrize(("text", "form", "meant"), FREE)
def test_grammar_leaves_free_whom_a_pronoun_may_mean(seen, text, form, meant):
    assert meant not in _barred(*seen(text), form)


@pytest.mark.parametrize(("text", "form", "barred"), AGREES)
def test_gender_number_and_what_the_word_says(seen, gazetteer, text, form, barred):
    linked, view = seen(text)
    named = {entity for mention in linked.mentions for entity in mention.entities}
    roles = Sides(linked, linked.entities).roles()
    found = Agreement([view.doc], linked.mentions, linked.entities, gazetteer, roles).barred(form)
    assert barred <= found, sorted(found)
    assert found < named

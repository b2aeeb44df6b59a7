"""The trained reader: what it adds to the frames, that it marks it, and where it stays silent."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graphkit.analyse import analyse
from graphkit.analyse.encoder import shared_encoder
from graphkit.errors import AnalysisError
from graphkit.link import link
from graphkit.model import Extraction, Relation, Status
from graphkit.read import article_from_text
from graphkit.relate import load_lexicon, load_reader, relate
from graphkit.relate.extractor import EXTRACTOR, READER
from graphkit.relate.frames import Found
from graphkit.relate.kinds import relation_kinds
from graphkit.relate.passages import distance_buckets
from graphkit.relate.reader import Candidate, Read, Reading, RelationReader
from graphkit.relate.readings import Readings
from graphkit.relate.view import Argument, BlockView
from graphkit.resources import models_path
from graphkit.vocabulary import properties

# No frame has these words for it, or none fits how they stand.
STATED = [
    ("Turkish jets hammered Syria overnight, state media said.", "turkey bombed syria"),
    ("Warplanes from Israel struck targets across Lebanon before dawn.", "israel bombed lebanon"),
    ("أمطرت روسيا مدينة أوديسا بالصواريخ فجر اليوم.", "russia bombed odesa"),
    ("نشر المغرب ثلاثة آلاف جندي في مالي ضمن قوة حفظ السلام.", "morocco deployedTroopsTo mali"),
]  # fmt: skip
UNSTATED = [
    "Oman and Qatar are mentioned in the report on trade in the Gulf.",
    "تتناول الدراسة العلاقات بين مصر وتركيا وأثرها في أسعار القمح.",
    "Prices rose in Kenya, Uganda and Tanzania, the World Bank said.",
    "تقع المدينة على بعد مئة كيلومتر من الحدود بين الأردن والعراق.",
    "A film about Chile and a novel from Peru won prizes.",
]


@pytest.fixture(scope="module")
def reader() -> RelationReader:
    return load_reader()


@pytest.fixture(scope="module")
def both(gazetteer, lexicon, reader):
    """Gives what a text states by the frames alone, and with the reader."""

    def run(text: str) -> tuple[Extraction, Extraction]:
        linked = link(analyse(article_from_text(text, "x", date=dt.date(2025, 6, 15))), gazetteer)
        return relate(linked, lexicon), relate(linked, lexicon, reader)

    return run


def triple(relation: Relation) -> str:
    return f"{relation.subject} {relation.predicate} {relation.object}"


def test_reads_what_no_frame_fits(both):
    found = 0
    for text, expected in STATED:
        alone, read = both(text)
        assert expected not in map(triple, alone.relations), "a frame fits now: choose another sentence"
        found += expected in map(triple, read.relations)
    assert found >= 3


@pytest.mark.parametrize("text", ["He attacked them and they accused us.", "استقبله ثم زودها بالصواريخ واتهمها."])
def test_of_pronouns_alone_it_says_nothing(both, text):
    assert not both(text)[1].relations


@pytest.mark.parametrize("text", UNSTATED)
def test_is_silent_where_nothing_is_stated(both, text):
    assert both(text)[1].relations == both(text)[0].relations


@pytest.mark.parametrize("text", [STATED[0][0], STATED[3][0]])
def test_its_evidence_is_marked_and_verbatim(both, text):
    alone, read = both(text)
    assert set(alone.relations) <= set(read.relations)
    added = [relation for relation in read.relations if relation not in alone.relations]
    assert added
    for relation in added:
        (evidence,) = relation.evidence
        assert evidence.extractor == READER != EXTRACTOR
        assert text[evidence.begin : evidence.end] == evidence.quote


def test_every_relation_it_knows_has_a_kind_and_is_in_the_ontology(reader):
    assert set(reader.relations) <= relation_kinds().keys()
    assert set(reader.relations) <= set(properties())


def test_buckets_tell_sides_and_grow_with_distance():
    near = distance_buckets(np.array([0, 1, 2, 3]))
    assert len(set(near.tolist())) == 4
    for sign in (1, -1):
        buckets = distance_buckets(sign * np.arange(1, 400))
        assert (np.diff(buckets) * -sign >= 0).all()
        assert len(set(buckets.tolist())) == 11
    assert not set(distance_buckets(np.arange(1, 99))) & set(distance_buckets(-np.arange(1, 99)))


def test_missing_files_are_named(tmp_path: Path):
    with pytest.raises(AnalysisError, match=tmp_path.name):
        RelationReader(tmp_path, shared_encoder(models_path(), 1))


def test_mentions_of_one_span_come_in_one_order(gazetteer, lexicon):
    """Sets of strings are in another order in every process; what is read must not depend on it."""
    linked = link(analyse(article_from_text("Egypt accused Iran.", "x", date=dt.date(2025, 6, 15))), gazetteer)
    ((_, doc),) = linked.analysed.docs
    (first, *_) = linked.mentions
    mentions = [replace(first, entities=(entity,)) for entity in ("egypt", "iran", "iraq", "kenya", "mali", "oman")]
    seen = []

    class Silent:
        vocabulary = shared_encoder(models_path(), 1).vocabulary

        def read(self, passage):
            seen.extend(mention.entities[0] for mention in passage.mentions)
            return Read([], {})

    view = BlockView(doc, linked.mentions, lexicon, frozenset(), gazetteer.entities)
    assert not list(Readings([view], mentions, gazetteer.entities, gazetteer, Silent()).relations())
    assert seen == sorted(seen)
    assert len(seen) == len(mentions)


def test_it_doubts_a_frame_whose_parties_it_does_not_see(gazetteer, lexicon, reader):
    linked = link(analyse(article_from_text("Egypt condemned Iran.", "x", date=dt.date(2025, 6, 15))), gazetteer)
    ((_, doc),) = linked.analysed.docs
    view = BlockView(doc, linked.mentions, lexicon, frozenset(), gazetteer.entities)
    entities = {**gazetteer.entities, **linked.entities}
    readings = Readings([view], linked.mentions, entities, gazetteer, reader)
    word = next(token.i for token in doc if token.text == "condemned")
    right = Found("criticized", "egypt", "iran", word, Argument(0), Argument(2))
    assert not readings.doubts(0, right)
    assert readings.doubts(0, replace(right, subject="iran", object="egypt"))
    assert not readings.doubts(0, replace(right, relation="metWith"))  # of what it does not see it says nothing


REFERRING = [
    ("Norway's foreign minister, Espen Barth Eide, met Ali Bagheri. He then flew home.", "He", "espen-barth-eide"),
    ("Kenya accused Uganda of smuggling. Uganda rejected the charge and recalled its envoy.", "its", "uganda"),
    ("وصل رئيس الوزراء الإسباني بيدرو سانشيز إلى الجزائر. واستقبله عبد المجيد تبون.", "ه", "pedro-sanchez"),
]  # fmt: skip


def test_it_says_whom_a_pronoun_means(gazetteer, reader):
    right = 0
    for text, word, entity in REFERRING:
        linked = link(analyse(article_from_text(text, "x", date=dt.date(2024, 5, 13))), gazetteer)
        entities = {**gazetteer.entities, **linked.entities}
        views = [
            BlockView(doc, [m for m in linked.mentions if m.block == i], load_lexicon(), frozenset(), entities)
            for i, (_, doc) in enumerate(linked.analysed.docs)
        ]
        held = [*linked.mentions, *linked.inner, *linked.unnamed, *linked.open]
        readings = Readings(views, held, entities, gazetteer, reader)
        resolved = readings.resolved([*linked.mentions, *linked.open])
        assert [m for m in resolved if m.kind in ("name", "short", "demonym")] == [
            m for m in linked.mentions if m.kind in ("name", "short", "demonym")
        ]
        assert all(m.entities and set(m.entities) <= entities.keys() for m in resolved)
        right += (word, entity) in {(text[m.begin : m.end], m.entities[0]) for m in resolved if m.kind == "pronoun"}
    assert right >= 2


@pytest.mark.parametrize(
    ("kind", "chances", "entities"),
    [
        ("pronoun", {}, None),
        ("pronoun", {"egypt": 0.29}, None),
        ("pronoun", {"egypt": 0.8, "iran": 0.3}, ("egypt",)),
        ("pronoun", {"egypt": 0.8, "iran": 0.5}, ("egypt", "iran")),
        ("pronoun", {"moscow": 0.8, "russia": 0.8, "iran": 0.5}, ("moscow", "iran")),
        ("dual", {"iran": 0.9, "tehran": 0.9, "egypt": 0.8, "oman": 0.7}, ("iran", "egypt")),
        ("dual", {"iran": 0.9, "egypt": 0.3}, None),
    ],
)
def test_what_a_pronoun_likely_means_comes_first_and_the_unlikely_is_left_out(gazetteer, kind, chances, entities):
    text = "Egypt met Iran. It left."
    linked = link(analyse(article_from_text(text, "x", date=dt.date(2024, 5, 13))), gazetteer)
    (it,) = linked.open
    it = replace(it, kind=kind)

    class Fixed:
        vocabulary = shared_encoder(models_path(), 1).vocabulary

        def read(self, passage):
            number = next(i for i, m in enumerate(passage.mentions) if not m.entities)
            return Read([], {number: tuple(Candidate(name, chance, number) for name, chance in chances.items())})

    ((_, doc),) = linked.analysed.docs
    view = BlockView(doc, linked.mentions, load_lexicon(), frozenset(), gazetteer.entities)
    readings = Readings([view], [*linked.mentions, it], gazetteer.entities, gazetteer, Fixed())
    resolved = [m for m in readings.resolved([*linked.mentions, it]) if m.begin == it.begin]
    assert resolved == ([replace(it, entities=entities)] if entities else [])


def test_a_pronoun_on_a_noun_does_not_hide_the_name_beside_it(both):
    for text, expected in (
        ("استقبلت موسكو حليفها بشار الأسد.", "russia hosted bashar-al-assad"),
        ("اتهمت مصر روسيا وحليفتها بيلاروسيا.", "egypt accused belarus"),
    ):
        alone, read = both(text)
        assert expected in map(triple, alone.relations)
        assert expected in map(triple, read.relations)


@pytest.mark.parametrize(("chance", "expected"), [(0.9, ["egypt bombed iran Denied"]), (0.6, [])])
def test_where_it_is_sure_it_knows_what_a_word_of_denial_is_for(gazetteer, lexicon, chance, expected):
    class Fixed:
        vocabulary = shared_encoder(models_path(), 1).vocabulary

        def read(self, passage):
            word = next(i for i, (form, _) in enumerate(passage.words) if form == "struck")
            subject, object_ = ((Candidate(m.entities[0], 0.9, i),) for i, m in enumerate(passage.mentions))
            return Read([Reading(word, "bombed", chance, subject, object_, Status.DENIED, None)], {})

    text = "Egypt has not yet struck Iran."
    linked = link(analyse(article_from_text(text, "x", date=dt.date(2024, 5, 13))), gazetteer)
    found = relate(linked, lexicon, Fixed()).relations
    assert [f"{triple(relation)} {relation.status.value}" for relation in found] == expected

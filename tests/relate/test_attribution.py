"""Who claims it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parsed import arabic, english

from graphkit.model import Extraction

Related = Callable[..., Extraction]


def sources(extraction: Extraction, predicate: str = "bombed") -> list[str | None]:
    return [relation.evidence[0].source for relation in extraction.relations if relation.predicate == predicate]


class TestArabic:
    @pytest.mark.parametrize(
        ("text", "source"),
        [
            ("قصفت روسيا كييف.", None),
            ("قالت مصر إن روسيا قصفت كييف.", "egypt"),
            ("أعلن سيرغي لافروف أن مصر قصفت كييف.", "sergey-lavrov"),
            ("قال وزير الخارجية القطري إن روسيا قصفت كييف.", "mohammed-bin-abdulrahman"),
            ("قال المتحدث باسم الخارجية القطرية إن روسيا قصفت كييف.", "qatar-foreign-ministry"),
            ("نقلت رويترز عن سيرغي لافروف قوله إن مصر قصفت كييف.", "sergey-lavrov"),
            ("بحسب رويترز، قصفت روسيا كييف.", "reuters"),
            ("قصفت روسيا كييف، وفق رويترز.", "reuters"),
            ("قصفت روسيا كييف، وفقا لرويترز.", "reuters"),
        ],
    )
    def test_source(self, related: Related, text: str, source: str | None) -> None:
        found = related(arabic(text, verbs="قصفت قالت قال أعلن نقلت"))
        assert sources(found) == [source]

    def test_who_spoke_in_another_sentence_claims_nothing(self, related: Related) -> None:
        found = related(arabic("قالت مصر إن الطقس جميل. قصفت روسيا كييف.", verbs="قالت قصفت"))
        assert sources(found) == [None]

    def test_who_speaks_of_himself_is_no_source_of_what_he_says(self, related: Related) -> None:
        found = related(arabic("اتهمت فرنسا روسيا بالكذب.", verbs="اتهمت"))
        assert sources(found, "accused") == [None]


class TestEnglish:
    def test_the_article_itself(self, related: Related) -> None:
        doc = english("Russia bombed Kyiv.", "nsubj(bombed, Russia) obj(bombed, Kyiv)", {"bombed": "bomb"})
        assert sources(related(doc)) == [None]

    def test_before(self, related: Related) -> None:
        doc = english(
            "Egypt said that Russia bombed Kyiv.",
            "nsubj(said, Egypt) ccomp(said, bombed) mark(bombed, that) nsubj(bombed, Russia) obj(bombed, Kyiv)",
            {"said": "say", "bombed": "bomb"},
        )
        assert sources(related(doc)) == ["egypt"]

    def test_after(self, related: Related) -> None:
        doc = english(
            "Russia bombed Kyiv, Egypt said.",
            "nsubj(bombed, Russia) obj(bombed, Kyiv) parataxis(bombed, said) nsubj(said, Egypt)",
            {"said": "say", "bombed": "bomb"},
        )
        assert sources(related(doc)) == ["egypt"]

    @pytest.mark.parametrize(
        "text", ["According to Reuters, Russia bombed Kyiv.", "Russia bombed Kyiv, according to Reuters."]
    )
    def test_according_to(self, related: Related, text: str) -> None:
        word = text.split(" to ")[0].split()[-1]
        relations = (
            f"nsubj(bombed, Russia) obj(bombed, Kyiv) obl(bombed, Reuters) case(Reuters, {word}) fixed({word}, to)"
        )
        assert sources(related(english(text, relations, {"bombed": "bomb"}))) == ["reuters"]

    def test_through_a_verb_in_between(self, related: Related) -> None:
        doc = english(
            "Egypt said Oman believed Russia bombed Kyiv.",
            "nsubj(said, Egypt) ccomp(said, believed) nsubj(believed, Oman) ccomp(believed, bombed) "
            "nsubj(bombed, Russia) obj(bombed, Kyiv)",
            {"said": "say", "believed": "believe", "bombed": "bomb"},
        )
        assert sources(related(doc)) == ["oman"]

    def test_acts_of_speech_are_their_own_claim(self, related: Related) -> None:
        doc = english("France accused Russia.", "nsubj(accused, France) obj(accused, Russia)", {"accused": "accuse"})
        assert sources(related(doc), "accused") == [None]

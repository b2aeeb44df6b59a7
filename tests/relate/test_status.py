"""Whether a relation holds, by the words around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parsed import arabic, english

from graphkit.model import Extraction, Status

Related = Callable[..., Extraction]
VERBS = "قصفت تقصف زار يزور أرسلت ترسل نفت تعتزم قررت اقترحت رفضت تأمل يمكن"

ROOT = "nsubj(bombed, Russia) obj(bombed, Kyiv)"
BOMBED = {"bombed": "bomb", "bomb": "bomb"}


def statuses(extraction: Extraction, predicate: str) -> list[Status]:
    return [relation.status for relation in extraction.relations if relation.predicate == predicate]


class TestArabic:
    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("قصفت روسيا كييف.", Status.ACTUAL),
            ("قد قصفت روسيا كييف.", Status.ACTUAL),
            ("لقد قصفت روسيا كييف.", Status.ACTUAL),
            ("ستقصف روسيا كييف.", Status.PLANNED),
            ("سوف تقصف روسيا كييف.", Status.PLANNED),
            ("قد تقصف روسيا كييف.", Status.POSSIBLE),
            ("يمكن أن تقصف روسيا كييف.", Status.POSSIBLE),
            ("من المحتمل أن تقصف روسيا كييف.", Status.POSSIBLE),
            ("من المقرر أن تقصف روسيا كييف.", Status.PLANNED),
            ("تعتزم روسيا أن تقصف كييف.", Status.PLANNED),
            ("نفت روسيا أنها قصفت كييف.", Status.DENIED),
        ],
    )
    def test_verbs(self, related: Related, text: str, status: Status) -> None:
        assert statuses(related(arabic(text, verbs=VERBS)), "bombed") == [status]

    @pytest.mark.parametrize(
        "text",
        [
            "لم تقصف روسيا كييف.",
            "لن تقصف روسيا كييف.",
            "لا تقصف روسيا كييف.",
            "تأمل قطر أن تقصف روسيا كييف.",
            "إذا قصفت روسيا كييف.",
            "لو قصفت روسيا كييف.",
        ],
    )
    def test_what_is_negated_wished_or_a_condition_states_nothing(self, related: Related, text: str) -> None:
        assert statuses(related(arabic(text, verbs=VERBS)), "bombed") == []

    @pytest.mark.parametrize(
        ("verb", "status"),
        [
            ("بدأت", Status.ACTUAL),
            ("قررت", Status.PLANNED),
            ("تعتزم", Status.PLANNED),
            ("اقترحت", Status.POSSIBLE),
            ("نفت", Status.DENIED),
        ],
    )
    def test_nouns_take_the_status_of_the_verb_that_carries_them(
        self, related: Related, verb: str, status: Status
    ) -> None:
        found = related(arabic(f"{verb} قطر إرسال جنود إلى مصر.", verbs=verb))
        assert statuses(found, "deployedTroopsTo") == [status]

    @pytest.mark.parametrize("verb", ["رفضت", "ألغت"])
    def test_what_is_refused_states_nothing(self, related: Related, verb: str) -> None:
        assert statuses(related(arabic(f"{verb} قطر إرسال جنود إلى مصر.", verbs=verb)), "deployedTroopsTo") == []

    def test_a_cue_of_another_sentence_has_no_say(self, related: Related) -> None:
        found = related(arabic("لم تفرح مصر. قصفت روسيا كييف.", verbs="تفرح قصفت"))
        assert statuses(found, "bombed") == [Status.ACTUAL]

    def test_a_cue_behind_another_verb_has_no_say(self, related: Related) -> None:
        found = related(arabic("قصفت روسيا كييف ولم تعتذر.", verbs="قصفت تعتذر"))
        assert statuses(found, "bombed") == [Status.ACTUAL]

    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("تستقبل قطر اليوم سيرغي لافروف.", Status.PLANNED),
            ("استقبلت قطر اليوم سيرغي لافروف.", Status.ACTUAL),
        ],
    )
    def test_what_is_told_of_today_in_the_present_is_to_come(self, related: Related, text: str, status: Status) -> None:
        found = related(arabic(text, verbs="تستقبل استقبلت"))
        assert statuses(found, "hosted") == [status]

    def test_one_sentence_may_have_two(self, related: Related) -> None:
        found = related(arabic("قصفت روسيا كييف، ومن المقرر أن يزور سيرغي لافروف قطر.", verbs=VERBS))
        assert statuses(found, "bombed") == [Status.ACTUAL]
        assert statuses(found, "visited") == [Status.PLANNED]


class TestEnglish:
    @pytest.mark.parametrize(
        ("word", "label", "status"),
        [
            ("has", "aux", Status.ACTUAL),
            ("will", "aux", Status.PLANNED),
            ("shall", "aux", Status.PLANNED),
            ("may", "aux", Status.POSSIBLE),
            ("might", "aux", Status.POSSIBLE),
            ("reportedly", "advmod", Status.POSSIBLE),
            ("allegedly", "advmod", Status.POSSIBLE),
            ("quickly", "advmod", Status.ACTUAL),
        ],
    )
    def test_auxiliaries_and_adverbs(self, related: Related, word: str, label: str, status: Status) -> None:
        doc = english(f"Russia {word} bombed Kyiv.", f"{ROOT} {label}(bombed, {word})", BOMBED)
        assert statuses(related(doc), "bombed") == [status]

    @pytest.mark.parametrize(("words", "word"), [("did not bomb", "not"), ("has never bombed", "never")])
    def test_what_is_negated_states_nothing(self, related: Related, words: str, word: str) -> None:
        auxiliary, _, verb = words.split()
        relations = f"{ROOT} aux(bombed, {auxiliary}) advmod(bombed, {word})".replace("bombed", verb)
        assert statuses(related(english(f"Russia {words} Kyiv.", relations, {verb: "bomb"})), "bombed") == []

    @pytest.mark.parametrize(
        ("verb", "lemma", "status"),
        [
            ("plans", "plan", Status.PLANNED),
            ("intends", "intend", Status.PLANNED),
            ("decided", "decide", Status.PLANNED),
            ("considers", "consider", Status.POSSIBLE),
            ("managed", "manage", Status.ACTUAL),
        ],
    )
    def test_verbs_above(self, related: Related, verb: str, lemma: str, status: Status) -> None:
        doc = english(
            f"Russia {verb} to bomb Kyiv.",
            f"nsubj({verb}, Russia) xcomp({verb}, bomb) mark(bomb, to) obj(bomb, Kyiv)",
            {verb: lemma, "bomb": "bomb"},
        )
        assert statuses(related(doc), "bombed") == [status]

    def test_what_is_denied(self, related: Related) -> None:
        doc = english(
            "Russia denied bombing Kyiv.",
            "nsubj(denied, Russia) xcomp(denied, bombing) obj(bombing, Kyiv)",
            {"denied": "deny", "bombing": "bomb"},
        )
        assert statuses(related(doc), "bombed") == [Status.DENIED]

    @pytest.mark.parametrize(("verb", "lemma"), [("hopes", "hope"), ("wants", "want")])
    def test_what_is_wished_states_nothing(self, related: Related, verb: str, lemma: str) -> None:
        doc = english(
            f"Russia {verb} to bomb Kyiv.",
            f"nsubj({verb}, Russia) xcomp({verb}, bomb) mark(bomb, to) obj(bomb, Kyiv)",
            {verb: lemma, "bomb": "bomb"},
        )
        assert statuses(related(doc), "bombed") == []

    def test_a_condition_states_nothing(self, related: Related) -> None:
        doc = english(
            "If Russia bombs Kyiv, France weeps.",
            "advcl(weeps, bombs) mark(bombs, If) nsubj(bombs, Russia) obj(bombs, Kyiv) nsubj(weeps, France)",
            {"bombs": "bomb", "weeps": "weep"},
        )
        assert statuses(related(doc), "bombed") == []

    def test_a_cue_of_another_clause_has_no_say(self, related: Related) -> None:
        doc = english(
            "Russia bombed Kyiv and will leave.",
            f"{ROOT} conj(bombed, leave) cc(leave, and) aux(leave, will)",
            {"bombed": "bomb", "leave": "leave"},
        )
        assert statuses(related(doc), "bombed") == [Status.ACTUAL]

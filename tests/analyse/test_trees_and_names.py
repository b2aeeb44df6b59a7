import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphkit.analyse.decode import best_labels, keep_names_whole, maximum_tree

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def is_tree(heads):
    for start in range(len(heads)):
        at, seen = start + 1, set()
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return sum(h == 0 for h in heads) == 1


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_the_tree_is_the_best_of_all_trees_with_one_root(words, seed):
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    every = [h for h in itertools.product(range(words + 1), repeat=words) if is_tree(h)]
    best = max(sum(scores[i, h[i]] for i in range(words)) for h in every)
    heads = maximum_tree(scores)
    assert is_tree(heads)
    assert sum(scores[i, heads[i]] for i in range(words)) == pytest.approx(best)


@given(st.integers(5, 60), st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_long_sentences_give_trees_too(words, seed):
    assert is_tree(maximum_tree(np.random.default_rng(seed).normal(size=(words, words + 1))))


@settings(max_examples=100, deadline=None)
@given(st.integers(4, 15), st.integers(0, 2**32 - 1))
def test_one_word_of_a_name_has_its_head_outside(words, seed):
    random = np.random.default_rng(seed)
    begin, end = sorted(random.choice(words + 1, 2, replace=False))
    scores = random.normal(size=(words, words + 1))
    heads = maximum_tree(keep_names_whole(scores, [(int(begin), int(end), "PER")]))
    assert is_tree(heads)
    assert sum(not begin < h <= end for h in heads[begin:end]) == 1


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_names_are_those_of_the_best_labels_that_may_follow_each_other(words, seed):
    scores = np.random.default_rng(seed).normal(size=(words, len(LABELS)))

    def allowed(path):
        before = ["O", *path[:-1]]
        return all(b[0] != "I" or a[1:] == b[1:] for a, b in zip(before, path, strict=True))

    places = {label: i for i, label in enumerate(LABELS)}
    best = max(
        (path for path in itertools.product(LABELS, repeat=words) if allowed(path)),
        key=lambda path: sum(scores[i, places[label]] for i, label in enumerate(path)),
    )
    begins = [i for i, label in enumerate(best) if label[0] == "B"]
    ends = [next((j for j in range(i + 1, words) if best[j][0] != "I"), words) for i in begins]
    assert best_labels(scores, LABELS) == [(i, j, best[i][2:]) for i, j in zip(begins, ends, strict=True)]


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_names_never_overlap_and_lie_inside_the_sentence(words, seed):
    names = best_labels(np.random.default_rng(seed).normal(size=(words, len(LABELS))), LABELS)
    at = 0
    for begin, end, kind in names:
        assert at <= begin < end <= words
        assert kind in ("PER", "LOC")
        at = end


def test_an_inner_label_without_a_beginning_is_repaired():
    scores = np.log(np.array([[0.1, 0.3, 0.58, 0.01, 0.01], [0.05, 0.05, 0.85, 0.02, 0.03]]))
    assert best_labels(scores, LABELS) == [(0, 2, "PER")]

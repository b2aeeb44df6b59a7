"""How well a trained relation reader does on held-out documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import torch

from graphkit.relate.kinds import relation_kinds
from graphkit.relate.passages import KINDS, Passage

from .relation_batches import Tables, buckets, meanings, pool_entities
from .relation_examples import TrainingPassage
from .relation_network import RelationNetwork
from .relation_texts import STATUSES

__all__ = ["held_out_scores", "referent_scores"]

_LEVELS = (0.2, 0.3, 0.4, 0.5)
_LEAST_ROLE, _LEAST = 0.1, 0.02
_REFERS = 0.4

SYMMETRIC = frozenset(name for name, kind in relation_kinds().items() if kind.symmetric == "yes")

Triple = tuple[str, str, str | None]


def predict(
    network: RelationNetwork, tables: Tables, batch: Sequence[Passage], relations: Sequence[str], least: float = 0.15
) -> list[list[tuple[float, int, Triple, str]]]:
    """Return of each passage (score, word, triple, status), best first."""
    inputs = tables.inputs(batch)
    out = []
    with torch.no_grad():
        words = network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks)
        chances = torch.sigmoid(network.triggers(words, inputs.hints))
        vectors = inputs.spans @ words
        for b, passage in enumerate(batch):
            found: list[tuple[float, int, Triple, str]] = []
            inside = chances[b, passage.focus : len(passage.words)]
            places = (inside > least).nonzero()
            n = len(passage.mentions)
            meant = meanings(network, vectors[b, :n], inputs.middles[b, :n], passage.mentions)
            if not meant.names or not len(places):
                out.append(found)
                continue
            at = places[:, 0] + passage.focus
            arguments, status = network.arguments(
                words[b, at],
                places[:, 1],
                vectors[b, :n].expand(len(at), -1, -1),
                buckets(inputs.middles[b, :n] - at[:, None]),
            )
            roles = torch.sigmoid(pool_entities(arguments, meant.scores)).tolist()
            for row, (offset, relation) in enumerate(places.tolist()):
                word, trigger = passage.focus + offset, float(inside[offset, relation])
                said = STATUSES[int(status[row].argmax())]
                for i, subject in enumerate(meant.names):
                    if roles[row][i][0] < _LEAST_ROLE:
                        continue
                    if relations[relation] in ("diedOn",):
                        found.append((trigger * roles[row][i][0], word, (subject, relations[relation], None), said))
                        continue
                    for j, object_ in enumerate(meant.names):
                        score = trigger * roles[row][i][0] * roles[row][j][1]
                        if i != j and score > _LEAST:
                            pair = (subject, object_)
                            if relations[relation] in SYMMETRIC:
                                pair = tuple(sorted(pair))
                            found.append((score, word, (pair[0], relations[relation], pair[1]), said))
            out.append(sorted(found, reverse=True))
    return out


def held_out_scores(
    network: RelationNetwork, tables: Tables, examples: Sequence[TrainingPassage], relations: Sequence[str]
) -> str:
    """Return precision, recall and F1 of triples with the linker's mentions, and the share of right statuses."""
    network.eval()
    levels = _LEVELS
    right, given, wanted, status_right = [0] * len(levels), [0] * len(levels), 0, 0
    for start in range(0, len(examples), 8):
        chosen = examples[start : start + 8]
        given_mentions = [replace(e.passage, mentions=e.linked) for e in chosen]
        for example, found in zip(chosen, predict(network, tables, given_mentions, relations), strict=True):
            gold: dict[tuple[int, Triple], str] = {}
            for one in example.stated:
                for s in one.subjects:
                    for o in one.objects or [None]:
                        if s != o:
                            pair = tuple(sorted((s, o))) if one.relation in SYMMETRIC else (s, o)
                            gold[one.word, (pair[0], one.relation, pair[1])] = one.status
            wanted += len(gold)
            best: dict[tuple[int, Triple], tuple[float, str]] = {}
            for score, word, triple, status in found:
                best.setdefault((word, triple), (score, status))
            for k, level in enumerate(levels):
                kept = {key for key, (score, _) in best.items() if score >= level}
                given[k] += len(kept)
                right[k] += len(kept & gold.keys())
            status_right += sum(best[key][1] == gold[key] for key in best.keys() & gold.keys() if best[key][0] >= 0.2)
    network.train()
    parts = []
    for k, level in enumerate(levels):
        p, r = right[k] / max(1, given[k]), right[k] / max(1, wanted)
        parts.append(f"{level}: P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}")
    return f"{wanted} gold; " + "; ".join(parts) + f"; status {status_right / max(1, right[0]):.3f}"


def referent_scores(network: RelationNetwork, tables: Tables, examples: Sequence[TrainingPassage]) -> str:
    """Return how often mentions of each kind are resolved rightly, among them those whose party the passage lacks."""
    network.eval()
    right: Counter[tuple[str, str]] = Counter()
    for example in examples:
        mentions = example.linked
        inputs = tables.inputs([replace(example.passage, mentions=mentions)])
        with torch.no_grad():
            vectors = (inputs.spans @ network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks))[0]
            meant = meanings(network, vectors[: len(mentions)], inputs.middles[0, : len(mentions)], mentions)
        for i, ids in enumerate(example.meant):
            if not ids or not meant.open[i].any() or mentions[i].start < example.passage.focus:
                continue
            best = int(meant.scores[i].argmax())
            chosen = meant.names[best] if float(torch.sigmoid(meant.scores[i, best])) > _REFERS else None
            reachable = [n for n, name in enumerate(meant.names) if name in ids and meant.open[i, n]]
            kind = KINDS[mentions[i].kind] + ("" if reachable else " of nobody")
            right[kind, "all"] += 1
            right[kind, "right"] += chosen in ids if reachable else chosen is None
            right[kind, "linker"] += not set(mentions[i].entities).isdisjoint(ids)
    network.train()
    kinds = sorted({kind for kind, _ in right})
    return "; ".join(
        f"{kind} {right[kind, 'right']}/{right[kind, 'all']} (linker {right[kind, 'linker']})" for kind in kinds
    )

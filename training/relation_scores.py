"""How well a trained relation reader does on held-out documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import torch

from graphkit.relate.frames import relation_kinds
from graphkit.relate.passages import KINDS, Passage

from .relation_batches import Tables, buckets, pool_entities
from .relation_examples import TrainingPassage, entities_of, referring
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
    with torch.no_grad():
        words = network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks)
        chances = torch.sigmoid(network.triggers(words, inputs.hints))
        mentions = inputs.spans @ words
        out = []
        for b, passage in enumerate(batch):
            found: list[tuple[float, int, Triple, str]] = []
            names = entities_of(passage.mentions)
            inside = chances[b, passage.focus : len(passage.words)]
            places = (inside > least).nonzero().tolist()
            for offset, relation in places:
                word = passage.focus + offset
                if not names:
                    continue
                n = len(passage.mentions)
                arguments, status = network.arguments(
                    words[b, word][None],
                    torch.tensor([relation]),
                    mentions[b : b + 1, :n],
                    buckets(inputs.middles[b, :n] - word)[None],
                )
                pooled = torch.sigmoid(pool_entities(arguments[0], [m.entities for m in passage.mentions], names))
                name = STATUSES[int(status[0].argmax())]
                trigger = float(inside[offset, relation])
                for i, subject in enumerate(names):
                    if float(pooled[i, 0]) < _LEAST_ROLE:
                        continue
                    if relations[relation] in ("diedOn",):
                        found.append((trigger * float(pooled[i, 0]), word, (subject, relations[relation], None), name))
                        continue
                    for j, object_ in enumerate(names):
                        score = trigger * float(pooled[i, 0]) * float(pooled[j, 1])
                        if i != j and score > _LEAST:
                            pair = (subject, object_)
                            if relations[relation] in SYMMETRIC:
                                pair = tuple(sorted(pair))
                            found.append((score, word, (pair[0], relations[relation], pair[1]), name))
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
        inputs = tables.inputs([replace(example.passage, mentions=example.linked)])
        with torch.no_grad():
            words = network.encode(inputs.vectors, inputs.bias, inputs.pool, inputs.marks)
            vectors = (inputs.spans @ words)[0]
            for i, candidates in referring(example.linked):
                mention = example.linked[i]
                if example.linked[i].start < example.passage.focus or not mention.entities:
                    continue
                held = [example.linked[j].entities for j in candidates]
                names = list(dict.fromkeys(name for entities in held for name in entities))
                places = inputs.middles[0, candidates]
                scores = network.referents(
                    vectors[i][None], vectors[candidates][None], buckets(places - mention.start)[None]
                )
                chances = torch.sigmoid(pool_entities(scores[0][:, None], held, names))[:, 0]
                best = names[int(chances.argmax())] if float(chances.max()) > _REFERS else None
                there = next((name for name in mention.entities if name in names), None)
                kind = KINDS[mention.kind] + ("" if there else " of nobody")
                right[kind, "all"] += 1
                right[kind, "right"] += best in mention.entities if there else best is None
    network.train()
    kinds = sorted({kind for kind, _ in right})
    return "; ".join(f"{kind} {right[kind, 'right']}/{right[kind, 'all']}" for kind in kinds)

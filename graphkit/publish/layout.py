"""Where the nodes of the page stand, worked out when it is written so that it opens at rest."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import igraph as ig
import numpy as np

__all__ = ["Layout", "arrange"]

_SEED = 7
_SPACE = 150.0  # pixels between neighbours, room for a label
_CELL = 118.0  # side of the square that a node of a large graph takes
_WIDE = 1.15  # what is left of a screen beside the panels is a little wider than tall
_STEPS = 120
# Up to this size a part is drawn by the distances in it, which takes the square of its size.
_SMALL = 260


@dataclass(frozen=True, slots=True)
class Layout:
    """A place in pixels and the number of a community for each node; community 0 is the largest."""

    places: Mapping[str, tuple[int, int]]
    communities: Mapping[str, int]


def arrange(weights: Mapping[tuple[str, str], float], nodes: Sequence[str] = ()) -> Layout:
    """Return where the nodes of a graph stand; the same graph always gives the same places.

    Communities stand together; parts without a connection are set in rows, the largest first.

    Args:
        weights: how strongly two nodes are tied, by pair in any order; pairs of one node with itself do not count.
        nodes: further nodes, tied to nothing.
    """
    names = sorted({*nodes, *(name for pair in weights for name in pair)})
    index = {name: row for row, name in enumerate(names)}
    tied: dict[tuple[int, int], float] = {}
    for (a, b), weight in sorted(weights.items()):
        if a != b:
            ends = (min(index[a], index[b]), max(index[a], index[b]))
            tied[ends] = tied.get(ends, 0.0) + weight
    graph = ig.Graph(n=len(names), edges=sorted(tied), edge_attrs={"weight": [tied[ends] for ends in sorted(tied)]})
    with _seeded():
        groups = _communities(graph)
        parts = sorted((sorted(part) for part in graph.connected_components()), key=lambda part: (-len(part), part))
        points = _rows([(part, _part(graph, part, groups)) for part in parts], len(names))
    places = {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)}
    return Layout(places, dict(zip(names, groups.tolist(), strict=True)))


@contextmanager
def _seeded() -> Iterator[None]:
    ig.set_random_number_generator(random.Random(_SEED))  # noqa: S311
    try:
        yield
    finally:
        ig.set_random_number_generator(random)


def _communities(graph: ig.Graph) -> np.ndarray:
    """Return the number of each node's community (Louvain), the largest first."""
    if not graph.ecount():
        return np.arange(graph.vcount())
    found = sorted(graph.community_multilevel(weights="weight"), key=lambda group: (-len(group), group[0]))
    numbers = np.zeros(graph.vcount(), dtype=int)
    for number, group in enumerate(found):
        numbers[group] = number
    return numbers


def _rows(drawn: list[tuple[list[int], np.ndarray]], count: int) -> np.ndarray:
    """Return all points, each part in its place in a row."""
    space = np.array([_SPACE * _WIDE, _SPACE])
    sizes = [np.ptp(points, axis=0) + space for _, points in drawn]
    width = max([math.sqrt(_WIDE * sum(size[0] * size[1] for size in sizes)), *(size[0] for size in sizes)], default=0)
    placed = np.zeros((count, 2))
    left, top, height = 0.0, 0.0, 0.0
    for (part, points), size in zip(drawn, sizes, strict=True):
        if left and left + size[0] > width:
            left, top, height = 0.0, top + height, 0.0
        placed[part] = points - points.min(axis=0) + np.array([left, top])
        left, height = left + size[0], max(height, size[1])
    return placed


def _part(graph: ig.Graph, part: list[int], groups: np.ndarray) -> np.ndarray:
    """Return the points of a connected part."""
    if len(part) == 1:
        return np.zeros((1, 2))
    inside = graph.induced_subgraph(part)
    own = groups[part]
    if len(part) <= _SMALL:
        strengths = np.array(inside.strength(weights="weight"))
        return _apart(_lying(_by_distance(inside, own)), 1 + 0.7 * np.sqrt(strengths / strengths.max()))
    return _lying(_packed(inside, own))


def _by_distance(graph: ig.Graph, groups: np.ndarray) -> np.ndarray:
    """Return points whose distances are near those along the edges of the graph.

    Stress majorization (Gansner, Koren and North, 2004), with weights 1 / distance². Edges are longer the more other
    neighbours their ends have, and between communities, which gives crowded places room.
    """
    near = [set(graph.neighbors(node)) for node in range(graph.vcount())]
    edges = graph.get_edgelist()
    lengths = [len(near[a] ^ near[b]) ** 0.75 * (1.0 if groups[a] == groups[b] else 1.5) for a, b in edges]
    wanted = np.array(graph.distances(weights=lengths))
    np.fill_diagonal(wanted, 1)
    weights = wanted**-2
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    points = np.array(graph.layout_kamada_kawai(seed=graph.layout_circle()).coords)
    for _ in range(_STEPS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = weights * wanted / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    ends = np.array(edges)
    # Scale by the typical length of an edge, which neither the size of the part nor an outlier changes.
    typical = float(np.median(np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)))
    return (points - points.mean(axis=0)) * (_SPACE * 1.1 / max(typical, 1e-9))


def _packed(graph: ig.Graph, groups: np.ndarray) -> np.ndarray:
    """Return points of a large part: a disc a community, the discs near those that they are tied to."""
    numbers, own = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(own == number) for number in range(len(numbers))]
    radii = np.array([_CELL * 0.62 * math.sqrt(len(each)) for each in members])
    centres = _discs(graph, own, radii)
    points = np.zeros((graph.vcount(), 2))
    for number, each in enumerate(members):
        inner = graph.induced_subgraph(each)
        found = np.array(inner.layout_fruchterman_reingold(niter=60, weights="weight", grid=True).coords)
        points[each] = centres[number] + _evened(found, radii[number])
    return points


def _discs(graph: ig.Graph, own: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Return the centres of discs so that none covers another."""
    between: dict[tuple[int, int], float] = {}
    for (a, b), weight in zip(graph.get_edgelist(), graph.es["weight"], strict=True):
        if own[a] != own[b]:
            ends = (int(min(own[a], own[b])), int(max(own[a], own[b])))
            between[ends] = between.get(ends, 0.0) + weight
    meta = ig.Graph(n=len(radii), edges=list(between), edge_attrs={"weight": list(between.values())})
    centres = np.array(meta.layout_fruchterman_reingold(niter=500, grid=False).coords)
    centres -= centres.mean(axis=0)
    spread = math.sqrt(float((radii**2).sum()))
    centres *= spread / max(float(np.sqrt((centres**2).sum(axis=1)).max()), 1e-9)
    for _ in range(400):
        gaps = centres[:, None] - centres[None]
        far = np.linalg.norm(gaps, axis=2) + 1e-9
        overlap = (radii[:, None] + radii[None]) * 1.2 - far
        np.fill_diagonal(overlap, 0)
        push = np.where(overlap > 0, overlap, 0)[..., None] * gaps / far[..., None]
        if not push.any():
            break
        # A little pull to the middle keeps the discs close to each other.
        centres = centres * 0.998 + push.sum(axis=1) * 0.25
    return centres


def _evened(points: np.ndarray, radius: float) -> np.ndarray:
    """Return points spread evenly over a disc, none far from its direction: crowded middles open, outliers come in."""
    points = points - np.median(points, axis=0)
    far = np.linalg.norm(points, axis=1)
    rank = np.empty(len(points))
    rank[np.lexsort((points[:, 0], far))] = np.arange(len(points))
    even = np.sqrt((rank + 0.5) / len(points)) * radius
    return points * (even / np.maximum(far, 1e-9))[:, None]


def _lying(points: np.ndarray) -> np.ndarray:
    """Turn points so that they spread along the width, and stretch what is still not as wide as a screen."""
    axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2]
    # The sign of an axis is an accident of the decomposition.
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
    turned = points @ axes.T
    width, height = np.maximum(np.ptp(turned, axis=0), 1e-9)
    return turned * (max(1.0, min(_WIDE, _WIDE * height / width)), 1.0)


def _apart(points: np.ndarray, room: np.ndarray) -> np.ndarray:
    """Push points apart until none lies in the box of another, or no more than is worth the time.

    Args:
        points: a row each.
        room: how large the box of each is.
    """
    box = np.array([_SPACE * 0.95, _SPACE * 0.66]) * ((room[:, None] + room[None]) / 2)[..., None]
    order = np.sign(np.subtract.outer(range(len(points)), range(len(points))))[..., None]
    for _ in range(80):
        gaps = points[:, None] - points[None]
        overlap = box - np.abs(gaps)
        touching = (overlap > 0).all(axis=2)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        # Along the axis where less is needed; of two points in one place the first goes up.
        vertical = overlap[..., 1] <= overlap[..., 0]
        side = np.where(gaps == 0, order, gaps)
        push = np.sign(side) * overlap * np.stack([~vertical, vertical], axis=2) * touching[..., None]
        points = points + push.sum(axis=1) * 0.5
    return points

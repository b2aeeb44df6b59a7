"""Where the nodes of the page stand, worked out when it is written so that it opens at rest."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np

__all__ = ["positions"]

_SEED = 7
_SPACE = 150.0  # pixels between neighbours, room for a label
_WIDE = 1.35  # screens are wider than tall
_STEPS = 150
# From this size on NetworkX's spring layout needs SciPy, which graphkit does without.
_LARGE = 500


def positions(network: nx.Graph) -> Mapping[str, tuple[int, int]]:
    """Return a place in pixels for each node; the same network gives the same places.

    Connected parts are laid out one by one and set in rows, the largest first.

    Args:
        network: any graph; direction and parallel edges do not matter.
    """
    simple = nx.Graph()
    simple.add_nodes_from(sorted(network.nodes))
    simple.add_edges_from(sorted({tuple(sorted(edge[:2])) for edge in network.edges if edge[0] != edge[1]}))
    parts = sorted(map(sorted, nx.connected_components(simple)), key=lambda part: (-len(part), part))
    drawn = [(part, _part(simple.subgraph(part), part)) for part in parts]
    sizes = [np.ptp(points, axis=0) + np.array([_SPACE * _WIDE, _SPACE]) for _, points in drawn]
    width = max(math.sqrt(_WIDE * sum(size[0] * size[1] for size in sizes)), *(size[0] for size in sizes), 0.0)
    placed: dict[str, tuple[int, int]] = {}
    left, top, height = 0.0, 0.0, 0.0
    for (part, points), size in zip(drawn, sizes, strict=True):
        if left and left + size[0] > width:
            left, top, height = 0.0, top + height, 0.0
        for name, (x, y) in zip(part, points - points.min(axis=0) + np.array([left, top]), strict=True):
            placed[name] = round(float(x)), round(float(y))
        left, height = left + size[0], max(height, size[1])
    return placed


def _part(graph: nx.Graph, names: Sequence[str]) -> np.ndarray:
    """Return the points of a connected part, in the order of ``names``."""
    count = len(names)
    if count == 1:
        return np.zeros((1, 2))
    # A subgraph iterates in an order of its own; rebuilt, the layout is the same in every run.
    ordered = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    if count < _LARGE:
        found = nx.spring_layout(ordered, k=2 / math.sqrt(count), iterations=50, seed=_SEED)
        points = _unstressed(ordered, np.array([found[name] for name in names]))
    else:
        found = nx.forceatlas2_layout(ordered, max_iter=max(10, 40_000 // count), seed=_SEED)
        points = np.array([found[name] for name in names])
    points -= points.mean(axis=0)
    # Scale by the typical length of an edge, which neither the size of the part nor an outlier changes.
    place = {name: row for row, name in enumerate(names)}
    ends = np.array([(place[a], place[b]) for a, b in ordered.edges])
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    points *= _SPACE * 1.1 / max(float(np.median(lengths)), 1e-9)
    return _apart(_lying(points))


def _lying(points: np.ndarray) -> np.ndarray:
    """Turn points so that they spread along the width, and stretch what is still not as wide as a screen."""
    axes = np.linalg.svd(points, full_matrices=False)[2]
    # The sign of an axis is an accident of the decomposition.
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(axis=1)])[:, None]
    turned = points @ axes.T
    width, height = np.maximum(np.ptp(turned, axis=0), 1e-9)
    return turned * (max(1.0, min(_WIDE, _WIDE * height / width)), 1.0)


def _unstressed(graph: nx.Graph, points: np.ndarray) -> np.ndarray:
    """Move points until their distances are near those along the edges of the graph.

    Stress majorization (Gansner, Koren and North, 2004), with weights 1 / distance². Edges are longer the more other
    neighbours their ends have, which gives crowded places room.
    """
    for a, b in graph.edges:
        graph[a][b]["length"] = len(set(graph[a]) ^ set(graph[b])) ** 0.75
    wanted = np.array(nx.floyd_warshall_numpy(graph, weight="length"))
    np.fill_diagonal(wanted, 1)
    weights = wanted**-2
    np.fill_diagonal(weights, 0)
    inverse = np.linalg.pinv(np.diag(weights.sum(axis=1)) - weights)
    for _ in range(_STEPS):
        apart = np.linalg.norm(points[:, None] - points[None], axis=2)
        pull = weights * wanted / np.maximum(apart, 1e-9)
        np.fill_diagonal(pull, 0)
        points = inverse @ ((np.diag(pull.sum(axis=1)) - pull) @ points)
    return points


def _apart(points: np.ndarray) -> np.ndarray:
    """Push points apart until none lies in the box of another, or no more than is worth the time."""
    box = np.array([_SPACE * 1.1, _SPACE * 0.8])
    for _ in range(60):
        gaps = points[:, None] - points[None]
        overlap = box - np.abs(gaps)
        touching = (overlap > 0).all(axis=2)
        np.fill_diagonal(touching, False)
        if not touching.any():
            break
        # Along the axis where less is needed; of two points in one place the first goes up.
        vertical = overlap[..., 1] <= overlap[..., 0]
        side = np.where(gaps == 0, np.sign(np.subtract.outer(range(len(points)), range(len(points))))[..., None], gaps)
        push = np.sign(side) * overlap * np.stack([~vertical, vertical], axis=2) * touching[..., None]
        points = points + push.sum(axis=1) * 0.5
    return points

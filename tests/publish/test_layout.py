from __future__ import annotations

import math
import random

import networkx as nx
import numpy as np

from graphkit.publish.layout import arrange


def ties(network: nx.Graph) -> dict[tuple[str, str], float]:
    return {(str(a), str(b)): 1.0 for a, b in network.edges}


def test_nodes_do_not_lie_on_each_other() -> None:
    network = nx.disjoint_union(nx.star_graph(12), nx.path_graph(4))
    places = arrange(ties(network), ["alone"]).places
    assert len(places) == len(network) + 1
    points = sorted(places.values())
    assert all(abs(a[0] - b[0]) > 40 or abs(a[1] - b[1]) > 20 for a in points for b in points if a < b)


def test_same_graph_gives_the_same_places_in_any_order() -> None:
    network = nx.planted_partition_graph(12, 40, 0.3, 0.005, seed=3)
    pairs = list(ties(network).items())
    first = arrange(dict(pairs))
    random.seed(99)
    random.shuffle(pairs)
    again = arrange({(b, a): weight for (a, b), weight in pairs})
    assert first == again


def test_layout_leaves_the_generator_of_others_alone() -> None:
    random.seed(5)
    expected = random.random()
    random.seed(5)
    arrange(ties(nx.path_graph(10)))
    assert random.random() == expected


def test_communities_of_a_large_graph_stand_apart() -> None:
    size, count = 40, 12
    network = nx.planted_partition_graph(count, size, 0.3, 0.005, seed=3)
    layout = arrange(ties(network))
    points = np.array([layout.places[str(node)] for node in network])
    middles = np.array([points[group * size : (group + 1) * size].mean(axis=0) for group in range(count)])
    own = np.repeat(np.arange(count), size)
    nearest = np.linalg.norm(points[:, None] - middles[None], axis=2).argmin(axis=1)
    assert (nearest == own).mean() > 0.95
    assert len(set(layout.communities.values())) == count


def test_large_graph_has_room_for_each_node() -> None:
    network = nx.barabasi_albert_graph(2000, 2, seed=1)
    points = np.array(list(arrange(ties(network)).places.values()), dtype=float)
    area = np.prod(np.ptp(points, axis=0))
    assert 60 < math.sqrt(area / len(points)) < 400


def test_nothing_gives_nothing() -> None:
    assert arrange({}).places == {}
    assert arrange({}, ["one"]).places == {"one": (0, 0)}
    assert arrange({("one", "one"): 1.0}).places == {"one": (0, 0)}

"""Search, filters, scope, paths, table."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("الاخضر", "Green River"),
        ("الكبير", "Omar Saleh"),
        ("GREEN", "Green River"),
        ("بُوريا", "Boria"),
        ("petr", "Ivan"),
    ],
)
def test_search_finds_any_spelling_in_both_languages(explorer, small: Path, typed: str, found: str) -> None:
    explorer.open(small)
    assert found in explorer.look_for(typed)[0]
    explorer.keys("\ue007")
    assert found in explorer.panel


def test_search_is_a_combobox(explorer, small: Path) -> None:
    explorer.open(small)
    explorer.look_for("a")
    box = explorer.find("#search")
    assert box.get_attribute("aria-expanded") == "true"
    first = box.get_attribute("aria-activedescendant")
    explorer.keys("\ue015")
    second = box.get_attribute("aria-activedescendant")
    assert first != second
    assert explorer.find(f"#{second}").get_attribute("aria-selected") == "true"
    explorer.keys("\ue00c")
    assert box.get_attribute("aria-expanded") == "false"
    assert explorer.look_for("zzzz") == ["Nothing found"]


@pytest.mark.parametrize(
    ("facet", "value", "gone"),
    [
        ("quadrants", "verbal-cooperation", {"sentTelegramTo"}),
        ("statuses", "Possible", {"attacked"}),
        ("predicates", "holdsOffice", {"holdsOffice"}),
        ("categories", "MOBILIZE", {"deployedTroopsTo"}),
        ("langs", "ar", {"deployedTroopsTo"}),
        ("types", "Place", {"deployedTroopsTo"}),
    ],
)
def test_filter_takes_its_relations_away(explorer, small: Path, facet: str, value: str, gone: set[str]) -> None:
    explorer.open(small)
    predicates = "return [...new Set(graphkit.V.rows.map((row) => graphkit.R.predicate[row]))]"
    before = set(explorer.js(predicates))
    explorer.filter(facet, value)
    assert before - set(explorer.js(predicates)) == gone
    explorer.press("#reset")
    assert set(explorer.js(predicates)) == before


def test_filter_by_publisher_and_by_belief(explorer, small: Path) -> None:
    explorer.open(small)
    every = explorer.relations()
    boxes = explorer.js("return graphkit.R.publishers.flat()")
    explorer.filter("publishers", str(boxes[0]))
    assert explorer.relations() < every
    explorer.open(small, "lang=en&belief=0.9")
    beliefs = explorer.js("return graphkit.V.rows.map((row) => graphkit.R.belief[row])")
    assert all(belief >= 0.9 for belief in beliefs)
    assert len(beliefs) < len(every)


def test_legend_shows_each_kind_with_its_sign(explorer, samples: Path) -> None:
    explorer.open(samples)
    for facet, count in (("types", 6), ("quadrants", 5), ("statuses", 3)):
        assert len(explorer.all(f"[data-facet='{facet}'] li svg")) >= count
    explorer.press("[data-facet='quadrants'] li:nth-child(4) .only")
    assert set(explorer.js("return graphkit.V.rows.map((row) => graphkit.R.quadrant[row])")) == {"material-conflict"}


def test_timeline_is_brushed_by_mouse_and_by_keys(explorer, samples: Path) -> None:
    explorer.open(samples)
    bars = explorer.find("#bars")
    left, top, wide = bars.location["x"], bars.location["y"] + 20, bars.size["width"]
    explorer.drag((left + wide * 0.6, top), (left + wide * 0.9, top))
    state = explorer.js("return [graphkit.state.from, graphkit.state.to]")
    assert all(state) and state[0] < state[1]
    dates = explorer.js("return graphkit.V.rows.map((row) => [graphkit.R.begin[row], graphkit.R.end[row]])")
    assert all(not begin or (end >= state[0] and begin <= state[1]) for begin, end in dates)
    explorer.js("document.getElementById('from').focus()")
    explorer.keys("\ue014")
    assert explorer.js("return graphkit.state.from") > state[0]
    explorer.press("#undated")
    assert explorer.js("return graphkit.V.rows.every((row) => graphkit.R.begin[row])")
    explorer.press("#all-dates")
    assert explorer.js("return graphkit.state.from + graphkit.state.to") == ""


def test_timeline_plays(explorer, samples: Path) -> None:
    explorer.open(samples)
    explorer.press("#play")
    first = explorer.js("return graphkit.state.from")
    explorer.wait("return graphkit.state.from > arguments[0]", first)
    explorer.press("#play")
    assert explorer.find("#play").get_attribute("aria-label") == "Play"


def test_focus_shows_an_entity_and_its_neighbours(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&entity=russia")
    explorer.press("[data-act='around1']")
    near = explorer.shown()
    assert "russia" in near and "vladimir-putin" in near and len(near) < 40
    explorer.press("[data-hops='2']")
    assert near < explorer.shown()


def test_expand_collapse_hide_and_pin(explorer, medium: Path) -> None:
    explorer.open(medium)
    start = explorer.shown()
    assert len(start) <= 60
    strongest = explorer.js("return graphkit.G.id[graphkit.V.nodes[0]]")
    explorer.js("graphkit.goTo(graphkit.V.nodes[0])")
    explorer.press("[data-act='expand']")
    assert start < explorer.shown()
    explorer.press("[data-act='collapse']")
    assert explorer.shown() == start
    explorer.press("[data-act='hide']")
    assert strongest not in explorer.shown()
    explorer.press("#unhide")
    assert strongest in explorer.shown()


def test_drag_pins_an_entity_where_it_is_dropped(explorer, small: Path) -> None:
    explorer.open(small)
    x, y = explorer.spot("boria")
    explorer.drag((x, y), (x + 60, y + 40))
    assert "pinned=boria" in explorer.fragment
    assert explorer.spot("boria") == pytest.approx((x + 60, y + 40), abs=3)


def test_shortest_paths(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&entity=turkey")
    explorer.press("[data-act='pathFrom']")
    assert explorer.find("#path-from").get_attribute("value")
    explorer.type("#path-to", "Kim Jong Un")
    explorer.keys("\ue007")
    assert "Steps" in explorer.find("#path-list").text
    explorer.press("#path-show")
    assert {"turkey", "kim-jong-un"} <= explorer.shown()
    assert len(explorer.shown()) < 30


def test_pair_panel_lists_both_directions_by_date(explorer, samples: Path) -> None:
    explorer.open(samples, "lang=en&pair=kim-jong-un,vladimir-putin")
    dates = [each.text for each in explorer.all("#panel time")]
    assert len(dates) > 3 and dates == sorted(dates)
    ways = explorer.find("#panel .ways").text
    assert "Kim Jong Un → Vladimir Putin" in ways and "Vladimir Putin → Kim Jong Un" in ways


def test_community_is_shown_on_its_own(explorer, samples: Path) -> None:
    explorer.open(samples)
    explorer.press("[data-community]")
    assert len(set(explorer.js("return graphkit.V.nodes.map((node) => graphkit.G.community[node])"))) == 1
    explorer.press("[data-scope='all']")
    explorer.press("#shade")
    assert "shade=yes" in explorer.fragment


def test_table_shows_the_selection_and_sorts(explorer, samples: Path) -> None:
    explorer.open(samples)
    explorer.press("#as-table")
    assert not explorer.find("#canvas").is_displayed()
    assert len(explorer.all("#table tbody tr")) == min(100, len(explorer.relations()))
    explorer.press("[data-column='subject'] button")
    names = [each.text for each in explorer.all("#table [data-cell='subject']")]
    assert names == sorted(names, key=str.casefold)
    assert explorer.find("[data-column='subject']").get_attribute("aria-sort") == "ascending"
    explorer.press("[data-column='belief'] button")
    explorer.press("[data-column='belief'] button")
    beliefs = [int(each.text.rstrip("%")) for each in explorer.all("#table [data-cell='belief']")]
    assert beliefs == sorted(beliefs, reverse=True)
    explorer.filter("statuses", "Actual")
    assert 0 < len(explorer.all("#table tbody tr")) < 20
    explorer.press("#table [data-cell='relation'] button")
    assert explorer.all("#panel .relation.current")

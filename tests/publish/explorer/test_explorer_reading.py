"""What a reader sees: names, lines, evidence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphkit.publish.view_data import SOURCES, read_source


def test_click_on_a_line_shows_the_words_behind_it(explorer, small: Path) -> None:
    explorer.open(small, "lang=ar")
    explorer.click(*explorer.middle("omar-saleh", "ivan-petrov"))
    assert "برقية من عمر صالح إلى إيفان بيتروف" in explorer.panel
    for expected in ("بعث عمر صالح برقية", "sent Ivan Petrov a telegram", "2025-03-02", "The Example", "أنباء عاليا"):
        assert expected in explorer.panel
    assert {quote.get_attribute("dir") for quote in explorer.all("#panel blockquote")} == {"auto"}
    assert explorer.find("#panel .cite a").get_attribute("href") == "https://news.example/a%20story?id=1"


def test_words_are_marked_in_their_sentence(explorer, small: Path) -> None:
    explorer.open(small, "lang=en&pair=omar-saleh,ivan-petrov")
    said = {quote.text: quote.find_element("css selector", "mark").text for quote in explorer.all("#panel blockquote")}
    assert said["Omar Saleh, president of Alia, sent Ivan Petrov a telegram."] == "sent Ivan Petrov a telegram"
    assert said["بعث عمر صالح برقية إلى إيفان بيتروف."] == "بعث عمر صالح برقية"


def test_claim_and_denial_stand_side_by_side(explorer, small: Path) -> None:
    explorer.open(small, "lang=ar&pair=alia,green-river")
    [versus] = explorer.all("#panel .versus")
    left, right = versus.find_elements("css selector", ".relation")
    assert left.location["y"] == right.location["y"] and left.location["x"] != right.location["x"]
    assert "Denied" in {left.get_attribute("class").split()[-1], right.get_attribute("class").split()[-1]}
    assert "بحسب شهود" in versus.text and "ونفت عاليا ذلك" in versus.text


def test_contradiction_leads_to_the_other_relation(explorer, small: Path) -> None:
    explorer.open(small, "lang=en&pair=alia,green-river")
    explorer.press("#panel .relation.Denied dd button.link")
    [current] = explorer.all("#panel .relation.current")
    assert "Actual" in current.get_attribute("class")


def test_entity_panel_has_names_offices_and_relations_by_kind(explorer, small: Path) -> None:
    explorer.open(small)
    explorer.click(*explorer.spot("omar-saleh"))
    for expected in ("عمر صالح الكبير", "Wikidata Q2002", "Offices", "president – Alia", "verbal cooperation"):
        assert expected in explorer.panel
    [wikidata] = explorer.all("#panel .kind a")
    assert wikidata.get_attribute("href") == "https://www.wikidata.org/wiki/Q2002"
    assert wikidata.get_attribute("rel") == "noopener noreferrer"


def test_relation_without_object_is_shown_with_its_subject(explorer, small: Path) -> None:
    explorer.open(small, "lang=en&entity=ivan-petrov")
    assert "Petrov died on Sunday" in explorer.panel


def test_language_switch_mirrors_the_page(explorer, small: Path) -> None:
    explorer.open(small, "lang=en&pair=omar-saleh,ivan-petrov")
    sides = {}
    for lang, direction in (("en", "ltr"), ("ar", "rtl")):
        html = explorer.find("html")
        assert (html.get_attribute("lang"), html.get_attribute("dir")) == (lang, direction)
        sides[lang] = explorer.find("#panel").location["x"] > explorer.find("#canvas").location["x"]
        assert ("Omar Saleh sent a telegram to Ivan Petrov" in explorer.panel) is (lang == "en")
        explorer.press("#language")
    assert sides == {"en": True, "ar": False}


def test_every_word_of_the_page_is_in_both_languages() -> None:
    words = read_source("interface.json")
    assert words["en"].keys() == words["ar"].keys()
    script = "".join(path.read_text("utf-8") for path in (SOURCES / "js").iterdir())
    asked = set(re.findall(r'\bword\("(\w+)"', script))
    asked |= set(re.findall(r'data-(?:text|label)="(\w+)"', (SOURCES / "page.html").read_text("utf-8")))
    assert asked <= words["en"].keys()


def test_names_on_the_canvas_keep_their_brackets(explorer, small: Path) -> None:
    explorer.open(small)
    drawn = explorer.js(
        """const written = [];
        const fillText = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
          written.push(text);
          return fillText.call(this, text, ...rest);
        };
        graphkit.G.names.en[graphkit.G.index.get("alia")] = "حزب الله (Hezbollah)";
        graphkit.fit();
        return new Promise((done) => setTimeout(() => done(written), 200));"""
    )
    assert "\u2067حزب الله (Hezbollah)\u2069" in drawn
    assert "\u2066Omar Saleh\u2069" in drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_colours_page_and_canvas(explorer, small: Path, theme: str) -> None:
    explorer.open(small, f"lang=en&theme={theme}")
    pixel = "return [...document.getElementById('canvas').getContext('2d').getImageData(2, 2, 1, 1).data.slice(0, 3)]"
    assert (sum(explorer.js(pixel)) > 380) is (theme == "light")
    ground = explorer.js("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    assert (sum(ground[:3]) > 380) is (theme == "light")
    explorer.press("#theme")
    explorer.wait(
        f"return ({pixel.removeprefix('return ')}.reduce((a, b) => a + b) > 380) === {str(theme != 'light').lower()}"
    )


def test_lines_are_bundled_by_pair_and_kind(explorer, samples: Path) -> None:
    explorer.open(samples)
    strands = explorer.js(
        """const { G, V, R } = graphkit;
        return V.strands.map((each) => ({ a: G.id[each.a], b: G.id[each.b], quadrant: each.quadrant, mark: each.mark,
          dashed: each.dashed, faint: each.faint, beliefs: each.rows.map((row) => R.belief[row]),
          statuses: [...new Set(each.rows.map((row) => R.status[row]))] }));"""
    )
    keys = [(each["a"], each["b"], each["quadrant"]) for each in strands]
    assert len(keys) == len(set(keys))
    for each in strands:
        assert (each["mark"] == "✕") is (each["statuses"] == ["Denied"])
        assert (each["dashed"] == "Actual") is ("Actual" in each["statuses"])
        assert each["faint"] == (2 if max(each["beliefs"]) < 0.5 else 1 if max(each["beliefs"]) < 0.75 else 0)
    assert {"✕", "±"} & {each["mark"] for each in strands}


def test_labels_do_not_cover_each_other(explorer, samples: Path) -> None:
    explorer.open(samples)
    boxes = explorer.js(
        """const boxes = [];
        const fillText = CanvasRenderingContext2D.prototype.fillText;
        CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
          const wide = this.measureText(text).width, high = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
          if (text.length > 4) boxes.push([x - wide / 2, y - high / 2, x + wide / 2, y + high / 2]);
          return fillText.call(this, text, x, y);
        };
        graphkit.fit();
        return new Promise((done) => setTimeout(() => done(boxes), 200));"""
    )
    assert len(boxes) > 40
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]

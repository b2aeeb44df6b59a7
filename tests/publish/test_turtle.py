from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS
from sample_extractions import ALIA, BORIA, CHIEF, article, extraction, small_news, stated

from graphkit.assemble import assemble
from graphkit.errors import GraphError
from graphkit.model import Assembly, Entity, EntityType, Extraction
from graphkit.publish.rdf import to_rdflib
from graphkit.publish.terms import from_oxigraph
from graphkit.publish.turtle import serialize, to_turtle
from graphkit.vocabulary import GK, GKE, SCHEMA

NASTY = (
    'quote " backslash \\ "" end\n\r\ttab \x00 \x08 \x1f \x7f \x85 \u2028\u2029 \ufeff \u200f\ufffe 😀 \\u0041 \'"""'
)
# Half of what there is, from any plane, and what breaks writers and parsers.
CHARACTERS = st.characters() | st.sampled_from("\"'\\\n\r\t\x00\x0b\x85\u2028\ufeff\ufffe\ud800\udfffاي")
TEXTS = st.text(CHARACTERS, min_size=1)


def triples_of(turtle: str) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """Return the triples as rdflib and as pyoxigraph read them."""
    by_ox = ox.parse(input=turtle.encode(), format=ox.RdfFormat.TURTLE)
    return set(Graph().parse(data=turtle, format="turtle")), {
        tuple(map(from_oxigraph, (quad.subject, quad.predicate, quad.object))) for quad in by_ox
    }


def nasty_news(text: str, name: str, lang: str = "ar") -> Assembly:
    chief = replace(CHIEF, ar=text, aliases=((text, "ar"), (name, "en")))
    odd = Entity(name, EntityType.GROUP, known=False)
    of = article(name, text, title=text, publisher=text, lang=lang, url=f"https://news.example/{name}")
    relation = stated(of, chief.id, "holdsOffice", "alia", role=text, source=odd.id)
    return assemble([Extraction(of, (ALIA, BORIA, chief, odd), (), (relation,))])


@settings(max_examples=150)
@example(NASTY, "a b/<c>|ü")
@example("\ud83d\ude00 halves", "\udc00")
@given(TEXTS, TEXTS)
def test_any_text_comes_back_through_both_parsers(text: str, name: str) -> None:
    assembly = nasty_news(text, name)
    graph = set(to_rdflib(assembly))
    assert triples_of(to_turtle(assembly)) == (graph, graph)


def test_quote_comes_back_character_for_character() -> None:
    turtle = to_turtle(nasty_news(NASTY, "x"))
    quotes = list(Graph().parse(data=turtle).objects(None, GK.quote))
    assert [str(quote) for quote in quotes] == [NASTY]


def test_lone_surrogates_keep_their_place() -> None:
    [quote] = to_rdflib(nasty_news("a\ud800b", "x")).objects(None, GK.quote)
    assert str(quote) == "a\ufffdb"


def test_the_order_of_articles_does_not_change_a_byte() -> None:
    assert to_turtle(assemble(small_news())) == to_turtle(assemble(reversed(small_news())))


def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import sys; sys.stdout.reconfigure(encoding='utf-8', newline='')\n"
        "from sample_extractions import small_news\nfrom graphkit.assemble import assemble\n"
        "from graphkit.publish.turtle import to_turtle\nsys.stdout.write(to_turtle(assemble(small_news())))"
    )
    tests = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": f"{tests}:{tests.parent}", "PYTHONHASHSEED": "17"},
    )
    assert done.stdout.decode() == to_turtle(assemble(small_news()))


def test_arabic_stays_readable_and_sections_are_in_order() -> None:
    turtle = to_turtle(assemble(small_news()))
    assert '"بعث عمر صالح برقية"@ar' in turtle
    places = [turtle.index(f"\n# {title}\n") for title in ("Articles", "Entities", "Relations", "Evidence")]
    assert places == sorted(places)
    assert "\ngke:omar-saleh a gk:Person , schema:Person ;\n    rdfs:label " in turtle


def test_unknown_language_tags_are_left_out() -> None:
    turtle = to_turtle(nasty_news("x", "x", lang="no language!"))
    assert "@no" not in turtle
    assert triples_of(turtle)[0]


def test_literals_of_any_graph_survive() -> None:
    graph = Graph(bind_namespaces="none")
    for value in (Literal(1), Literal(-2.5), Literal("1.0", datatype=URIRef("urn:x y")), Literal("a", lang="ar-EG")):
        graph.add((GKE.x, SCHEMA.value, value))
    graph.add((GKE.x, RDFS.seeAlso, GKE["ends."]))
    rdf, oxigraph = triples_of(serialize(graph))
    assert rdf == oxigraph
    assert len(rdf) == len(graph)


def test_blank_nodes_are_refused() -> None:
    graph = Graph()
    graph.add((GKE.x, DCTERMS.source, BNode()))
    with pytest.raises(GraphError, match="blank node"):
        serialize(graph)


def test_empty_assembly_is_an_empty_graph() -> None:
    assert triples_of(to_turtle(assemble([extraction(article("a", "Nothing."))])))[0] == set(
        to_rdflib(assemble([extraction(article("a", "Nothing."))]))
    )
    assert triples_of(to_turtle(assemble([]))) == (set(), set())

"""The ontology is whole, agrees with itself and with the guidelines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graphkit.errors import GraphError
from graphkit.model import EntityType, Status
from graphkit.resources import ontology_path
from graphkit.vocabulary import (
    GK,
    PLOVER,
    PREFIXES,
    ancestors,
    classes,
    labels,
    properties,
    property_of,
    quadrant,
    schema_type,
)

FILES = ("graphkit.ttl", "plover.ttl", "alignments.ttl", "shapes.ttl")
NAMES = sorted(properties())


@pytest.fixture(scope="module", params=FILES)
def ontology(request: pytest.FixtureRequest) -> Graph:
    return Graph().parse(ontology_path() / request.param)


@pytest.fixture(scope="module")
def graphkit() -> Graph:
    return Graph().parse(ontology_path() / "graphkit.ttl")


def test_file_says_what_it_is_and_how_it_may_be_used(ontology: Graph) -> None:
    header = next(ontology.subjects(DCTERMS.license, None))
    assert ontology.value(header, DCTERMS.creator) == Literal("graphkit contributors")
    assert {title.language for title in ontology.objects(header, DCTERMS.title)} == {"ar", "en"}


def test_file_uses_only_terms_that_exist(ontology: Graph) -> None:
    for term in {term for triple in ontology for term in triple if isinstance(term, URIRef)}:
        for namespace, closed in ((PREFIXES["gk"], GK), (PREFIXES["plover"], PLOVER)):
            if term.startswith(namespace):
                assert term in closed, f"{term} is not defined"


def test_every_relation_of_the_guidelines_exists(shared: Path) -> None:
    text = (shared / "gold" / "GUIDELINES.md").read_text("utf-8").split("## Relation ids")[1].split("## Weight")[0]
    text = text.partition("\n")[2].replace("other:", "")
    wanted = set(re.findall(r"(?<!\w)[a-z]+[A-Z]\w+|(?<=· )[a-z]+(?= [·(])", re.sub(r"\([^)]*\)", "", text)))
    assert len(wanted) > 50
    assert not wanted - set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_relation_is_fully_described(graphkit: Graph, name: str) -> None:
    node, prop = GK[name], property_of(name)
    for predicate in (RDFS.label, RDFS.comment, GK.pattern):
        assert sorted(text.language for text in graphkit.objects(node, predicate)) == ["ar", "en"]
    assert prop.domain in classes()
    assert prop.range in classes() or "{o}" not in prop.patterns["en"]
    for lang in ("ar", "en"):
        assert "{s}" in prop.patterns[lang]
        assert ("{o}" in prop.patterns[lang]) == (prop.range is not None)
    assert re.search("[\u0621-\u064a]", prop.labels["ar"])
    if prop.category:
        assert quadrant(prop.category)
        assert re.fullmatch("[0-9]{3,4}", prop.cameo or "")


@pytest.mark.parametrize("name", [name for name in NAMES if property_of(name).parents])
def test_finer_relation_agrees_with_the_coarser(name: str) -> None:
    prop = property_of(name)
    for parent in map(property_of, ancestors(name)):
        assert parent.symmetric <= prop.symmetric
        assert parent.fact == prop.fact
        assert parent.domain in classes()[prop.domain] or name == "partOf"
    assert name not in ancestors(name)


def test_labels_of_relations_are_told_apart() -> None:
    for lang in ("ar", "en"):
        seen = [property_of(name).labels[lang] for name in NAMES]
        assert len(seen) == len(set(seen))


def test_inverses_are_named_in_both_languages(graphkit: Graph) -> None:
    inverses = set(graphkit.subjects(RDF.type, GK.InverseProperty))
    assert len(inverses) > 10
    for inverse in inverses:
        assert sorted(text.language for text in graphkit.objects(inverse, RDFS.label)) == ["ar", "en"]
        original = graphkit.value(inverse, OWL.inverseOf)
        assert (original, OWL.inverseOf, inverse) in graphkit


def test_types_and_statuses_of_the_model_are_classes_and_individuals() -> None:
    for kind in EntityType:
        assert "Entity" in classes()[kind.value]
        assert schema_type(kind.value)
        assert set(labels(kind.value)) == {"ar", "en"}
    for status in Status:
        assert set(labels(status.value)) == {"ar", "en"}


def test_plover_has_sixteen_categories_in_four_quadrants() -> None:
    plover = Graph().parse(ontology_path() / "plover.ttl")
    quadrants = set(plover.subjects(SKOS.topConceptOf, None))
    categories = {node for node in plover.subjects(SKOS.broader, None) if plover.value(node, SKOS.broader) in quadrants}
    assert (len(quadrants), len(categories)) == (4, 16)
    for node in plover.subjects(RDF.type, SKOS.Concept):
        assert {text.language for text in plover.objects(node, SKOS.prefLabel)} == {"ar", "en"}


def test_every_code_in_use_is_aligned(graphkit: Graph) -> None:
    alignments = Graph().parse(ontology_path() / "alignments.ttl")
    aligned = {str(code) for code in alignments.objects(None, SKOS.notation)}
    assert {prop.cameo for prop in properties().values() if prop.cameo} == aligned


def test_unknown_terms_are_refused() -> None:
    with pytest.raises(AttributeError, match="sentTelegramsTo"):
        _ = GK.sentTelegramsTo
    with pytest.raises(GraphError, match="sentTelegramsTo"):
        property_of("sentTelegramsTo")


def test_reference_page_has_every_term(root: Path, graphkit: Graph) -> None:
    page = (root / "docs" / "ontology.html").read_text("utf-8")
    # pyLODE leaves out the statuses, which are individuals.
    for term in sorted(
        {node for node in graphkit.subjects(RDFS.comment) if (node, RDF.type, GK.Status) not in graphkit}
    ):
        assert f"{term}<" in page or f'"{term}"' in page, f"{term} is missing; run python docs/make_ontology.py"
    assert not re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="https?:', page)


@pytest.mark.parametrize("name", NAMES)
def test_relation_is_mapped(graphkit: Graph, name: str) -> None:
    alignments = Graph().parse(ontology_path() / "alignments.ttl")
    matches = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch)
    assert property_of(name).category or any((GK[name], match, None) in alignments for match in matches)

"""Write docs/ontology.html with pyLODE: ``python docs/make_ontology.py``, after ``pip install ".[docs]"``."""

from __future__ import annotations

from pathlib import Path

from pylode import OntPub
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graphkit.resources import ontology_path
from graphkit.vocabulary import GK, PREFIXES, mode, properties

TARGET = Path(__file__).with_name("ontology.html")
MATCHES = {
    SKOS.exactMatch: "the same as",
    SKOS.closeMatch: "close to",
    SKOS.broadMatch: "narrower than",
    SKOS.relatedMatch: "related to",
}


def page() -> str:
    """Return the text of docs/ontology.html."""
    ontology = Graph().parse(ontology_path() / "graphkit.ttl")
    alignments = Graph().parse(ontology_path() / "alignments.ttl")
    header = next(ontology.subjects(RDF.type, OWL.Ontology))
    english, arabic = sorted(ontology.objects(header, DCTERMS.title), key=lambda title: title.language == "ar")
    ontology.set((header, DCTERMS.title, Literal(f"{english} · {arabic}")))
    for term in sorted({subject for subject in ontology.subjects() if subject in GK}):
        # pyLODE runs labels of several languages together.
        english, arabic = sorted(ontology.objects(term, RDFS.label), key=lambda label: label.language == "ar")
        ontology.set((term, RDFS.label, Literal(f"{english} · {arabic}")))
        if mappings := _mappings(term, alignments):
            ontology.add((term, RDFS.comment, Literal("; ".join(mappings), lang="zxx")))
    html: str = OntPub(ontology=ontology).make_html()
    return html


def _mappings(term: URIRef, alignments: Graph) -> list[str]:
    """Return what a term is called elsewhere: PLOVER, CAMEO, and the vocabularies that it is aligned to."""
    name = term.removeprefix(PREFIXES["gk"])
    found = []
    if (relation := properties().get(name)) and relation.category:
        found.append("PLOVER " + "-".join(filter(None, (relation.category, mode(name)))))
        found.append(f"CAMEO {relation.cameo}")
    for match, words in MATCHES.items():
        for other in sorted(alignments.objects(term, match)):
            if not other.startswith(PREFIXES["plover"]):
                found.append(f"{words} [{_short(other)}]({other})")
    return found


def _short(iri: str) -> str:
    names = [f"{prefix}:{iri.removeprefix(base)}" for prefix, base in PREFIXES.items() if iri.startswith(base)]
    return names[0] if names else iri


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")

"""People, sites, papers and acts without a name, by the tokens that speak of them."""

from __future__ import annotations

from dataclasses import replace

from graphkit.link.values import LinkedArticle, LinkedMention
from graphkit.model import EntityType
from graphkit.relate.frames import Found
from graphkit.relate.kinds import has_trait
from graphkit.text import fold

__all__ = ["sited", "unnamed_here"]

_PEOPLE = (EntityType.PERSON, EntityType.GROUP)


def unnamed_here(linked: LinkedArticle, block: int) -> tuple[dict[int, LinkedMention], dict[int, LinkedMention]]:
    """Return people and sites without a name in a block, and documents and events, by the tokens that name them."""
    sites: dict[int, LinkedMention] = {}
    topics: dict[int, LinkedMention] = {}
    for mention in linked.unnamed:
        if mention.block != block or mention.entities[0] in linked.vague or _is_title(mention, linked):
            continue
        document = linked.entities[mention.entities[0]].type is EntityType.DOCUMENT
        (topics if document else sites).update(dict.fromkeys(range(mention.start, mention.stop), mention))
    return sites, topics


def _is_title(mention: LinkedMention, linked: LinkedArticle) -> bool:
    """Tell whether a noun only stands before a name as its title: ``الناشطة النسوية أميرة عثمان``."""
    doc = linked.analysed.docs[mention.block][1]
    named = next((m for m in linked.mentions if m.block == mention.block and m.start >= mention.stop), None)
    if named is None or named.kind != "name" or linked.entities[named.entities[0]].type is not EntityType.PERSON:
        return False
    if doc.lang_ == "ar" and not fold(doc[mention.start].text).startswith("ال"):
        # "اعتقل جنود متمردون إبراهيم كيتا": a name is definite, and so is its title.
        return False
    between = doc[mention.stop : named.start]
    person = linked.entities[mention.entities[0]].type in _PEOPLE
    return person and len(between) <= 2 and all(token.pos_ == "ADJ" for token in between)


def sited(found: Found, linked: LinkedArticle) -> Found:
    """Return what hits a place with the site that is named after it: ``ميناء أوديسا``, not Odesa."""
    names = found.object_argument.mentions if found.object_argument is not None else ()
    if not has_trait(found.relation, "sited") or len(names) != 1 or names[0].entities != (found.object,):
        return found
    name = names[0]
    if name.kind == "demonym" or linked.entities[name.entities[0]].type is not EntityType.PLACE:
        return found
    around = (
        m
        for m in linked.unnamed
        if m.block == name.block and m.start <= name.start and name.stop <= m.stop and m.stop - m.start > 1
    )
    site = next((m.entities[0] for m in around if linked.entities[m.entities[0]].type is EntityType.PLACE), None)
    return replace(found, object=site) if site is not None else found

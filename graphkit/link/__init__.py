"""Mentions to entities: gazetteer, spelling variants, offices, words that refer back."""

from graphkit.link.gazetteer import Gazetteer, load_gazetteer
from graphkit.link.linker import link
from graphkit.link.values import LinkedArticle, LinkedMention, OfficeFact

__all__ = ["Gazetteer", "LinkedArticle", "LinkedMention", "OfficeFact", "link", "load_gazetteer"]

"""Analysed and linked sentences to relations with evidence, status, time and source."""

from graphkit.relate.extractor import EXTRACTOR, relate
from graphkit.relate.lexicon import Lexicon, load_lexicon
from graphkit.relate.reader import RelationReader, load_reader

__all__ = ["EXTRACTOR", "Lexicon", "RelationReader", "load_lexicon", "load_reader", "relate"]

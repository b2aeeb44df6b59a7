"""Analysed and linked sentences to relations with evidence, status, time and source."""

from graphkit.relate.extractor import EXTRACTOR, relate
from graphkit.relate.lexicon import Lexicon, load_lexicon

__all__ = ["EXTRACTOR", "Lexicon", "load_lexicon", "relate"]

"""Reading: from an article to words, trees and names with exact offsets."""

from __future__ import annotations

from .document import AnalysedArticle, analyse
from .pipelines import load_pipeline

__all__ = ["AnalysedArticle", "analyse", "load_pipeline"]

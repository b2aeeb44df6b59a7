"""The trained pipelines, by language."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.language import Language

from ..errors import AnalysisError
from ..resources import models_path
from .annotator import Annotator
from .encoder import shared_encoder
from .folding import fold
from .lemmas import Lemmatiser
from .segmenter import Segmenter
from .tokenizer import ArabicTokenizer, english_tokenizer

__all__ = ["LANGUAGES", "PROFILES", "load_pipeline"]

LANGUAGES = ("ar", "en")
_ENCODERS = {"accurate": "encoder.onnx", "fast": "encoder-fast.onnx"}
"""File of the encoder of each profile."""
PROFILES = tuple(_ENCODERS)
_LEVEL_WEIGHT = 0.3
_KNOWN_WEIGHT = 2.0


@Language.factory("graphkit_annotator", default_config={"profile": "accurate", "threads": 1})
def _annotator(nlp: Language, name: str, profile: str, threads: int) -> Annotator:
    encoder = shared_encoder(models_path(), threads, _ENCODERS[profile])
    return Annotator(encoder, _lemmatiser(nlp.lang), str(nlp.lang))


@lru_cache(maxsize=8)
def load_pipeline(lang: str, profile: str = "accurate", threads: int = 1) -> Language:
    """Return the pipeline of a language; the second call with the same arguments gives the same object.

    Its Docs keep the text to the character (``doc.text == text``); tokens have ``pos_``, ``morph``, ``lemma_``,
    ``head``, ``dep_`` (Universal Dependencies; the root is ``ROOT``), and Docs have ``sents`` and ``ents``
    (``PER``, ``LOC``, ``ORG``). Arabic tokens are cut into clitics; ``norm_`` is the underlying form.

    Args:
        lang: ISO 639-1 code, ``ar`` or ``en``.
        profile: ``accurate``, or ``fast`` with a smaller encoder, whose trees above all are worse.
        threads: threads the encoder may use within one batch of sentences.

    Raises:
        AnalysisError: if there is no such pipeline, or its files are missing or broken.
    """
    if lang not in LANGUAGES:
        raise AnalysisError(f"no pipeline for the language {lang!r}: graphkit analyses {' and '.join(LANGUAGES)}")
    if profile not in PROFILES:
        raise AnalysisError(f"no profile {profile!r}: choose one of {', '.join(PROFILES)}")
    nlp = spacy.blank(lang)
    if lang == "ar":
        nlp.tokenizer = ArabicTokenizer(nlp.vocab, _segmenter())
    else:
        nlp.tokenizer = english_tokenizer(nlp)
    nlp.add_pipe("graphkit_annotator", config={"profile": profile, "threads": threads})
    return nlp


@lru_cache(maxsize=1)
def _segmenter() -> Segmenter:
    return Segmenter.load(models_path() / "segmenter.json.xz")


@lru_cache(maxsize=2)
def _lemmatiser(lang: str) -> Lemmatiser:
    lexicon = Lemmatiser.read(models_path() / "lemmas.json.xz")[lang]
    if lang == "ar":
        segmenter = _segmenter()
        return Lemmatiser(lexicon, lambda word: segmenter.level(fold(word)), _LEVEL_WEIGHT)
    known = {lemma for forms in lexicon.values() for lemma in forms.values()}
    return Lemmatiser(lexicon, lambda word: int(word in known), _KNOWN_WEIGHT)

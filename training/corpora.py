"""The training corpora, read from where they lie: treebanks and texts with marked names."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graphkit.analyse.folding import HIDDEN

__all__ = ["Corpora", "NamedSentence", "Sentence"]

_HIDDEN = re.compile(f"[{HIDDEN}]")
_FANE_TYPES = {
    "PER": "Politician Athlete Artist Other_PER Scientist Businessperson Religious_PER Lawyer Engineer Police_PER",
    "LOC": "Nation Population-Center State-or-Province County-or-District GPE-Cluster Continent Water-Body "
    "Land-Region-Natural Celestial Region-International Region-General Address Boundary International General "
    "Land-Region Building-Grounds Airport Path Subarea-Facility Plant",
    "ORG": "Government Non-Governmental Media Sports Commercial Educational Religious_ORG Entertainment "
    "Medical-Science Police",
}
_FANE = {fine: coarse for coarse, names in _FANE_TYPES.items() for fine in names.split()}
_COARSE = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}


@dataclass
class Sentence:
    """A treebank sentence: one list entry a syntactic word, all lists of one length.

    ``forms`` joined by ``spaces`` is the text; ``heads`` are indices, -1 for the root; ``entities`` holds IOB
    labels, or is empty where the sentence has none.
    """

    id: str
    lang: str
    forms: list[str]
    spaces: list[bool]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    entities: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence as written."""
        return "".join(f + " " * s for f, s in zip(self.forms, self.spaces, strict=True)).strip()


@dataclass
class NamedSentence:
    """A sentence with IOB labels of PER, LOC and ORG on its (unsegmented) words."""

    words: list[str]
    labels: list[str]


@dataclass(frozen=True)
class Corpora:
    """Every corpus under one directory (``../shared/data``)."""

    root: Path

    def arabic_pud(self) -> dict[str, list[Sentence]]:
        """Return UD Arabic-PUD in parts ``train`` (720), ``dev`` (80) and ``test`` (200)."""
        parts: dict[str, list[Sentence]] = {"train": [], "dev": [], "test": []}
        seen = 0
        for i, sentence in enumerate(self._conllu("ud/ar_pud.conllu.gz", "ar")):
            if i % 5 == 4:
                parts["test"].append(sentence)
                continue
            parts["dev" if seen % 10 == 9 else "train"].append(sentence)
            seen += 1
        return parts

    def english_pud(self, ids: Iterable[str]) -> list[Sentence]:
        """Return the sentences of UD English-PUD with these ids."""
        wanted = set(ids)
        return [s for s in self._conllu("ud/en_pud.conllu.gz", "en") if s.id in wanted]

    def english_ewt(self, part: str) -> list[Sentence]:
        """Return a part of UD English-EWT, with names where Universal NER has marked the same words."""
        named = dict(self.universal_ner(part))
        out = []
        for sentence in self._conllu(f"ud/en_ewt-{part}.conllu.gz", "en"):
            marked = named.get(sentence.id)
            if marked and marked.words == sentence.forms:
                sentence.entities = marked.labels
            out.append(sentence)
        return out

    def universal_ner(self, part: str) -> Iterator[tuple[str, NamedSentence]]:
        """Yield (sentence id, sentence) of Universal NER on English-EWT."""
        name = "train_EARLY" if part == "train" else part
        sentence_id, words, labels = "", [], []
        for line in self._lines(f"ner/uner_ewt/{name}.iob2.gz"):
            cells = line.split("\t")
            if line.startswith("# sent_id = "):
                sentence_id = line[len("# sent_id = ") :].strip()
            elif len(cells) >= 3 and cells[0].isdigit():
                words.append(cells[1])
                labels.append(_coarse(cells[2], _COARSE))
            elif not line.strip() and words:
                yield sentence_id, NamedSentence(words, labels)
                words, labels = [], []
        if words:
            yield sentence_id, NamedSentence(words, labels)

    def news_fane(self) -> tuple[list[NamedSentence], list[NamedSentence]]:
        """Return NewsFANE as (first five sixths, last sixth) of its words."""
        return _last_sixth(list(self._fane("NewsFANE_Gold_2014_170K.txt")))

    def wiki_fane(self) -> list[NamedSentence]:
        """Return WikiFANE."""
        return list(self._fane("WikiFANE_Gold_2014_500K.txt"))

    def aner_corp(self) -> tuple[list[NamedSentence], list[NamedSentence]]:
        """Return ANERcorp as (first five sixths, last sixth) of its words."""
        return _last_sixth(list(_columns(self._lines("ner/ANERcorp.txt.gz"), _COARSE)))

    def aqmar(self) -> list[NamedSentence]:
        """Return the AQMAR articles."""
        out: list[NamedSentence] = []
        with tarfile.open(self.root / "ner/aqmar.tar.gz") as archive:
            for member in sorted(archive.getmembers(), key=lambda m: m.name):
                file = archive.extractfile(member)
                if file is not None and member.name.endswith(".txt"):
                    out += _columns(io.TextIOWrapper(file, encoding="utf-8"), _COARSE)
        return out

    def _fane(self, name: str) -> Iterator[NamedSentence]:
        with zipfile.ZipFile(self.root / "ner/WikiFANE_2014_Gold_standard.zip") as archive:
            member = next(n for n in archive.namelist() if n.endswith(name))
            with archive.open(member) as file:
                yield from _columns(io.TextIOWrapper(file, encoding="utf-8-sig"), _FANE)

    def _lines(self, name: str) -> Iterator[str]:
        with gzip.open(self.root / name, "rt", encoding="utf-8") as file:
            yield from file

    def _conllu(self, name: str, lang: str) -> Iterator[Sentence]:
        sentence_id, rows, surfaces = "", [], {}
        for line in self._lines(name):
            line = line.rstrip("\n")
            cells = line.split("\t")
            if line.startswith("# sent_id = "):
                sentence_id = line[len("# sent_id = ") :]
            elif len(cells) == 10 and cells[0].isdigit():
                rows.append(cells)
            elif len(cells) == 10 and "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                surfaces[first] = (last, cells[1], "SpaceAfter=No" not in cells[9])
            elif not line and rows:
                sentence = _sentence(sentence_id, lang, rows, surfaces)
                if sentence:
                    yield sentence
                rows, surfaces = [], {}


def _sentence(
    sentence_id: str, lang: str, rows: list[list[str]], surfaces: dict[int, tuple[int, str, bool]]
) -> Sentence | None:
    """Make a sentence, or None where the parts of a surface word are no exact substrings of it."""
    forms = [r[1] for r in rows]
    spaces = ["SpaceAfter=No" not in r[9] for r in rows]
    for first, (last, surface, space) in surfaces.items():
        parts = forms[first - 1 : last]
        if "".join(parts).lower() != surface.lower():
            return None
        start = 0
        for i, part in enumerate(parts, first - 1):
            forms[i] = surface[start : start + len(part)]
            start += len(part)
            spaces[i] = space if i == last - 1 else False
    if any(" " in f for f in forms):
        return None
    return Sentence(
        id=sentence_id,
        lang=lang,
        forms=forms,
        spaces=spaces,
        upos=[r[3] for r in rows],
        feats=[r[5] if r[5] != "_" else "" for r in rows],
        lemmas=[r[2] if r[2] != "_" else f for r, f in zip(rows, forms, strict=True)],
        heads=[int(r[6]) - 1 for r in rows],
        deps=["ROOT" if r[7] == "root" else r[7] for r in rows],
    )


def _coarse(label: str, types: dict[str, str]) -> str:
    kind = types.get(label[2:])
    return f"{label[0]}-{kind}" if kind and label[:2] in ("B-", "I-") else "O"


def _columns(lines: Iterable[str], types: dict[str, str]) -> Iterator[NamedSentence]:
    """Yield sentences, cut at blank lines and at full stops, of a file with one word and its label a line."""
    words: list[str] = []
    labels: list[str] = []
    for line in lines:
        cells = _HIDDEN.sub("", line).split()
        if len(cells) >= 2:
            words.append("".join(cells[:-1]))
            labels.append(_coarse(cells[-1], types))
        if words and (len(cells) < 2 or cells[0] in (".", "!", "?", "؟") or len(words) >= 150):
            yield NamedSentence(words, labels)
            words, labels = [], []
    if words:
        yield NamedSentence(words, labels)


def _last_sixth(sentences: list[NamedSentence]) -> tuple[list[NamedSentence], list[NamedSentence]]:
    limit = sum(len(s.words) for s in sentences) * 5 / 6
    first, last, seen = [], [], 0
    for sentence in sentences:
        (first if seen < limit else last).append(sentence)
        seen += len(sentence.words)
    return first, last

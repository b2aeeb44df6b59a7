"""The tables of relation frames, ready for lookup by the words of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from spacy.tokens import Token

from graphkit.errors import SeedError
from graphkit.relate import arabic_verbs, english_forms
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table
from graphkit.text import fold

__all__ = ["Frame", "Lexicon", "LightVerb", "Need", "Trigger", "load_lexicon"]

_SUFFIXES = ("هما", "هم", "ها", "ه", "نا")


@dataclass(frozen=True, slots=True)
class Need:
    """A condition of a frame: a word of a class must (or must not) stand in a slot, or anywhere in the clause."""

    slot: str
    name: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a word states a relation: which of its slots holds the subject, which the object.

    ``quiet`` is a frame that the trained reader is not told of: its word says something else more often.
    """

    relation: str
    pos: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that carries a noun of its own meaning: ``noun`` is where that noun stands."""

    noun: tuple[str, ...]
    subject: str
    status: str


@dataclass(slots=True)
class Trigger:
    """What a word form may be: frames it opens, a light verb, and for an Arabic verb its tense and person."""

    frames: list[Frame] = field(default_factory=list)
    light: list[LightVerb] = field(default_factory=list)
    tense: str = ""
    person: str = ""


@dataclass(slots=True)
class Lexicon:
    """Frames and word classes of all languages. Build it with :func:`load_lexicon`."""

    verbs: dict[str, dict[str, Trigger]] = field(default_factory=dict)
    nouns: dict[str, dict[str, Trigger]] = field(default_factory=dict)
    classes: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    cues: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    saying: dict[str, str] = field(default_factory=dict)

    def is_a(self, token: Token, name: str) -> bool:
        """Tell whether a token is a word of a class."""
        members = self.classes.get((name, token.doc.lang_), frozenset())
        return bool(members & set(_keys(token))) or rejoined(token) in members

    def is_cue(self, token: Token, cue: str) -> bool:
        """Tell whether a token is a word of a cue class (``cues.tsv``)."""
        forms = self.cues.get((cue, token.doc.lang_), frozenset())
        if token.doc.lang_ == "ar":
            return fold(token.norm_) in forms or fold(token.text) in forms
        return token.lower_ in forms or token.lemma_.lower() in forms

    def verb(self, token: Token) -> Trigger | None:
        """Return what a token opens as a verb."""
        found = self._find(self.verbs, token)
        if found is not None and found.tense == "past" and token.i > 0:
            before = token.nbor(-1)
            if before.text == "س" and not before.whitespace_:
                # "ساعدت" cut into the future particle and a past: no such verb.
                return None
        return found

    def person(self, token: Token) -> str:
        """Return person, gender and number of an Arabic verb of the tables, an empty string for another."""
        known = self.verb(token)
        if known is not None:
            return known.person
        return next((self.saying[key] for key in _keys(token) if key in self.saying), "")

    def noun(self, token: Token) -> Trigger | None:
        """Return what a token opens as a noun, participle or adjective."""
        return self._find(self.nouns, token)

    def _find(self, table: Mapping[str, Mapping[str, Trigger]], token: Token) -> Trigger | None:
        index = table.get(token.doc.lang_, {})
        found = next((index[key] for key in _keys(token) if key in index), None)
        return found if found is not None else index.get(rejoined(token))

    def miscut(self, token: Token) -> bool:
        """Tell whether a token and the pronoun cut off it are one verb of the tables: ``يتوج`` + ``ه``."""
        index = self.verbs.get(token.doc.lang_, {})
        return rejoined(token) in index and not any(key in index for key in _keys(token))


def rejoined(token: Token) -> str:
    """Return the folded form of an Arabic token together with the pronoun that was cut off it, or an empty string."""
    if token.doc.lang_ != "ar" or token.whitespace_ or token.i + 1 >= len(token.doc):
        return ""
    following = token.nbor()
    return fold(token.text + following.text) if following.pos_ in ("PRON", "DET") else ""


def _keys(token: Token) -> Sequence[str]:
    """Return the folded forms under which a token may stand in a table, likeliest first."""
    if token.doc.lang_ != "ar":
        return list(dict.fromkeys((token.lower_, token.lemma_.lower())))
    return _arabic_keys(token.norm_, token.text, token.lemma_)


@lru_cache(maxsize=1 << 15)
def _arabic_keys(norm: str, text: str, lemma: str) -> Sequence[str]:
    forms = [fold(norm), fold(text)]
    keys = list(forms)
    for form in forms:
        if form.startswith("ال") and len(form) > 4:
            keys.append(form[2:])
        if form.endswith("ا") and len(form) > 3:
            keys.append(form[:-1])
        for suffix in _SUFFIXES:
            if form.endswith(suffix) and len(form) - len(suffix) > 2:
                keys.append(form[: -len(suffix)])
    if lemma:
        keys.append(fold(lemma))
    # A conjunction that the tokeniser left on: "فأمر".
    keys.extend(form[1:] for form in forms if form[:1] in ("و", "ف") and len(form) > 3)
    return tuple(dict.fromkeys(key for key in keys if key))


def _need(text: str, path: Path, line: int) -> Need:
    slot, separator, name = text.partition(":")
    if not separator:
        return Need("any", text)
    forbidden = name.startswith("!")
    name = name.removeprefix("!").removeprefix("@")
    if not name:
        raise SeedError(f"{path}, line {line}: '{text}' names no class; write slot:@class")
    return Need(slot, name, forbidden)


def _slots(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())


def _forms(form: str, lang: str, pos: str) -> Mapping[str, tuple[str, str]]:
    if lang == "ar" and pos == "verb":
        return arabic_verbs.verb_forms(form)
    if lang == "en":
        forms = english_forms.verb_forms(form) if pos == "verb" else english_forms.noun_forms(form)
        return dict.fromkeys(sorted(forms), ("", ""))
    return {fold(form): ("", "")}


def _load_frames(lexicon: Lexicon, path: Path, lang: str, relations: frozenset[str]) -> None:
    for line, row in read_table(path, ("relation", "pos", "forms", "subject", "object", "needs", "hint")):
        needs = tuple(_need(part.strip(), path, line) for part in row["needs"].split("&") if part.strip())
        if row["relation"] not in relations:
            raise SeedError(f"{path}, line {line}: no relation '{row['relation']}' in relations.tsv")
        if row["pos"] not in ("verb", "noun"):
            raise SeedError(f"{path}, line {line}: pos is '{row['pos']}'; write verb or noun")
        for need in needs:
            if need.name not in _FLAGS and not any(name == need.name for name, _ in lexicon.classes):
                raise SeedError(f"{path}, line {line}: no class '@{need.name}' in classes.tsv")
        if row["hint"] not in ("", "no"):
            raise SeedError(f"{path}, line {line}: hint is '{row['hint']}'; write no or nothing")
        subject, object_ = _slots(row["subject"]), _slots(row["object"])
        frame = Frame(row["relation"], row["pos"], subject, object_, needs, row["hint"] == "no")
        table = lexicon.verbs if frame.pos == "verb" else lexicon.nouns
        index = table.setdefault(lang, {})
        for form in cell(row, "forms"):
            for key, (tense, person) in _forms(form, lang, frame.pos).items():
                trigger = index.setdefault(key, Trigger(tense=tense, person=person))
                if frame not in trigger.frames:
                    trigger.frames.append(frame)


_FLAGS = frozenset(
    {"future", "xcomp", "passive", "intransitive", "person", "org", "force", "abroad", "place", "filled"}
)


@cache
def _load(root: Path) -> Lexicon:
    lexicon = Lexicon()
    directory = root / "lexicon"
    collected: dict[tuple[str, str], set[str]] = {}
    for _, row in read_table(directory / "classes.tsv", ("class", "lang", "forms")):
        members = collected.setdefault((row["class"], row["lang"]), set())
        for form in cell(row, "forms"):
            members.update(_forms(form, row["lang"], "noun"))
            if row["lang"] == "en":
                members.update(_forms(form, "en", "verb"))
    lexicon.classes = {key: frozenset(forms) for key, forms in collected.items()}
    collected = {}
    for _, row in read_table(directory / "cues.tsv", ("cue", "lang", "forms")):
        for form in cell(row, "forms"):
            bucket = collected.setdefault((row["cue"], row["lang"]), set())
            forms = _forms(form, row["lang"], "verb" if "/" in form or row["lang"] == "en" else "noun")
            bucket.update(forms)
            if row["cue"] == "say":
                lexicon.saying.update({key: person for key, (_, person) in forms.items() if person})
    lexicon.cues = {key: frozenset(forms) for key, forms in collected.items()}
    relations = frozenset(row["relation"] for _, row in read_table(directory / "relations.tsv", ("relation",)))
    for lang in ("ar", "en"):
        _load_frames(lexicon, directory / f"frames_{lang}.tsv", lang, relations)
    for _, row in read_table(directory / "light_verbs.tsv", ("lang", "forms", "noun", "subject", "status")):
        light = LightVerb(_slots(row["noun"]), row["subject"], row["status"])
        index = lexicon.verbs.setdefault(row["lang"], {})
        for form in cell(row, "forms"):
            for key, (tense, person) in _forms(form, row["lang"], "verb").items():
                index.setdefault(key, Trigger(tense=tense, person=person)).light.append(light)
    return lexicon


def load_lexicon() -> Lexicon:
    """Read the shipped tables of frames, light verbs, word classes and cues.

    Raises:
        SeedError: a table is malformed; the message names the file and the line.
    """
    return _load(seeds_path())

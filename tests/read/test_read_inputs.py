from __future__ import annotations

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphkit.errors import ReadError
from graphkit.model import Article
from graphkit.read import MAX_CHARS, MAX_LINE_BYTES, article_from_text, read_articles

AR = "التقى الوزيران في عمان\n\n" + "عمان - 3 آذار/مارس 2024\n\n"
AR += "قال الوزير إن الاتفاق سيوقع الأسبوع المقبل في العاصمة الأردنية.\n"
EN = "Envoys meet in Geneva\n\nGENEVA, March 3, 2024 - The envoys met on Sunday and agreed on a truce.\n"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_one(path: Path | str) -> Article:
    [article] = read_articles([path])
    return article


def error_of(path: Path | str) -> str:
    with pytest.raises(ReadError) as caught:
        list(read_articles([path]))
    return str(caught.value)


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_text_is_the_file_itself(tmp_path: Path) -> None:
    text = "\n  " + AR.replace("\n", "\r\n") + "\u00a0\r\n"
    article = read_one(put(tmp_path / "meeting.txt", "\ufeff" + text))
    assert article.text == text
    assert (article.id, article.lang, article.date) == ("meeting", "ar", dt.date(2024, 3, 3))
    assert article.title == "التقى الوزيران في عمان"


def test_directory_is_read_to_the_bottom_in_order(tmp_path: Path) -> None:
    put(tmp_path / "b.txt", EN)
    put(tmp_path / "a" / "z.TXT", EN)
    put(tmp_path / ".hidden" / "x.txt", EN)
    put(tmp_path / "notes.md", EN)
    assert [article.id for article in read_articles([tmp_path])] == ["z", "b"]


def test_glob_and_duplicate_ids(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x.txt", EN)
    put(tmp_path / "b" / "x.txt", AR)
    put(tmp_path / "c" / "x.csv", AR)
    articles = list(read_articles([str(tmp_path / "**" / "*"), tmp_path / "a" / "x.txt"]))
    assert [article.id for article in articles] == ["x", "x-2", "x-3"]
    assert [article.lang for article in articles] == ["en", "ar", "en"]


def test_file_whose_name_looks_like_a_pattern(tmp_path: Path) -> None:
    assert read_one(put(tmp_path / "x[1].txt", EN)).id == "x[1]"


def test_the_caller_knows_better(tmp_path: Path) -> None:
    path = put(tmp_path / "x.txt", EN)
    [article] = read_articles([path], date=dt.date(2020, 1, 2), publisher="The Daily", lang="en-x")
    assert (article.date, article.publisher, article.lang) == (dt.date(2020, 1, 2), "The Daily", "en-x")


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (EN.encode(), ["stdin"]),
        (b"\xef\xbb\xbf" + AR.encode(), ["stdin"]),
        (b'{"id": "a", "text": "They met."}\n{"id": "b", "text": "They left."}\n', ["a", "b"]),
        (b' [{"id": 7, "text": "They met."}]', ["7"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, ids: list[str]) -> None:
    feed(monkeypatch, data)
    assert [article.id for article in read_articles(["-"])] == ids


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("spaces.txt", "\u00a0\u2003\n".encode(), "no text"),
        ("nul.txt", b"They met.\0They left. They met again", "NUL"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("office.txt", b"PK\x03\x04....", "ZIP"),
        ("noise.txt", bytes(range(1, 256)) * 4, "save"),
        ("cut.txt", AR.encode()[:-3] + b"\xd9 end " + AR.encode(), "damaged UTF-8"),
        ("odd.txt", b"\xff\xfe\x00", "damaged UTF-16"),
        ("table.csv", b"a,b", "unknown kind"),
        ("noname", b"They met.", "unknown kind"),
        ("empty.html", b"<html><head><title>x</title></head><body></body></html>", "no article"),
        ("empty.jsonl", b"\n\n", "no records"),
        ("empty.json", b"[]", "empty list"),
        ("deep.json", b"[" * 100_000, "JSON"),
    ],
)
def test_bad_input_is_named_and_explained(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    message = error_of(put(tmp_path / name, content))
    assert name in message and says in message


def test_missing_file_empty_directory_and_vain_pattern(tmp_path: Path) -> None:
    assert "no such file" in error_of(tmp_path / "absent.txt")
    assert "no articles" in error_of(tmp_path)
    assert "matches no articles" in error_of(str(tmp_path / "*.txt"))


def test_text_longer_than_the_limit() -> None:
    with pytest.raises(ReadError, match=r"big: 5,000,001 characters.*split"):
        article_from_text("x" * (MAX_CHARS + 1), "big")


def test_bad_inputs_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", b"")
    put(tmp_path / "b.txt", EN)
    put(tmp_path / "c.jsonl", b'{"id": "c1", "text": "They met."}\n{"id": \n{"id": "c3", "text": "They left."}\n')
    errors: list[ReadError] = []
    articles = list(read_articles([tmp_path / "no.txt", tmp_path], on_error=errors.append))
    assert [article.id for article in articles] == ["b", "c1", "c3"]
    assert [Path(str(error).split(":")[0]).name for error in errors] == ["no.txt", "a.txt", "c.jsonl, line 2"]


def test_reading_stops_at_the_first_error_by_default(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", EN)
    put(tmp_path / "b.txt", b"")
    articles = read_articles([tmp_path])
    assert next(articles).id == "a"
    with pytest.raises(ReadError, match=r"b\.txt"):
        next(articles)


def test_record_gives_its_own_facts(tmp_path: Path) -> None:
    record = {"id": "r1", "text": AR, "title": "عنوان", "date": "2024-03-05T08:00:00Z", "publisher": "النور"}
    record |= {"url": "https://example.org/1", "lang": "ar"}
    article = read_one(put(tmp_path / "x.jsonl", json.dumps(record)))
    assert article.text == AR
    assert (article.title, article.date, article.publisher) == ("عنوان", dt.date(2024, 3, 5), "النور")
    assert (article.url, article.lang) == ("https://example.org/1", "ar")
    assert article.origin.endswith("x.jsonl, line 1")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1256"])
def test_json_lines_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    lines = "\n".join(json.dumps({"id": name, "text": AR}, ensure_ascii=False) for name in "ab")
    articles = list(read_articles([put(tmp_path / "x.jsonl", lines.encode(encoding))]))
    assert [(article.id, article.text) for article in articles] == [("a", AR), ("b", AR)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"id": "a", "text": "x"', "broken JSON at column"),
        ('["a"]', "must be an object"),
        ('{"text": "x"}', "no `id`"),
        ('{"id": true, "text": "x"}', "no `id`"),
        ('{"id": "a"}', "no `text`"),
        ('{"id": "a", "text": 3}', "no `text`"),
        ('{"id": "a", "text": "x", "title": 3}', "`title` must be a string"),
        ('{"id": "a", "text": "x", "date": "soon"}', "`date` is 'soon'"),
        ('{"id": "a", "text": "\\ud800"}', "surrogate"),
        ('{"id": "a", "text": "x\\u0000y"}', "NUL"),
        ('{"id": "a", "text": " "}', "no text"),
    ],
)
def test_bad_record_is_named_by_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = put(tmp_path / "x.jsonl", '{"id": "good", "text": "They met."}\n\n' + line)
    errors: list[ReadError] = []
    assert [article.id for article in read_articles([path], on_error=errors.append)] == ["good"]
    assert "x.jsonl, line 3" in str(errors[0]) and says in str(errors[0])


def test_record_longer_than_the_limit_is_skipped(tmp_path: Path) -> None:
    giant = b'{"id": "a", "text": "' + b"x" * (2 * MAX_LINE_BYTES + 100) + b'"}\n'
    path = put(tmp_path / "x.jsonl", giant + b'{"id": "b", "text": "They met."}\n')
    errors: list[ReadError] = []
    assert [article.id for article in read_articles([path], on_error=errors.append)] == ["b"]
    assert "line 1" in str(errors[0]) and "one article on each line" in str(errors[0])


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".jsonl"])
def test_fifty_megabytes_on_one_line(tmp_path: Path, suffix: str) -> None:
    assert f"big{suffix}" in error_of(put(tmp_path / f"big{suffix}", b"x" * 50_000_000))


@given(data=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@example(data=b"\xff\xfe")
@example(data=b"{}")
@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".json", ".html"])
def test_any_bytes_give_articles_or_a_read_error(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = put(tmp_path_factory.getbasetemp() / f"any{suffix}", data)
    errors: list[ReadError] = []
    for article in read_articles([path], on_error=errors.append):
        assert article.text.strip()
        assert article.text.encode("utf-8")
    assert all("any" in str(error) for error in errors)

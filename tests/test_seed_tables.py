"""Reading the tab-separated tables: rows with their lines, cells with several values, errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import SeedError
from graphkit.resources import seeds_path
from graphkit.tables import cell, read_table

# Anything that a spreadsheet writes into one cell: no tab, no line break of any kind.
VALUE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))).map(str.strip)


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rivers.tsv"
    path.write_bytes(text.encode())
    return path


def test_rows_carry_the_line_they_stand_on(tmp_path: Path) -> None:
    path = table(tmp_path, "# rivers\n\nid\tlength\n# long ones\nnile\t6650\n\namur\t2824\n")
    assert list(read_table(path)) == [
        (5, {"id": "nile", "length": "6650"}),
        (7, {"id": "amur", "length": "2824"}),
    ]


def test_short_rows_are_filled_and_cells_stripped(tmp_path: Path) -> None:
    path = table(tmp_path, "id\tlength\tnote\n nile \t 6650\n")
    assert [row for _, row in read_table(path)] == [{"id": "nile", "length": "6650", "note": ""}]


@pytest.mark.parametrize("text", ["\ufeffid\tsea\r\nnile\tالمتوسط\r\n", "id\tsea\nnile\tالمتوسط"])
def test_byte_order_mark_and_windows_lines(tmp_path: Path, text: str) -> None:
    assert [row for _, row in read_table(table(tmp_path, text), ("id", "sea"))] == [{"id": "nile", "sea": "المتوسط"}]


def test_quotation_marks_are_letters_like_others(tmp_path: Path) -> None:
    path = table(tmp_path, 'id\tname\nnile\t"the river\n')
    assert [row["name"] for _, row in read_table(path)] == ['"the river']


@given(st.lists(st.tuples(VALUE, VALUE), max_size=8))
def test_what_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("tables") / "any.tsv"
    path.write_text("".join(f"k{i}\t{a}\t{b}\n" for i, (a, b) in enumerate([("a", "b"), *rows])), "utf-8")
    assert [(row["a"], row["b"]) for _, row in read_table(path)] == rows


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id\tlength\nnile\t6650\tlong\n", 2, ("3 cells", "2")),
        ("id\tlength\n# comment\nnile\t1\namur\t1\t2\t3\n", 4, ("4 cells", "2")),
    ],
)
def test_too_many_cells_name_file_and_line(tmp_path: Path, text: str, line: int, words: tuple[str, ...]) -> None:
    path = table(tmp_path, text)
    with pytest.raises(SeedError) as caught:
        list(read_table(path))
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}:")
    assert all(word in message for word in words)


def test_missing_columns_are_named_beside_those_found(tmp_path: Path) -> None:
    path = table(tmp_path, "id\tlength\nnile\t6650\n")
    with pytest.raises(SeedError, match=r"rivers\.tsv: column sea, mouth is missing; found id, length"):
        list(read_table(path, ("id", "sea", "mouth")))


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments\n"])
def test_empty_table(tmp_path: Path, text: str) -> None:
    with pytest.raises(SeedError, match=r"rivers\.tsv: the table is empty"):
        list(read_table(table(tmp_path, text)))


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"nowhere\.tsv: no such table"):
        list(read_table(tmp_path / "nowhere.tsv"))


@pytest.mark.parametrize("content", [b"id\nni\xffle\n", "id\nنهر\n".encode("cp1256"), "id\nnile\n".encode("utf-16")])
def test_other_encodings_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rivers.tsv"
    path.write_bytes(content)
    with pytest.raises(SeedError, match=r"rivers\.tsv: cannot be read as UTF-8"):
        list(read_table(path))


def test_a_directory_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="cannot be read"):
        list(read_table(tmp_path))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", ()), ("a", ("a",)), (" a | b ", ("a", "b")), ("a||b|", ("a", "b")), (" | ", ())],
)
def test_cell_with_several_values(value: str, expected: tuple[str, ...]) -> None:
    assert cell({"forms": value}, "forms") == expected


def test_cell_of_a_column_that_is_not_there() -> None:
    assert cell({"id": "nile"}, "forms") == ()


@pytest.mark.parametrize("path", sorted(seeds_path().rglob("*.tsv")), ids=lambda p: p.name)
def test_every_shipped_table_can_be_read(path: Path) -> None:
    rows = list(read_table(path))
    assert rows
    lines = path.read_text("utf-8").splitlines()
    for number, row in rows:
        assert lines[number - 1].split("\t")[0].strip() == next(iter(row.values()))


def test_readme_names_every_table_and_its_columns(root: Path) -> None:
    page = (root / "seeds" / "README.md").read_text("utf-8")
    for path in sorted(seeds_path().rglob("*.tsv")):
        name = path.relative_to(seeds_path()).as_posix().removeprefix("entities/")
        lines = [line for line in page.splitlines() if f"`{name}`" in line]
        assert lines, name
        described = page if path.parent.name == "entities" else " ".join(lines)
        _, row = next(read_table(path))
        assert not [column for column in row if f"`{column}`" not in described], name

"""Crossref's public data file in all its forms, and what may be broken in it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from refcheck.errors import NoInput
from refcheck.resolution.index import dumps
from refcheck.resolution.index.dumps import Bad, dump_files, records_in

if TYPE_CHECKING:
    from pathlib import Path

RECORDS: list[dict[str, Any]] = [{"DOI": f"10.5555/{number}", "title": [f"No. {number} }}]\n"]} for number in range(5)]
LINES = "".join(json.dumps(record) + "\n" for record in RECORDS)


def read(path: Path) -> list[str]:
    """What is in a file: DOIs, and for what is bad its line with the problem."""
    return [f"{one.line}: {one.problem}" if isinstance(one, Bad) else one["DOI"] for one in records_in(path)]


def everything() -> list[str]:
    return [record["DOI"] for record in RECORDS]


class TestForms:
    def test_json_lines(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text(LINES)
        assert read(tmp_path / "a.jsonl") == everything()

    def test_json_lines_without_a_last_line_feed_and_with_empty_lines(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text("\n" + LINES.replace("\n", "\r\n\r\n").rstrip())
        assert read(tmp_path / "a.jsonl") == everything()

    @pytest.mark.parametrize("indent", [None, 1])
    def test_one_object_of_items_as_older_dumps_have(self, tmp_path: Path, indent: int | None) -> None:
        (tmp_path / "0.json").write_text(json.dumps({"items": RECORDS}, indent=indent))
        assert read(tmp_path / "0.json") == everything()

    def test_no_items(self, tmp_path: Path) -> None:
        (tmp_path / "0.json").write_text('{"items": [ ]}')
        assert read(tmp_path / "0.json") == []

    @pytest.mark.parametrize("text", [LINES, json.dumps({"items": RECORDS})])
    def test_gzipped_whatever_its_name_is(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "dump").write_bytes(gzip.compress(text.encode()))
        assert read(tmp_path / "dump") == everything()

    @pytest.mark.parametrize("text", [LINES, json.dumps({"items": RECORDS}, indent=2)])
    def test_read_in_pieces_of_any_size(self, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "a.json").write_text(text)
        for size in (16, 17, 40, 100):
            monkeypatch.setattr(dumps, "_CHUNK", size)
            assert read(tmp_path / "a.json") == everything()


class TestBroken:
    def test_a_broken_line_is_told_by_its_number_and_the_others_are_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text(LINES + '{"DOI": \n[1]\n{"title": []}\n' + '{"DOI": "10.5555/9"}')
        assert read(tmp_path / "a.jsonl") == [
            *everything(),
            "6: not a line of JSON",
            "7: not a record: it has no DOI",
            "8: not a record: it has no DOI",
            "10.5555/9",
        ]

    def test_a_broken_item_ends_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "a.json").write_text('{"items": [\n{"DOI": "10.5555/0"},\n{"DOI": oops},\n{"DOI": "10.5555/2"}]}')
        assert read(tmp_path / "a.json") == ["10.5555/0", "3: not an item of JSON; the rest of the file is left out"]

    @pytest.mark.parametrize("text", [LINES, json.dumps({"items": RECORDS})])
    def test_a_gzip_file_that_breaks_off_keeps_what_there_is(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "a.gz").write_bytes(gzip.compress(text.encode() * 1)[:-9])
        assert "cannot be read further: breaks off" in read(tmp_path / "a.gz")[-1]

    def test_what_is_not_utf8(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes(b'{"DOI": "\xff"}')
        assert read(tmp_path / "a.jsonl") == ["1: cannot be read further: not UTF-8"]

    @pytest.mark.parametrize("head", ["", '{"items": ['])
    def test_nesting_that_would_exhaust_the_stack(self, tmp_path: Path, head: str) -> None:
        (tmp_path / "a.json").write_text(head + "[" * 200_000)
        assert len(read(tmp_path / "a.json")) == 1

    @pytest.mark.parametrize("head", ["", '{"items": ['])
    def test_a_record_without_an_end(self, tmp_path: Path, head: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dumps, "_CHUNK", 16)
        monkeypatch.setattr(dumps, "LONGEST", 64)
        (tmp_path / "a.json").write_text(head + '{"DOI": "' + "1" * 200 + '"\n' + '{"DOI": "10.5555/1"}\n')
        (first, *rest) = read(tmp_path / "a.json")
        assert "too long" in first or "left out" in first
        assert rest == ([] if head else ["10.5555/1"])


class TestFiles:
    def test_folders_are_searched_for_json(self, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        for name in ("b.json.gz", "a.jsonl", "notes.txt", "deep/c.json"):
            (tmp_path / name).touch()
        assert [path.name for path in dump_files([str(tmp_path)])] == ["a.jsonl", "b.json.gz", "c.json"]

    def test_what_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(NoInput, match="no such file"):
            dump_files([str(tmp_path / "gone")])
        with pytest.raises(NoInput, match="no file ends in"):
            dump_files([str(tmp_path)])

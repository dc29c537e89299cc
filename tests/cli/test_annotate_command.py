"""`refcheck annotate`: what an editor gets back is a Word file with comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench._word_comments import comments_in
from refcheck.reading import read_file
from tests.support.running import Run
from tests.support.word import docx, entries, p, sup

FAULTY = docx(p("Tests are made", sup("1,7"), " and made again", sup("2"), ".") + entries(3))
SOUND = docx(p("Tests are made", sup("1"), " and made again", sup("2,3"), ".") + entries(3))
ONLY = ("--select", "REF101,REF102", "--offline")


class TestAnnotate:
    def test_puts_each_finding_at_its_place(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")
        Path("a.docx").write_bytes(FAULTY)
        code, out, err = run("annotate", "a.docx", *ONLY)
        assert (code, err) == (1, "refcheck: a.checked.docx: 3 comments\n")
        assert out.endswith("1 error, 1 warning.\n")
        whole, undefined, uncited = comments_in(Path("a.checked.docx").read_bytes())
        assert (whole.about, whole.said.splitlines()[0]) == ("", "About this check")
        assert "not checked against Crossref" in whole.said
        assert (undefined.author, undefined.about) == ("refcheck", "1,7")
        assert undefined.date == "2026-11-29T00:00:00Z"
        assert undefined.said.startswith("undefined-citation (REF101, error)\n")
        assert uncited.about.startswith("3")
        assert uncited.said.startswith("uncited-reference (REF102, warning)\nReference 3 is never cited.")
        assert Path("a.docx").read_bytes() == FAULTY

    def test_leaves_what_is_read_as_it_was(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY)
        run("annotate", "a.docx", *ONLY, "-o", "b.docx")
        before, after = read_file("a.docx"), read_file("b.docx")
        assert after.source.text == before.source.text
        assert [each.numbers for each in after.citations] == [each.numbers for each in before.citations]

    def test_replaces_its_own_comments_when_it_is_run_on_what_it_wrote(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY)
        run("annotate", "a.docx", *ONLY, "-o", "b.docx")
        code, _, err = run("annotate", "b.docx", *ONLY, "-o", "c.docx")
        assert (code, err) == (1, "refcheck: c.docx: 3 comments (3 comments of an earlier run taken out)\n")
        assert Path("c.docx").read_bytes() == Path("b.docx").read_bytes()

    def test_says_what_fits_the_options_of_check(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY)
        Path("refcheck.toml").write_text('select = ["REF102"]\nfail-on = "never"\n')
        code, _, err = run("annotate", "a.docx", "--offline", "-o", "b.docx")
        assert (code, err) == (0, "refcheck: b.docx: 2 comments\n")

    def test_copies_a_file_in_which_nothing_is_found(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("refcheck.annotating.wording.notes", lambda _: [])
        Path("a.docx").write_bytes(SOUND)
        code, _, err = run("annotate", "a.docx", *ONLY)
        assert (code, err) == (0, "refcheck: a.checked.docx: nothing found, copied without comments\n")
        assert Path("a.checked.docx").read_bytes() == SOUND


class TestRefused:
    def test_is_to_write_over_the_file_itself(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY)
        Path("b.docx").symlink_to("a.docx")
        for other in ("a.docx", "./a.docx", "b.docx"):
            told = "refcheck: a.docx: would be written over: give another name with -o\n"
            assert run("annotate", "a.docx", *ONLY, "-o", other) == (2, "", told)
        assert Path("a.docx").read_bytes() == FAULTY

    def test_is_a_folder_that_is_not_there(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY)
        told = "refcheck: no/b.docx: cannot be written: No such file or directory\n"
        assert run("annotate", "a.docx", *ONLY, "-o", "no/b.docx") == (2, "", told)

    def test_is_what_is_no_word_file(self, run: Run) -> None:
        Path("a.md").write_text("Text [1].\n\n# References\n\n1. One.\n")
        told = "refcheck: a.md: no Word file; `refcheck check --format html` writes a report on it\n"
        assert run("annotate", "a.md", "--offline") == (2, "", told)

    def test_is_a_damaged_file(self, run: Run) -> None:
        Path("a.docx").write_bytes(FAULTY[:-30])
        code, out, err = run("annotate", "a.docx", "--offline")
        assert (code, out) == (4, "")
        assert err == "refcheck: a.docx: a damaged Word file: it cannot be unpacked\n"
        assert not Path("a.checked.docx").exists()

    @pytest.mark.parametrize(
        ("name", "code", "told"),
        [
            ("none.docx", 3, "none.docx: no such file or folder"),
            ("-", 2, "standard input cannot be annotated: give a file"),
        ],
    )
    def test_is_what_is_not_there(self, run: Run, name: str, code: int, told: str) -> None:
        assert run("annotate", name, "--offline") == (code, "", f"refcheck: {told}\n")

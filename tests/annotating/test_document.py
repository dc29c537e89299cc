"""Comments in a Word file: around the right words, and nothing else changed."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from bench._word_comments import Commented, comments_in
from refcheck.annotating import annotate
from refcheck.annotating.comments import Comment
from refcheck.errors import UnreadableArticle
from refcheck.reading import read_bytes
from refcheck.source import Span
from tests.support.word import docx, entries, field, listed, p, package, parts, r, relationships, root, sup

DAY = date(2026, 11, 29)
BOX = "<w:r><w:pict><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:pict></w:r>"


def about(data: bytes, words: str, *more: str) -> tuple[bytes, list[Commented]]:
    """A file with a comment about each of some words, and its comments as they are read from it."""
    source = read_bytes(data, "a.docx").source
    comments = []
    for each in (words, *more):
        at = source.text.index(each)
        comments.append(Comment(Span(at, at + len(each)), "head", ("line",)))
    made = annotate(data, source, comments, DAY).data
    assert read_bytes(made, "a.docx").source.text == source.text
    return made, comments_in(made)


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


class TestTheRange:
    @pytest.mark.parametrize(
        "body",
        [
            p("Of text [12] within a run."),
            p("Of ", sup("[12]"), " a run of its own."),
            p("Of [", "1", "2] several runs."),
            p("Of ", '<w:ins w:id="1" w:author="A">' + r("more [12] than") + "</w:ins>", " an insertion."),
            p("Of ", '<w:hyperlink w:anchor="x">' + r("[12]") + "</w:hyperlink>", " a link."),
            p("Of ", field(" ADDIN ZOTERO_ITEM CSL_CITATION {} ", "[12]"), " a field."),
            p("Of ", '<w:fldSimple w:instr="REF x">' + r("[12]") + "</w:fldSimple>", " a simple field."),
            p("Of ", "<w:sdt><w:sdtPr/><w:sdtContent>" + r("[12]") + "</w:sdtContent></w:sdt>", " a control."),
            p("Of ", "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + r("[12]") + "</w:sdtContent></w:sdt>", "."),
            p(
                "Of ",
                '<w:del w:id="1"><w:r><w:delText>[11]</w:delText></w:r></w:del>' + r("[12]"),
                " what was changed.",
            ),
            "<w:tbl><w:tr><w:tc>" + p("Of a cell [12].") + "</w:tc></w:tr></w:tbl>",
            p("Of ", "<w:r><w:t>a</w:t><w:tab/><w:t>[12]</w:t><w:tab/></w:r>", " a run with tabs."),
            p("Of", "<w:r><w:t>a &amp; b &#233;[12]&lt;</w:t></w:r>", " escaped text."),
            p("Of", "<w:r><w:t><![CDATA[[12]]]></w:t></w:r>", " a section of characters."),
        ],
    )
    def test_is_that(self, body: str) -> None:
        _, (comment,) = about(docx(body), "[12]")
        assert comment.marked
        assert comment.about == "[12]"

    def test_of_a_split_run_keeps_its_look_on_both_sides(self) -> None:
        made, _ = about(docx(p('<w:r w:rsidR="00AB"><w:rPr><w:b/></w:rPr><w:t>see [12]</w:t></w:r>')), "[12]")
        assert (
            '<w:r w:rsidR="00AB"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">see </w:t></w:r>'
            '<w:commentRangeStart w:id="0"/>'
            '<w:r w:rsidR="00AB"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">[12]</w:t></w:r>'
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        ) in part(made)

    @pytest.mark.parametrize("words", ["[1,2]", "2"])
    def test_of_a_field_is_all_of_it_for_its_result_is_written_anew(self, words: str) -> None:
        nested = field(" ADDIN EN.CITE ", field(" HYPERLINK ", "[1,2]"))
        made, (comment,) = about(docx(p("Of ", nested, " a field.")), words)
        assert comment.about == "[1,2]"
        assert f'<w:commentRangeStart w:id="0"/>{nested}<w:commentRangeEnd' in part(made)

    def test_of_an_entry_of_a_bibliography_field_is_in_it(self) -> None:
        entries_of_it = field(" ADDIN ZOTERO_BIBL ", "1. One.", "</w:p><w:p>" + r("2. Two."))
        _, (comment,) = about(docx(f"<w:p>{entries_of_it}</w:p>"), "2. Two.")
        assert comment.about == "2. Two."

    def test_may_be_one_of_several_in_a_run(self) -> None:
        _, found = about(docx(p("Before 1,2,3 and after.")), "1", "2", "3", "1,2,3", "and")
        assert [each.about for each in found] == ["1", "2", "3", "1,2,3", "and"]

    def test_may_run_over_paragraphs(self) -> None:
        _, (comment,) = about(docx(p("One [1") + p("2] two.")), "[1\n2]")
        assert comment.about == "[1\n2]"

    def test_of_a_computed_number_is_the_paragraph(self) -> None:
        numbering = (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        )
        data = docx(p("Text.") + p("A reference.", properties=listed("1")), numbering=numbering)
        source = read_bytes(data, "a.docx").source
        at = source.text.index("1.")
        made = annotate(data, source, [Comment(Span(at, at + 2), "head", ())], DAY).data
        assert [each.about for each in comments_in(made)] == ["A reference."]

    def test_in_a_formula_is_all_of_it(self) -> None:
        formula = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"
        made, (comment,) = about(docx(p("Sum ", formula, " end.")), "+")
        assert comment.marked
        assert f'<w:commentRangeStart w:id="0"/>{formula}<w:commentRangeEnd' in part(made)

    def test_in_a_text_box_is_the_box_for_word_ignores_marks_in_it(self) -> None:
        box = BOX.format(p("Boxed [12] text."))
        made, (comment,) = about(docx(p("Before.", box)), "[12]")
        assert f'<w:commentRangeStart w:id="0"/>{box}<w:commentRangeEnd' in part(made)
        assert comment.said == "head\nIn a text box: “[12]”\nline"

    def test_in_a_note_is_the_call_of_the_note(self) -> None:
        call = '<w:r><w:footnoteReference w:id="7"/></w:r>'
        data = docx(p("Text.", call, " More."), footnotes='<w:footnote w:id="7">' + p("See [12].") + "</w:footnote>")
        made, (comment,) = about(data, "[12]")
        assert f'<w:commentRangeStart w:id="0"/>{call}<w:commentRangeEnd' in part(made)
        assert comment.said == "head\nIn a footnote: “[12]”\nline"

    @pytest.mark.parametrize("prefix", ["v", ""])
    def test_is_found_whatever_the_prefix_is(self, prefix: str) -> None:
        made = parts(p("See [12] here."))
        written = str(made["word/document.xml"])
        named = f"{prefix}:" if prefix else ""
        written = written.replace("<w:", f"<{named}").replace("</w:", f"</{named}").replace(" xml:space", " xml:space")
        written = written.replace("xmlns:w=", f"xmlns{':' if prefix else ''}{prefix}=")
        made["word/document.xml"] = written
        _, (comment,) = about(package(made), "[12]")
        assert (comment.marked, comment.about) == (True, "[12]")


class TestTheRest:
    def test_stays_byte_for_byte_and_in_order(self) -> None:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for at, (name, content) in enumerate({**parts(p("See [1].")), "word/media/a.png": b"\x89PNG"}.items()):
                info = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
                info.comment = b"c"
                archive.writestr(info, content, zipfile.ZIP_STORED if at % 2 else zipfile.ZIP_DEFLATED)
            archive.comment = b"all"
        before = stream.getvalue()
        made, _ = about(before, "[1]")
        with zipfile.ZipFile(BytesIO(before)) as old, zipfile.ZipFile(BytesIO(made)) as new:
            assert new.testzip() is None
            assert new.comment == old.comment
            assert new.namelist() == [*old.namelist(), "word/comments.xml"]
            touched = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
            for one, other in zip(old.infolist(), new.infolist(), strict=False):
                same = ("compress_type", "date_time", "external_attr", "comment", "create_system")
                assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]
                if one.filename not in touched:
                    assert (old.read(one), one.compress_size) == (new.read(other), other.compress_size)

    def test_of_the_document_is_what_it_was_without_what_was_put_in(self) -> None:
        before = docx("\n <w:p >" + sup("[1]") + "\t</w:p>\n")
        made, _ = about(before, "[1]")
        marks = (
            '<w:commentRangeStart w:id="0"/>',
            '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        )
        after = part(made)
        for mark in marks:
            after = after.replace(mark, "")
        assert after == part(before)

    def test_keeps_comments_of_others_and_their_part(self) -> None:
        note = '<w:comment w:id="4" w:author="Ed">' + p("Nice.") + "</w:comment>"
        marked = (
            '<w:commentRangeStart w:id="4"/>'
            + r("See [1]")
            + '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
        )
        before = docx(p(marked), comments=note)
        made, found = about(before, "[1]")
        assert [(each.author, each.about) for each in found] == [("Ed", "See [1]"), ("refcheck", "[1]")]
        assert 'w:id="5"' in part(made)
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert part(made, name) == part(before, name)

    def test_is_the_same_after_a_second_run_which_replaces_the_first(self) -> None:
        once, _ = about(docx(p("Before 1,2,3 and after.")), "1", "2,3")
        twice, found = about(once, "1", "2,3")
        assert twice == once
        assert len(found) == 2

    def test_is_left_when_nothing_is_found_any_more(self) -> None:
        once, _ = about(docx(p("See ", sup("1"), ".")), "1")
        source = read_bytes(once, "a.docx").source
        none = annotate(once, source, [], DAY)
        assert (none.replaced, comments_in(none.data)) == (1, [])
        assert part(none.data) == part(docx(p("See ", sup("1"), ".")))

    def test_is_the_file_itself_when_there_is_nothing_to_say(self) -> None:
        before = docx(p("See [1].") + entries(1))
        assert annotate(before, read_bytes(before, "a.docx").source, [], DAY).data == before


class TestTheRealManuscript:
    def test_has_a_comment_at_every_citation(self, material: Path) -> None:
        data = (material / "docx" / "meta-review.docx").read_bytes()
        article = read_bytes(data, "a.docx")
        comments = [Comment(each.digits, "head", ()) for each in article.citations]
        made = annotate(data, article.source, comments, DAY).data
        found = [each.about for each in comments_in(made)]
        assert found == [article.source.text[each.digits.start : each.digits.end] for each in article.citations]
        after = read_bytes(made, "a.docx")
        assert (after.source.text, after.citations, after.references) == (
            article.source.text,
            article.citations,
            article.references,
        )


class TestWhatHasNoPlace:
    def test_is_said_once_at_the_beginning(self) -> None:
        before = docx("<w:p/>" + p("See [1].", style="Title"))
        source = read_bytes(before, "a.docx").source
        made = annotate(before, source, [Comment(None, "a", ("1",)), Comment(None, "b", ("2",))], DAY).data
        (comment,) = comments_in(made)
        assert (comment.said, comment.about, comment.marked) == ("a\n1\nb\n2", "", True)
        assert '<w:pStyle w:val="Title"/></w:pPr><w:commentRangeStart w:id="0"/><w:commentRangeEnd' in part(made)


class TestBadFiles:
    def test_of_another_text_are_told(self) -> None:
        source = read_bytes(docx(p("One.")), "a.docx").source
        with pytest.raises(UnreadableArticle, match=r"^a\.docx: has changed since it was checked; check it again$"):
            annotate(docx(p("Two.")), source, [Comment(None, "a", ())], DAY)

    def test_in_another_encoding_are_told(self) -> None:
        made = parts(p("One."))
        made["word/document.xml"] = str(made["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
        data = package(made)
        source = read_bytes(data, "a.docx").source
        with pytest.raises(UnreadableArticle, match=r"word/document\.xml is not in UTF-8; save it again in Word"):
            annotate(data, source, [Comment(None, "a", ())], DAY)

    def test_whose_comments_declare_entities_are_refused(self) -> None:
        made = parts(p("One."), comments="")
        made["word/comments.xml"] = "<!DOCTYPE a [<!ENTITY b 'c'>]>" + root("comments", "")
        made["word/_rels/document.xml.rels"] = relationships([("r1", "comments", "comments.xml")])
        with pytest.raises(UnreadableArticle, match="document type"):
            annotate(package(made), read_bytes(docx(p("One.")), "a.docx").source, [], DAY)

    def test_with_more_comments_than_word_opens_are_refused(self) -> None:
        data = docx(p("One."))
        with pytest.raises(UnreadableArticle, match="more than 32,767 comments"):
            annotate(data, read_bytes(data, "a.docx").source, [Comment(Span(0, 3), "a", ())] * 32_768, DAY)

"""The numbers that Word computes, and reference lists of every make."""

from __future__ import annotations

from datetime import date

import pytest

from refcheck.check import check_article, select_rules
from refcheck.reading import read_bytes
from refcheck.work import NotFound, Resolution
from tests.support.word import docx, entries, field, listed, numbers, p, r, read, sup

ENTRY = "Maker AB. Made for the test, part {}. J Tests. 2001;12:{}-9."


def level(text: str, at: int = 0, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """One level of a list definition."""
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def definition(name: str, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(number: str, of: str, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    """What stands before the tab of each paragraph."""
    text = read(body, numbering=numbering, styles=styles).source.text
    return [line.partition("\t")[0] if "\t" in line else "" for line in text.split("\n")]


class TestComputedNumbers:
    @pytest.mark.parametrize(
        ("form", "text", "third"),
        [
            ("decimal", "%1.", "3."),
            ("decimal", "[%1]", "[3]"),
            ("decimalZero", "%1", "03"),
            ("lowerLetter", "%1)", "c)"),
            ("upperLetter", "%1)", "C)"),
            ("lowerRoman", "(%1)", "(iii)"),
            ("upperRoman", "%1", "III"),
            ("bullet", "\uf0b7", "•"),
            ("none", "", ""),
            ("none", "%1.", "."),
            ("ordinalText", "%1", "3"),
        ],
    )
    def test_are_written_as_the_format_says(self, form: str, text: str, third: str) -> None:
        body = p("a", properties=listed("1")) * 3
        assert labels(body, definition("0", level(text, form=form)) + num("1", "0"))[2] == third

    def test_go_on_over_other_paragraphs(self) -> None:
        body = p("a", properties=listed("1")) + p("between") + p("b", properties=listed("1"))
        assert labels(body, definition("0", level("%1.")) + num("1", "0")) == ["1.", "", "2."]

    def test_begin_where_the_definition_says(self) -> None:
        assert labels(p("a", properties=listed("1")), definition("0", level("%1.", start=7)) + num("1", "0")) == ["7."]

    def test_deeper_levels_begin_again_after_higher_ones(self) -> None:
        both = definition("0", level("%1."), level("%1.%2", 1)) + num("1", "0")
        body = "".join(p("a", properties=listed("1", at)) for at in (0, 1, 1, 0, 1))
        assert labels(body, both) == ["1.", "1.1", "1.2", "2.", "2.1"]

    def test_a_level_may_never_begin_again_or_only_after_a_certain_one(self) -> None:
        def made(after: int) -> list[str]:
            deep = level("%3", 2, more=f'<w:lvlRestart w:val="{after}"/>')
            both = definition("0", level("%1."), level("%2", 1), deep) + num("1", "0")
            return labels("".join(p("a", properties=listed("1", at)) for at in (0, 1, 2, 1, 2, 0, 1, 2)), both)

        assert [one for at, one in enumerate(made(0)) if at in (2, 4, 7)] == ["1", "2", "3"]
        assert [one for at, one in enumerate(made(1)) if at in (2, 4, 7)] == ["1", "2", "1"]

    def test_a_level_whose_higher_ones_were_never_used_shows_their_start(self) -> None:
        both = definition("0", level("%1."), level("%1.%2", 1)) + num("1", "0")
        assert labels(p("a", properties=listed("1", 1)), both) == ["1.1"]

    def test_legal_numbers_are_digits(self) -> None:
        both = definition("0", level("%1", form="upperRoman"), level("%1.%2", 1, more="<w:isLgl/>")) + num("1", "0")
        body = p("a", properties=listed("1")) + p("a", properties=listed("1", 1))
        assert labels(body, both) == ["I", "1.1"]

    def test_lists_of_one_definition_count_on_unless_they_restart(self) -> None:
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        both = definition("0", level("%1.")) + num("1", "0") + num("2", "0") + num("3", "0", restart)
        body = "".join(p("a", properties=listed(number)) for number in "11233")
        assert labels(body, both) == ["1.", "2.", "3.", "1.", "2."]

    def test_a_list_may_override_a_level(self) -> None:
        other = f'<w:lvlOverride w:ilvl="0">{level("(%1)", start=4)}</w:lvlOverride>'
        body = p("a", properties=listed("1"))
        assert labels(body, definition("0", level("%1.")) + num("1", "0", other)) == ["(4)"]

    def test_a_style_may_put_a_paragraph_in_a_list_and_a_style_inherit_that(self) -> None:
        styles = (
            f'<w:style w:type="paragraph" w:styleId="refs"><w:pPr>{listed("1")}</w:pPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="more"><w:basedOn w:val="refs"/></w:style>'
        )
        body = p("a", style="refs") + p("b", style="more") + p("c", style="more", properties=listed("0"))
        assert labels(body, definition("0", level("%1.")) + num("1", "0"), styles) == ["1.", "2.", ""]

    def test_a_level_that_belongs_to_a_style_is_that_styles(self) -> None:
        place = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        styles = f'<w:style w:type="paragraph" w:styleId="two">{place}</w:style>'
        both = definition("0", level("%1."), level("(%2)", 1, more='<w:pStyle w:val="two"/>')) + num("1", "0")
        assert labels(p("a", style="two"), both, styles) == ["(1)"]

    def test_a_definition_may_be_a_link_to_a_style(self) -> None:
        styles = f'<w:style w:type="numbering" w:styleId="L"><w:pPr>{listed("2")}</w:pPr></w:style>'
        linked = '<w:numStyleLink w:val="L"/>'
        both = definition("0", linked) + definition("1", level("[%1]")) + num("1", "0") + num("2", "1")
        assert labels(p("a", properties=listed("1")), both, styles) == ["[1]"]

    def test_a_link_that_leads_in_a_circle_or_nowhere_gives_no_number(self) -> None:
        styles = f'<w:style w:type="numbering" w:styleId="L"><w:pPr>{listed("1")}</w:pPr></w:style>'
        circle = definition("0", '<w:numStyleLink w:val="L"/>') + num("1", "0")
        assert labels(p("a", properties=listed("1")), circle, styles) == [""]
        nowhere = definition("0", '<w:numStyleLink w:val="none"/>') + num("1", "0")
        assert labels(p("a", properties=listed("1")), nowhere) == [""]

    @pytest.mark.parametrize("number", ["9", "99999999999999999999", "-1", "x", ""])
    def test_a_list_that_does_not_exist_gives_no_number(self, number: str) -> None:
        assert labels(p("a", properties=listed(number)), definition("0", level("%1.")) + num("1", "0")) == [""]

    def test_absurd_numbers_are_written_in_digits(self) -> None:
        for form in ("upperRoman", "lowerLetter"):
            both = definition("0", level("%1", form=form, start=999_999)) + num("1", "0")
            assert labels(p("a", properties=listed("1", 99)), both)[0] in {"", "999999"}
            assert labels(p("a", properties=listed("1")), both) == ["999999"]

    def test_a_format_in_alternatives_is_the_one_for_all(self) -> None:
        choice = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice/><mc:Fallback>'
            '<w:numFmt w:val="upperRoman"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>'
        )
        assert labels(p("a", properties=listed("1")), definition("0", choice) + num("1", "0")) == ["I."]


class TestReferenceLists:
    def test_with_computed_numbers_are_read_and_print_them(self) -> None:
        both = definition("0", level("[%1]")) + num("1", "0")
        body = "".join(p(ENTRY.format(n, n), properties=listed("1")) for n in (1, 2, 3))
        article = read(p("So [3].") + p("References") + body, numbering=both)
        assert [(one.number, one.label) for one in article.references] == [(1, "[1]"), (2, "[2]"), (3, "[3]")]
        assert article.references[1].raw == ENTRY.format(2, 2)
        for one in article.references:
            assert article.source.text[one.label_span.start : one.label_span.end] == one.label

    @pytest.mark.parametrize("suffix", ["tab", "space", "nothing"])
    def test_with_bare_computed_numbers_are_read_whatever_follows(self, suffix: str) -> None:
        both = definition("0", level("%1", more=f'<w:suff w:val="{suffix}"/>')) + num("1", "0")
        body = "".join(p(ENTRY.format(n, n), properties=listed("1")) for n in (1, 2, 3))
        assert len(read(p("So [3].") + p("References") + body, numbering=both).references) == 3

    def test_behind_a_tab_an_entry_may_begin_in_lower_case(self) -> None:
        tab = "<w:r><w:tab/></w:r>"
        body = (
            p("1", tab, ENTRY.format(1, 1))
            + p("2", tab, "van den " + ENTRY.format(2, 2))
            + p("3", tab, ENTRY.format(3, 3))
        )
        assert len(read(p("So [3].") + p("References") + body).references) == 3

    def test_one_table_row_to_each_entry(self) -> None:
        rows = "".join(f"<w:tr><w:tc>{p(f'{n}.')}</w:tc><w:tc>{p(ENTRY.format(n, n))}</w:tc></w:tr>" for n in (1, 2, 3))
        article = read(p("So [3].") + p("References") + f"<w:tbl>{rows}</w:tbl>")
        assert [(one.number, one.raw) for one in article.references] == [(n, ENTRY.format(n, n)) for n in (1, 2, 3)]

    def test_a_table_of_data_holds_no_list(self) -> None:
        cell = "<w:tc>{}</w:tc>"
        rows = "".join(
            f"<w:tr>{cell.format(p('H3N2'))}{cell.format(p(f'{n}. Influenza A/Brisbane/10/2007, 12:3-9 et al'))}</w:tr>"
            for n in (1, 2)
        )
        article = read(p("So [1].") + f"<w:tbl>{rows}</w:tbl>" + p("And [2].") + p("") + entries(2))
        assert len(article.scopes) == 1
        assert numbers(article) == [(1,), (2,)]

    def test_entries_on_broken_lines_of_one_paragraph(self) -> None:
        broken = "<w:r><w:br/></w:r>"
        body = p(*[piece for n in (1, 2, 3) for piece in (f"{n}. {ENTRY.format(n, n)}", broken)])
        article = read(p("So", broken, "it is [3].") + p("References") + body)
        assert [one.raw for one in article.references] == [ENTRY.format(n, n) for n in (1, 2, 3)]
        assert article.citations[0].claim.sentence == "So it is."

    def test_a_bibliography_field_with_numbers(self) -> None:
        typed = [f"{n}. {ENTRY.format(n, n)}" for n in (1, 2)]
        first, last = field(" ADDIN ZOTERO_BIBL {} ", "@").split(r("@"))
        body = f"<w:p>{first}{r(typed[0])}</w:p><w:p>{r(typed[1])}{last}</w:p>"
        article = read(p("So ", field("ADDIN ZOTERO_ITEM {}", "[2]"), ".") + body + p("Afterwards."))
        assert [one.number for one in article.references] == [1, 2]

    @pytest.mark.parametrize("control", [True, False])
    def test_a_bibliography_without_numbers_is_counted_where_fields_cite_numbers(self, control: bool) -> None:
        text = [ENTRY.format(n, n) for n in (1, 2, 3)]
        if control:
            inside = "".join(p(each) for each in text)
            body = (
                f"<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>{p('Works')}{inside}</w:sdtContent></w:sdt>"
            )
            body = body.replace(p("Works"), p("References"))
        else:
            first, last = field(" BIBLIOGRAPHY ", "@").split(r("@"))
            body = f"<w:p>{first}{r(text[0])}</w:p><w:p>{r(text[1])}</w:p><w:p>{r(text[2])}{last}</w:p>"
        cited = p("So ", field("ADDIN ZOTERO_ITEM {}", "[2]"), ".")
        article = read(cited + body + p("Afterwards."))
        assert [(one.number, one.label, one.raw) for one in article.references] == [
            (n, "", each) for n, each in enumerate(text, 1)
        ]
        assert numbers(article) == [(2,)]
        assert article.notes == ("the bibliography prints no numbers: its entries were counted in order",)
        by_name = p("So ", field("ADDIN ZOTERO_ITEM {}", "(Maker 2001)"), ".")
        assert read(by_name + body).references == ()

    def test_a_heading_by_its_style_ends_a_list(self) -> None:
        styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        outline = '<w:outlineLvl w:val="1"/>'
        styles += f'<w:style w:type="paragraph" w:styleId="O"><w:name w:val="Kop"/><w:pPr>{outline}</w:pPr></w:style>'
        for heading in (p("appendix", style="H"), p("appendix", style="O"), p("appendix", properties=outline)):
            article = read(p("So [2].") + entries(2) + heading + p("more of it"), styles=styles)
            assert article.references[-1].raw.endswith("21-29.")
        plain = p("(appendix)", properties='<w:outlineLvl w:val="9"/>')
        assert not read(plain).source.text.startswith("#")


class TestLinks:
    def test_lead_from_a_number_to_the_entry_that_holds_the_bookmark(self) -> None:
        mark = '<w:bookmarkStart w:id="1" w:name="_Ref7"/>'
        body = p(
            "So [",
            f'<w:hyperlink w:anchor="_Ref7">{r("1")}</w:hyperlink>',
            "], thus [",
            field(" REF _Ref7 \\r \\h ", "2"),
            "].",
        )
        article = read(body + p("References") + p("1. " + ENTRY.format(1, 1)) + mark + p("2. " + ENTRY.format(2, 2)))
        assert [[(link.number, link.target) for link in one.links] for one in article.citations] == [[(1, 2)], [(2, 2)]]

    def test_by_an_address_within_the_document_count_as_well(self) -> None:
        body = p(
            "So [",
            f'<w:hyperlink r:id="x">{r("1")}</w:hyperlink>',
            "]; thus [",
            field(' HYPERLINK \\l "e" ', "1"),
            "].",
        )
        entry = p('<w:bookmarkStart w:name="e"/>', "1. " + ENTRY.format(1, 1)) + p("2. " + ENTRY.format(2, 2))
        article = read(body + p("References") + entry, links={"x": "#e"})
        assert [len(one.links) for one in article.citations] == [1, 1]

    def test_to_other_places_are_no_citations(self) -> None:
        body = p("See ", field(" REF _Fig1 \\h ", "3"), " and ", field(" PAGEREF _Fig1 ", "1"), ".")
        article = read(p('<w:bookmarkStart w:name="_Fig1"/>', "Figure 3") + body + p("So [1].") + entries(2))
        assert numbers(article) == [(1,)]


class TestNotes:
    @staticmethod
    def call(name: str, kind: str = "endnote") -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    @staticmethod
    def note(name: str, *text: str, kind: str = "endnote") -> str:
        return (
            f'<w:{kind} w:id="{name}">'
            + "".join(p(f"<w:r><w:{kind}Ref/></w:r>", each) for each in text)
            + f"</w:{kind}>"
        )

    def test_that_read_like_references_are_the_list_numbered_as_they_are_called(self) -> None:
        notes = (
            '<w:endnote w:id="0" w:type="separator"/>'
            + self.note("5", ENTRY.format(5, 5))
            + self.note("2", ENTRY.format(2, 2))
        )
        article = read(p("So it is.", self.call("2"), " And so.", self.call("5")), endnotes=notes)
        assert [(one.number, one.raw) for one in article.references] == [
            (1, ENTRY.format(2, 2)),
            (2, ENTRY.format(5, 5)),
        ]
        assert numbers(article) == [(1,), (2,)]
        assert article.citations[0].claim.sentence == "So it is."
        assert article.source.text.startswith("So it is.i And so.ii\ni ")
        assert article.references[0].label == "i"

    def test_are_numbered_as_the_settings_say(self) -> None:
        settings = '<w:endnotePr><w:numFmt w:val="decimal"/><w:numStart w:val="4"/></w:endnotePr>'
        notes = self.note("2", ENTRY.format(2, 2), "Second paragraph.")
        article = read(p("So it is [", self.call("2"), "]."), endnotes=notes, settings=settings)
        assert [(one.numbers, one.text) for one in article.citations] == [((4,), "[4]")]
        assert article.citations[0].claim.sentence == "So it is."
        assert article.references[0].raw.endswith("Second paragraph.")

    def test_that_are_only_notes_are_text_and_no_citations(self) -> None:
        notes = self.note("1", "We thank the nurses, as before [2].", kind="footnote")
        article = read(
            p("Survival of 2010", self.call("1", "footnote"), " was long [1].") + entries(2), footnotes=notes
        )
        assert numbers(article) == [(1,), (2,)]
        assert article.citations[0].claim.sentence == "Survival of 2010 was long."

    def test_notes_of_both_sorts_may_mix(self) -> None:
        notes = "".join(
            self.note(str(n), text, kind="footnote")
            for n, text in enumerate((ENTRY.format(1, 1), "We thank the nurses.", ENTRY.format(3, 3)), 1)
        )
        calls = (self.call(str(n), "footnote") for n in (1, 2, 3))
        article = read(p(*(piece for each in calls for piece in ("So it is.", each))), footnotes=notes)
        assert numbers(article) == [(1,), (3,)]
        assert [one.number for one in article.references] == [1, 3]
        found = check_article(
            article, [Resolution(NotFound())] * 2, rules=select_rules(("REF105",)), today=date(2026, 1, 1)
        )
        assert found == ()

    def test_a_repeated_number_cites_the_note_again(self) -> None:
        marked = f'<w:bookmarkStart w:name="_R"/>{self.call("2")}'
        again = field(" NOTEREF _R \\h ", sup("i"))
        article = read(p("So.", marked, " Again.", again), endnotes=self.note("2", ENTRY.format(2, 2)))
        assert numbers(article) == [(1,), (1,)]

    def test_a_call_with_a_mark_of_its_own_is_none(self) -> None:
        call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
        article = read(p("So.", call), footnotes=self.note("2", "Corresponding author.", kind="footnote"))
        assert article.source.text == "So.*"

    def test_beside_a_list_notes_with_addresses_are_only_notes(self) -> None:
        notes = self.note("1", "https://example.org/data, 2019.", kind="footnote")
        article = read(p("So it is", self.call("1", "footnote"), " [1], [2].") + entries(2), footnotes=notes)
        assert len(article.scopes) == 1


class TestSuppressions:
    COMMENT = '<w:comment w:id="1">{}</w:comment>'

    def silenced(self, body: str, text: str) -> list[tuple[tuple[str, ...], str, str]]:
        article = read_bytes(docx(body, comments=self.COMMENT.format(p(text))), "a.docx")
        return [
            (one.codes, one.reason, article.source.text[one.covers.start : one.covers.end])
            for one in article.suppressions
        ]

    def test_a_comment_silences_the_paragraphs_it_is_anchored_to(self) -> None:
        start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
        body = p("Before.") + p("So ", start, "it is.") + p("And", end, " so.") + p("After.")
        text = "refcheck: ignore[REF102] in preparation"
        assert self.silenced(body, text) == [(("REF102",), "in preparation", "So it is.\nAnd so.")]

    @pytest.mark.parametrize("anchor", ['<w:commentRangeStart w:id="1"/>', '<w:r><w:commentReference w:id="1"/></w:r>'])
    def test_a_range_that_never_ends_covers_one_paragraph(self, anchor: str) -> None:
        assert self.silenced(p("So", anchor) + p("After."), "refcheck: ignore") == [((), "", "So")]

    def test_a_range_between_paragraphs(self) -> None:
        body = '<w:commentRangeStart w:id="1"/>' + p("One.") + '<w:commentRangeEnd w:id="1"/>' + p("Two.")
        assert self.silenced(body, "refcheck: ignore")[0][2] == "One."

    def test_the_whole_file(self) -> None:
        body = p("One.", '<w:r><w:commentReference w:id="1"/></w:r>') + p("Two.")
        assert self.silenced(body, "refcheck: ignore-file[REF101]") == [(("REF101",), "", "One.\nTwo.")]

    def test_a_range_between_two_comments_whatever_their_order_in_the_file(self) -> None:
        def anchor(name: int) -> str:
            return f'<w:r><w:commentReference w:id="{name}"/></w:r>'

        comments = "".join(
            f'<w:comment w:id="{name}">{p(f"refcheck: ignore-{word}")}</w:comment>'
            for name, word in ((2, "end"), (1, "start[REF102] in preparation"))
        )
        body = p("One.") + p("Two.", anchor(1)) + p("Three.") + p("Four.", anchor(2)) + p("Five.")
        article = read_bytes(docx(body, comments=comments), "a.docx")
        (one,) = article.suppressions
        assert (one.codes, one.reason) == (("REF102",), "in preparation")
        assert article.source.text[one.covers.start : one.covers.end] == "Two.\nThree.\nFour."

    def test_other_comments_and_those_anchored_nowhere_say_nothing(self) -> None:
        assert self.silenced(p("One.", '<w:r><w:commentReference w:id="1"/></w:r>'), "Please check.") == []
        assert self.silenced(p("One."), "refcheck: ignore") == []

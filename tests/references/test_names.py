"""The names at the head of a reference."""

from __future__ import annotations

import pytest

from refcheck.bibliography import Author
from refcheck.references.names import AuthorBlock, read_authors
from refcheck.references.tokens import tokenise


def block(text: str) -> AuthorBlock:
    found = read_authors(tokenise(text), text)
    assert found is not None
    return found


def names(text: str) -> list[str]:
    return [
        f"{author.family}|{author.given}" + (f"|{author.suffix}" if author.suffix else "")
        for author in block(text).authors
    ]


class TestForms:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("Wei A, Greig P. Title", ["Wei|A", "Greig|P"]),
            ("Alsina J, Choti MA. Title", ["Alsina|J", "Choti|MA"]),
            ("Fujita T. Troponin Levels and Mortality After Noncardiac Surgery. JAMA", ["Fujita|T"]),
            ("Cho M, Gong J and Fakih M. Title", ["Cho|M", "Gong|J", "Fakih|M"]),
            ("van Hazel GA, Heinemann V: Title", ["van Hazel|GA", "Heinemann|V"]),
            ("Wei, A., & Greig, P. D. (2006). Title", ["Wei|A.", "Greig|P. D."]),
            ("Wei A. C., Greig P. D. Title", ["Wei|A. C.", "Greig|P. D"]),
            ("A. C. Wei, P. D. Greig, and D. Grant, “Title", ["Wei|A. C.", "Greig|P. D.", "Grant|D."]),
            ("A Ruhe, R Fejer, BF Walker, Title of", ["Ruhe|A", "Fejer|R", "Walker|BF"]),
            (
                "Guy A. van Hazel, Volker Heinemann, and Navesh K. Sharma. Title",
                ["van Hazel|Guy A.", "Heinemann|Volker", "Sharma|Navesh K."],
            ),
            ("Bardach, Eugene, and Robert A. Kagan (1982), Title", ["Bardach|Eugene", "Kagan|Robert A."]),
            ("Smith JA Jr, Brown T 3rd, Doe J. Title", ["Smith|JA|Jr", "Brown|T|3rd", "Doe|J"]),
            ("Lehinger Jr EA, Doe J. Title", ["Lehinger|EA|Jr", "Doe|J"]),
            ("Bosset J-P, Dupont J-L. Title", ["Bosset|J-P", "Dupont|J-L"]),
            ("Dupont, J.-L., & Crepel, F. (1985a). Title", ["Dupont|J.-L.", "Crepel|F."]),
            ("O'Brien L, D’Amato FR. Title", ["O'Brien|L", "D’Amato|FR"]),
            ("Pérez-Higueras JJ, de la Macorra JC. Title", ["Pérez-Higueras|JJ", "de la Macorra|JC"]),
            ("Zanettini, C., Lo Iacona, L., Moles, A. (2010). Title", ["Zanettini|C.", "Lo Iacona|L.", "Moles|A."]),
            ("WEI AC, GREIG PD. Title", ["WEI|AC", "GREIG|PD"]),
            ("Wei AC; Greig PD; Grant D. Title", ["Wei|AC", "Greig|PD", "Grant|D"]),
            ("LeibingE, BeutelM. Title", ["Leibing|E", "Beutel|M"]),
            ("DallalG. E. & Dawson-HughesB. Title", ["Dallal|G. E.", "Dawson-Hughes|B"]),
            ("HaluskaPShawHMBatzelGN Phase", ["Haluska|P", "Shaw|HM", "Batzel|GN"]),
            ("Poigenfürst (1991) The approach", ["Poigenfürst|"]),
            ("Jackson, Michael (Ed.). Things", ["Jackson|Michael"]),
        ],
    )
    def test_family_and_given_names_in_every_order(self, text: str, wanted: list[str]) -> None:
        assert names(text) == wanted


class TestGroups:
    @pytest.mark.parametrize(
        "name",
        [
            "DCCT Research Group",
            "World Health Organization",
            "Centers for Disease Control and Prevention",
            "The Diabetes Control and Complications Trial Research Group",
            "WHO",
        ],
    )
    def test_a_group_is_one_author(self, name: str) -> None:
        assert block(f"{name}. The effect of treatment. J Foo").authors == (Author(name, is_group=True),)

    def test_a_group_may_follow_persons(self) -> None:
        found = block("Arrazola RA, Singh T, et al, Centers for Disease Control and Prevention. Tobacco use")
        assert found.authors[-1] == Author("Centers for Disease Control and Prevention", is_group=True)
        assert found.truncated

    def test_a_title_with_a_groups_word_in_it_is_no_group(self) -> None:
        text = "Society guidelines for the management of dyspepsia in adults. Gut 2010"
        assert read_authors(tokenise(text), text) is None


class TestDeclaredCuts:
    @pytest.mark.parametrize(
        "cut", ["et al.", "et al", "et. al.", "and others", "[et al.]", "...", "…", "and colleagues"]
    )
    def test_every_way_to_say_so(self, cut: str) -> None:
        found = block(f"Wei A, Greig P, {cut} Title of the work")
        assert found.truncated
        assert [author.family for author in found.authors] == ["Wei", "Greig"]

    def test_a_list_in_full_is_not_cut(self) -> None:
        assert not block("Wei A, Greig P. Title").truncated


class TestWhatIsNoName:
    @pytest.mark.parametrize(
        "text",
        [
            "Hepatitis B, C and D: a review. J Foo",
            "Effects of vitamin D. J Foo",
            "the state of therapy",
            "",
            "2006;13:668-76",
            "((((",
        ],
    )
    def test_titles_and_numbers_begin_no_author_list(self, text: str) -> None:
        assert read_authors(tokenise(text), text) is None

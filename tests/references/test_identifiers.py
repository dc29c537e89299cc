"""Identifiers by their shape, and what can be told wrong about them from themselves."""

from __future__ import annotations

import pytest

from refcheck.references import identifier_problems, parse_reference
from refcheck.references.identifiers import find_identifiers


def found(kind: str, text: str) -> list[str]:
    return [item.value for item in find_identifiers(text) if item.kind == kind]


class TestDoi:
    @pytest.mark.parametrize(
        ("text", "doi"),
        [
            ("doi:10.1245/ASO.2006.05.039.", "10.1245/aso.2006.05.039"),
            ("https://doi.org/10.1245/ASO.2006.05.039", "10.1245/aso.2006.05.039"),
            ("http://dx.doi.org/10.1016/S1097-2765(03)00037-6).", "10.1016/s1097-2765(03)00037-6"),
            ("(doi: 10.1016/S1097-2765(03)00037-6)", "10.1016/s1097-2765(03)00037-6"),
            (
                "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
                "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
            ),
            (
                "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2",
                "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
            ),
            ("doi:10.1016/ j.ejphar.2010.05.023", "10.1016/j.ejphar.2010.05.023"),
            ("doi: 10.1016/j.ejphar. 2010.05.023. Epub", "10.1016/j.ejphar.2010.05.023"),
            ("10.1371/journal.pone.0085582. 24465606", "10.1371/journal.pone.0085582"),
            ("10.1371/journal.pone.0085582.PMID:24465606", "10.1371/journal.pone.0085582"),
            ("10.1371/journal.pone.0085582[PubMed]", "10.1371/journal.pone.0085582"),
            ("10.1007/978-3-319-24574-4_28", "10.1007/978-3-319-24574-4_28"),
            ("https://onlinelibrary.wiley.com/doi/10.1002/bjs.5390", "10.1002/bjs.5390"),
        ],
    )
    def test_brackets_escapes_prefixes_and_tails(self, text: str, doi: str) -> None:
        assert found("doi", text) == [doi]

    @pytest.mark.parametrize("text", ["10.5 mg/day", "10.1000", "10.1000/", "2010.1234"])
    def test_what_has_no_suffix_is_none(self, text: str) -> None:
        assert found("doi", text) == []


class TestOthers:
    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            ("pmid", "PMID: 16523369", "16523369"),
            ("pmid", "PubMed PMID: 16523369.", "16523369"),
            ("pmid", "https://pubmed.ncbi.nlm.nih.gov/16523369/", "16523369"),
            ("pmcid", "PMCID: PMC2903450", "PMC2903450"),
            ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2903450/", "PMC2903450"),
            ("arxiv", "arXiv:1706.03762v5 [cs.CL]", "1706.03762"),
            ("arxiv", "arXiv preprint arXiv:1706.03762", "1706.03762"),
            ("arxiv", "https://arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
            ("isbn", "ISBN 978-0-306-40615-7", "9780306406157"),
            ("isbn", "ISBN-10: 0-8044-2957-X", "080442957X"),
            ("url", "Available from: http://www.who.int/a_b(c).", "http://www.who.int/a_b(c)"),
            ("url", "see www.example.org/x, p. 3", "www.example.org/x"),
            ("url", "Available at: com/us/clinicians/package-insert/.", "com/us/clinicians/package-insert/"),
            ("url", "Retrieved from cancer.org/facts", "cancer.org/facts"),
        ],
    )
    def test_with_and_without_their_labels(self, kind: str, text: str, value: str) -> None:
        assert found(kind, text) == [value]

    def test_an_address_that_holds_a_doi_is_the_doi_alone(self) -> None:
        fields = parse_reference("Wei AC. Survival. Ann Surg. 2006;13:668-76. https://doi.org/10.1245/ASO.2006.05.039")
        assert (fields.doi, fields.url) == ("10.1245/aso.2006.05.039", "")

    def test_the_target_of_a_link_counts_where_nothing_is_printed(self) -> None:
        fields = parse_reference(
            "Wei AC. [Survival](https://doi.org/10.1245/ASO.2006.05.039). Ann Surg. 2006;13:668-76."
        )
        assert fields.doi == "10.1245/aso.2006.05.039"
        assert "doi" not in fields.spans


class TestProblems:
    @pytest.mark.parametrize(
        ("raw", "kind", "reason"),
        [
            ("ISBN 978-0-306-40615-8", "isbn", "its check digit should be 7"),
            ("ISBN 0-8044-2957-1", "isbn", "its check digit should be X"),
            ("ISBN 977-0-306-40615-7", "isbn", "978 or 979"),
            ("ISBN 978-0-306-4061", "isbn", "10 or 13 digits"),
            ("ISBN 0-80X4-2957-1", "isbn", "only as its last sign"),
            ("arXiv:1713.03762", "arxiv", "13 is no month"),
            ("arXiv:0613.1234", "arxiv", "13 is no month"),
            ("arXiv:0601.1234", "arxiv", "began in April 2007"),
            ("arXiv:1706.0376", "arxiv", "5 digits"),
            ("arXiv:hep-th/0901001", "arxiv", "ended in March 2007"),
            ("PMID: 165233690", "pmid", "at most 8 digits"),
            ("PMID: 01652336", "pmid", "does not begin with 0"),
            ("PMID: PMC123456", "pmid", "digits only"),
            ("doi:10.12/abc", "doi", "four to nine digits"),
            ("doi: 1O.1016/j.x.2010", "doi", "letters"),
            ("doi: j.ejphar.2010.05.023", "doi", 'begins with "10."'),
            ("https://doi.org/10.1016", "doi", "no suffix"),
        ],
    )
    def test_what_cannot_be_an_identifier_is_said_with_the_reason(self, raw: str, kind: str, reason: str) -> None:
        problems = identifier_problems(raw)
        assert [problem.kind for problem in problems] == [kind]
        assert reason in problems[0].reason
        assert raw[problems[0].span.start : problems[0].span.end] == problems[0].text

    @pytest.mark.parametrize(
        "raw",
        [
            "ISBN 978-0-306-40615-7",
            "ISBN 0-8044-2957-X",
            "arXiv:1706.03762",
            "arXiv:0704.0001",
            "arXiv:hep-th/9901001",
            "PMID: 16523369",
            "doi:10.1245/ASO.2006.05.039",
            "No identifier at all, 2006;13:668-76.",
        ],
    )
    def test_good_ones_are_left_alone(self, raw: str) -> None:
        assert identifier_problems(raw) == ()

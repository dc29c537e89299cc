"""Putting a name into a printed list of authors."""

from __future__ import annotations

import pytest

from refcheck.bibliography import Author
from refcheck.comparing.author_block import AuthorBlock
from refcheck.references import parse_reference

TAYLOR = Author("Taylor", "Bryce R.")
REST = "Survival after hepatic resection. Ann Surg Oncol. 2006;13:668-76."


def block(names: str) -> AuthorBlock:
    fields = parse_reference(f"{names} {REST}")
    span = fields.spans["authors"]
    return AuthorBlock(names[span.start : span.end], fields.authors)


class TestTheStyleIsKept:
    @pytest.mark.parametrize(
        ("names", "replaced", "inserted"),
        [
            ("Wei AC, Greig PD, Grant D.", "Taylor BR, Greig PD, Grant D", "Wei AC, Taylor BR, Greig PD, Grant D"),
            (
                "Wei, A.C.; Greig, P.D.; Grant, D.",
                "Taylor, B.R.; Greig, P.D.; Grant, D",
                "Wei, A.C.; Taylor, B.R.; Greig, P.D.; Grant, D",
            ),
            (
                "A. C. Wei, P. D. Greig, and D. Grant.",
                "B. R. Taylor, P. D. Greig, and D. Grant",
                "A. C. Wei, B. R. Taylor, P. D. Greig, and D. Grant",
            ),
            ("WEI, A. C.; GREIG, P. D.", "TAYLOR, B. R.; GREIG, P. D", "WEI, A. C.; TAYLOR, B. R.; GREIG, P. D"),
        ],
    )
    def test_of_whoever_is_put_in(self, names: str, replaced: str, inserted: str) -> None:
        assert block(names).replaced(0, TAYLOR).rstrip(".") == replaced
        assert block(names).inserted(1, TAYLOR).rstrip(".") == inserted

    def test_also_at_the_end(self) -> None:
        assert block("Wei AC, Greig PD, Grant D.").inserted(3, TAYLOR) == "Wei AC, Greig PD, Grant D, Taylor BR"


class TestWhatIsNotUnderstood:
    def test_is_left_to_a_person(self) -> None:
        assert AuthorBlock("Wei and Greig", (Author("Wei"), Author("Greig"))).replaced(0, TAYLOR) == ""
        assert AuthorBlock("Grant D", (Author("Wei", "AC"),)).replaced(0, TAYLOR) == ""
        assert AuthorBlock("Wei AC", (Author("Wei", "AC"),)).inserted(0, TAYLOR) == ""
        assert AuthorBlock("Wei AC", (Author("Wei", "AC"),)).replaced(0, Author("A Group", is_group=True)) == ""
        two = (Author("Wei", "AC"), Author("Greig", "PD"))
        assert AuthorBlock("Wei AC and Greig PD", two).inserted(1, TAYLOR) == ""  # what would stand between three?

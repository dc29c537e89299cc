"""What sort of work a reference is about."""

from __future__ import annotations

import pytest

from refcheck.bibliography import WorkKind
from refcheck.references import parse_reference


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Wei AC. Survival. Ann Surg. 2006;13:668-76.", WorkKind.ARTICLE),
        ("Wei AC. Survival. Ann Surg. 2006. doi:10.1000/made.up", WorkKind.ARTICLE),
        ("Haddox SE. Metaphor in Hosea [PhD dissertation]. Atlanta: Emory University; 2005.", WorkKind.THESIS),
        ("Avastin [package insert]. South San Francisco, CA: Genentech; 2014.", WorkKind.PRODUCT_INFORMATION),
        ("Smith J. A made-up result. medRxiv. 2020. doi:10.1101/2020.01.01.20000001", WorkKind.PREPRINT),
        ("Vaswani A, Shazeer N. Attention is all you need. arXiv:1706.03762, 2017.", WorkKind.PREPRINT),
        ("ISO 14155:2020. Clinical investigation of medical devices. Geneva: ISO; 2020.", WorkKind.STANDARD),
        ("Smith J. Data from: a trial [dataset]. Dryad; 2019.", WorkKind.DATASET),
        (
            "R Core Team. R: a language and environment. Vienna: R Foundation for Statistical Computing; 2019.",
            WorkKind.SOFTWARE,
        ),
        (
            "Chen P, Joshi S. Flapping flight. In: Proceedings of the 22nd Structures Conference; 2014. p. 1-9.",
            WorkKind.CONFERENCE_PAPER,
        ),
        (
            "Remler JE. Some repairs. Paper presented at the annual meeting of the society, Chicago, 1978.",
            WorkKind.CONFERENCE_PAPER,
        ),
        (
            "World Health Organization. Global report on diabetes. Geneva: World Health Organization; 2016.",
            WorkKind.REPORT,
        ),
        ("World Health Organization. Fact sheet on cancer. https://www.who.int/cancer", WorkKind.REPORT),
        ("National Comprehensive Cancer Network. Colon cancer.", WorkKind.REPORT),
        ("Cohen J. Statistical power. New York: Psychology Press; 1988.", WorkKind.BOOK),
        ("Cohen J. Statistical power. ISBN 978-0-8058-0283-2.", WorkKind.BOOK),
        ("Smith J. Living with cancer. https://example.org/living", WorkKind.WEB_PAGE),
        ("Smith J. Living with cancer.", WorkKind.UNKNOWN),
    ],
)
def test_its_wording_tells(raw: str, kind: WorkKind) -> None:
    assert parse_reference(raw).kind is kind

"""Lists of retractions: rows of the Retraction Watch list as it is published, facts only, and the reduced form."""

from __future__ import annotations

import csv
from io import StringIO

COLUMNS = (
    *("Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS"),
    *("ArticleType", "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate"),
    *("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes"),
)
LANCET = "10.1016/s0140-6736(97)11096-0"

_LANCET = {
    "Title": "Ileal-lymphoid-nodular Hyperplasia, Non-specific Colitis, and Pervasive Developmental Disorder "
    "in Children",
    "Journal": "Lancet",
    "Author": "Andrew J Wakefield;Simon Harry Murch;A Anthony",
    "OriginalPaperDate": "2/28/1998 0:00",
    "OriginalPaperDOI": "10.1016/S0140-6736(97)11096-0",
    "OriginalPaperPubMedID": "9500320",
}
CORRECTED = _LANCET | {
    "Record ID": "17269",
    "RetractionDate": "3/6/2004 0:00",
    "RetractionDOI": "10.1016/S0140-6736(04)15715-2",
    "RetractionNature": "Correction",
    "Reason": "Error in Results and/or Conclusions;Updated to Retraction;",
}
RETRACTED = _LANCET | {
    "Record ID": "4036",
    "RetractionDate": "2/6/2010 0:00",
    "RetractionDOI": "10.1016/S0140-6736(10)60175-4",
    "RetractionNature": "Retraction",
    "Reason": "Falsification/Fabrication of Data;Manipulation of Results;Upgrade/Update of Prior Notice(s);",
}


def published(*rows: dict[str, str]) -> str:
    """A list in the published format; what a row does not name is empty."""
    target = StringIO()
    # The published file has a comma at the end of every line.
    writer = csv.DictWriter(target, [*COLUMNS, ""], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def reduced(*rows: tuple[str, str]) -> str:
    """A list of DOIs with the natures of their notices."""
    return "".join(f"{doi},{natures}\n" for doi, natures in (("doi", "retractionwatch"), *rows))

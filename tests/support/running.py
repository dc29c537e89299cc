"""Running refcheck as its users do: an article, and what a run gives."""

from __future__ import annotations

from collections.abc import Callable

ARTICLE = """\
# A short article

Recurrence is common in the first year [1]. Guidelines advise imaging [2].

## References

1. Adam R, De Gramont A, Figueras J, et al. The oncosurgery approach to managing liver metastases from colorectal
   cancer: a multidisciplinary international consensus. Oncologist. 2012;17:1225-1239.
2. Wei A, Greig P, Grant D, et al. Survival After Hepatic Resection for Colorectal Metastases: A 10-Year Experience.
   Annals of Surgical Oncology. 2006;13:668-676.
"""

Run = Callable[..., tuple[int, str, str]]
"""Runs refcheck with arguments; gives its exit code and what it printed on both outputs."""

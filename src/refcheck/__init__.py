"""refcheck, the linter for citations.

It reads an article, finds its numbered citations and its reference list, resolves every reference to its
Crossref record, and reports what does not agree: numbers against the list, the list against Crossref, and
the numbers against the claims they are supposed to support.
"""

__version__ = "0.1.0"

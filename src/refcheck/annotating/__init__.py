"""Annotating: findings as comments in a copy of a Word file, which stays otherwise as it is."""

from refcheck.annotating.document import Annotated, annotate
from refcheck.annotating.wording import comments_of

__all__ = ["Annotated", "annotate", "comments_of"]

"""From one reference string to its fields, and from fields to exchange formats."""

from refcheck.references.identifier_checks import IdentifierProblem, identifier_problems
from refcheck.references.parsing import parse_reference

__all__ = ["IdentifierProblem", "identifier_problems", "parse_reference"]

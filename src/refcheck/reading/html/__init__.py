"""HTML: pages as sites, word processors and converters write them."""

from refcheck.reading.html.reader import read

__all__ = ["read"]

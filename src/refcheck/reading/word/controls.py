"""Content controls (``w:sdt``) that hold citations or the reference list."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from refcheck.reading.word.elements import value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Control(Enum):
    """What a content control holds."""

    CITATION = "citation"
    BIBLIOGRAPHY = "bibliography"
    CONTENTS = "contents"
    OTHER = "other"


_CITATION_TAGS = ("MENDELEY_CITATION", "CitaviPlaceholder#", "CITAVI_CITATION")
_LIST_TAGS = ("MENDELEY_BIBLIOGRAPHY", "CitaviBibliography", "CITAVI_BIBLIOGRAPHY")
_GALLERIES = {"bibliographies": Control.BIBLIOGRAPHY, "table of contents": Control.CONTENTS}


def control(element: Element) -> tuple[Control, str]:
    """What a content control holds, and its tag (Mendeley keeps the works cited in it).

    Args:
        element: the ``w:sdt``.
    """
    properties = element.find("w:sdtPr")
    if properties is None:
        return Control.OTHER, ""
    tag = value(properties, "w:tag") or ""
    if properties.find("w:citation") is not None or tag.startswith(_CITATION_TAGS):
        return Control.CITATION, tag
    if properties.find("w:bibliography") is not None or tag.startswith(_LIST_TAGS):
        return Control.BIBLIOGRAPHY, tag
    gallery = value(properties.find("w:docPartObj"), "w:docPartGallery") or ""
    return _GALLERIES.get(gallery.casefold(), Control.OTHER), tag

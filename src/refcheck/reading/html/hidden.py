"""What of a page is no part of the article: scripts, navigation, what is hidden, buttons, tables of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refcheck.reading.html.tree import Element

_TAGS_NAMES = """head script style template noscript svg nav button select option datalist textarea input iframe
object embed audio video canvas map dialog noembed noframes frameset rp rt annotation annotation-xml title xml"""
_TAGS = frozenset(_TAGS_NAMES.split())
_ROLES_NAMES = """navigation banner search menu menubar toolbar tablist tab dialog alert tooltip button doc-toc doc-
pagebreak"""
_ROLES = frozenset(_ROLES_NAMES.split())
# Of generated tables of contents and links to headings; MediaWiki; navigation, and what only screen readers say;
# notes shown where they are called, beside the list of them, and the visible half of a formula; links from a note back.
_CLASS_NAMES = """toc toctree-wrapper table-of-contents tableofcontents table_of_contents headerlink anchorjs-link
header-anchor
mw-editsection mw-jump-link catlinks printfooter navbox mw-cite-backlink cite-accessibility-label
breadcrumb breadcrumbs navbar site-header site-footer site-nav nav-menu main-navigation skip-link sr-only
screen-reader-text visually-hidden visuallyhidden u-visually-hidden sphinxsidebar cookie-banner cookie-notice
modern-footnotes-footnote__note footnote-tooltip mathjax_preview mathjax_display_preview katex-html
footnote-back footnote-backref footnote-backlink reversefootnote data-footnote-backref easy-footnote-to-top backrefs"""
_CLASSES = frozenset(_CLASS_NAMES.split())
_IDS = frozenset({"toc", "table-of-contents", "mw-navigation", "catlinks", "TOC"})
_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_NOTES = frozenset({"doc-endnotes", "doc-bibliography", "doc-footnote"})


def is_hidden(element: Element, *, in_article: bool) -> bool:
    """Whether an element, with all that is in it, is no part of the article's text.

    Args:
        element: the element.
        in_article: whether it stands in an article, section or the like, whose header and footer are its own.
    """
    tag, attributes = element.tag, element.attributes
    if tag in _TAGS:
        return True
    if tag in {"header", "footer"} and not in_article:
        # That of the whole site, unless the notes of the page stand in it.
        return not any(below.tag in {"ol", "dl"} or not _NOTES.isdisjoint(below.roles) for below in element.iter())
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    if tag in {"form", "body", "html", "main", "article"}:
        return False
    if "class" in attributes and not _CLASSES.isdisjoint(element.classes):
        return True
    if "role" in attributes and not _ROLES.isdisjoint(element.roles):
        return True
    if "id" in attributes and attributes["id"] in _IDS and tag in {"div", "nav", "ul", "ol", "table", "aside"}:
        return True
    return "style" in attributes and _STYLE.search(attributes["style"]) is not None

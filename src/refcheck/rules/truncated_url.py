"""A web address lacks its beginning or its end.

## What it finds

An address without the name of a site (`com/us/clinicians/`, `http:///page`, `/page.html`), with a misspelt or halved
beginning (`htp://`, `http:/`), and one that ends where the name of a site must go on (`https://www.`).

## Why it matters

The reader cannot follow it, and nothing but the author knows what it was.

## Example

    6. SIR-Spheres microspheres Product Information. Available at: com/us/clinicians/package-insert/.

The address has no whole site name.

## What it cannot see

An address whose end was lost but that still looks whole, and whether the page is still there. An address without
`https://` that begins with the name of a site (`www.cancer.org/statistics`) is how many journals print it, and is not
reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from refcheck.finding import Severity
from refcheck.rules.model import Examination, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.finding import Finding


_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]{0,12})(?P<mark>:/{0,2})")
_HOST = re.compile(
    r"(?:[^/@\s]{1,80}@)?(?:[^\W_](?:[\w\-]{0,62}[^\W_])?\.){1,8}[^\W\d_][\w\-]{1,24}\.?|localhost|\d{1,3}(?:\.\d{1,3}){3}"
)
_SCHEMES = ("http", "https", "ftp", "ftps", "sftp")


def check(rule: Rule, examination: Examination) -> Iterator[Finding]:
    """Yield a finding for each reference whose address is not whole."""
    for reference in examination.article.references:
        url = reference.fields.url
        problem = _problem("".join(url.split()).lstrip(":")) if url else ""
        if problem:
            yield rule.finding(
                examination,
                reference.field_span("url"),
                f"The address {url} of reference {reference.number} {problem}.",
                data={"number": reference.number, "url": url},
                key=reference.raw,
            )


def _problem(url: str) -> str:
    """What is wrong with an address, in words that follow it; empty if nothing is."""
    rest = url
    scheme = _SCHEME.match(url)
    if scheme and not scheme["scheme"].lower().startswith("www") and (scheme["mark"] != ":" or "." not in scheme[0]):
        if scheme["scheme"].lower() not in _SCHEMES:
            named = f"begins with {scheme[0]}, which no web address begins with"
            return named if scheme["mark"] != ":" else ""  # `urn:` and the like are other identifiers
        if scheme["mark"] != "://":
            return f"begins with {scheme[0]} instead of {scheme['scheme'].lower()}://"
        rest = url[scheme.end() :]
    host = rest.split("/", 1)[0].split("?", 1)[0].split("#", 1)[0].rpartition(":")
    name = host[0] if host[1] and host[2].isdigit() else "".join(host)
    if not name:
        return "has no site name (such as www.example.org); its beginning was cut off"
    if (
        rest == url
        and not _HOST.fullmatch(name)
        and (not any(char.isalpha() for char in name) or (url.count("/") < 2 and "." not in url))
    ):
        return ""  # a DOI, a date, "MS/MS" and the like: no address at all
    if not _HOST.fullmatch(name) or name.lower() == "www.":
        return "has no whole site name (such as www.example.org); a part of it is missing"
    labels = name.lower().rstrip(".").split(".")
    if labels[0] == "www" and len(labels) < 3:
        return "has no whole site name (such as www.example.org); a part of it is missing"
    return ""


RULE = Rule("REF402", "truncated-url", Severity.WARNING, Needs.ARTICLE, check, __doc__)

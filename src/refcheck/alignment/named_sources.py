"""Sources that a sentence names: "Bell demonstrated ... [6]", "Hannula et al.15", "according to O'Brien [4]".

Only names that stand as authors do are taken: before "et al.", "and colleagues" or a second name, as the subject of a
verb of reporting, after "by" or "according to". "Cox regression", "Bell's palsy" and "the Likert scale" are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.alignment.names import PARTICLES, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from refcheck.article import Citation

_PARTICLE = (
    rf"(?:(?:{'|'.join(sorted(PARTICLES, key=len, reverse=True))}|{'|'.join(sorted(p.title() for p in PARTICLES))})\s)"
)
_WORD = r"(?:[A-Z][’'ʼ])?[^\W\d_a-zß-öø-ÿ][^\W\d_]{1,24}(?:[’'ʼ‐‑-][^\W\d_]{2,24}){0,2}"
_NAME = rf"(?<!\w){_PARTICLE}{{0,3}}{_WORD}"
_INITIALS = r"(?:(?:[A-Z]\.\s?){1,3})?"
_WITH = r"(?:co-?workers|co-?authors|colleagues|associates|collaborators|others|her team|his team|their team)"
_VERBS = """
    demonstrated showed shown found reported described observed noted suggested proposed concluded compared studied
    investigated examined evaluated assessed analysed analyzed used developed published recommended argued stated
    conducted performed reviewed identified estimated introduced defined hypothesised hypothesized documented revealed
    indicated claimed treated measured reports describes suggests argues proposes shows defines recommends
"""
_VERB = (
    r"(?:first\s|also\s|recently\s|originally\s|later\s|subsequently\s)?(?:ha(?:s|ve|d)\s)?"
    rf"(?:{'|'.join(_VERBS.split())})\b"
)

_SOURCE = re.compile(
    rf"(?P<before>\b(?:by|according\sto|from|see|in|of|and|with|to)\s+)?{_INITIALS}(?P<name>{_NAME})"
    rf"(?P<company>(?:,?\s+{_INITIALS}(?P<second>{_NAME}))?,?\s*(?:et\.?\s*al\b\.?|(?:and|&)\s+{_WITH}\b)"
    rf"|\s+(?:and|&)\s+{_INITIALS}(?P<partner>{_NAME})(?!\s+(?:et\.?\s*al|[a-z]+(?:ion|ity|est|ale|ome)\b)))?"
    r"(?P<possessive>[’'ʼ]s\s+(?:group|study|trial|work|report|review|results|findings|data|paper|model|method)\b)?"
    r"(?P<year>,?\s*\(?(?:19|20)\d\d[a-z]?\)?,?)?"
    rf"(?:(?P<verb>,?\s+{_VERB}))?"
)
_HAND_OVER = re.compile(
    r"\b(?:consistent|line|agreement|accordance|similar|similarly|compar(?:ed|able|ison)|unlike|contrast|whereas|while"
    r"|others?|previous(?:ly)?|another|however|as\s(?:reported|shown|described|in|well)|according|based\son|using|than|since|but|although|because|"
    r"supported|confirm\w*|also|et\sal|and\scolleagues)\b|;"
)
# "As we said in our rejoinder to Bell and Noor [4]" cites the rejoinder.
_ADDRESSED = re.compile(
    r"\b(?:rejoinders?|repl(?:y|ies|ied)|responses?|respond\w*|answer\w*|comment(?:s|ary|ed)?|letters?|criti(?:que|cism)s?|"
    r"objections?)\s(?:to|on|of|by)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ADDRESS = 40  # code points before a name in which such a word is looked for
_DIRECT = re.compile(r"[\s,.]{0,3}")
_NOT_NAMES = """
    the a an in on at by for from of to we our this that these those they their it its it he she his her study studies
    trial trials group groups results methods patients participants both however although when while after before table
    figure fig appendix section chapter data analysis version university hospital department committee report guideline
    guidelines manual protocol test scale index questionnaire inventory score software inc ltd january february march
    april may june july august september october november december monday european american british national
    international world health organization organisation
"""
_NO_NAMES = frozenset(_NOT_NAMES.split())


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A name by which a sentence calls the source of one citation.

    Attributes:
        citation: the position of the citation.
        name: as printed.
        keys: the name's key, and the second name's if there is one.
        several: whether "et al.", a second name or the like follows.
        direct: whether the marker stands right behind it.
    """

    citation: int
    name: str
    keys: tuple[str, ...]
    several: bool
    direct: bool


def named_sources(citations: Sequence[Citation]) -> Iterator[NamedSource]:
    """The sources that sentences name, each with the citation that the name belongs to."""
    by_sentence: dict[tuple[int, int], list[int]] = {}
    for at, citation in enumerate(citations):
        by_sentence.setdefault((citation.claim.span.start, citation.claim.span.end), []).append(at)
    for positions in by_sentence.values():
        sentence = citations[positions[0]].claim.sentence
        names = list(_names(sentence))
        for order, at in enumerate(positions):
            anchor = citations[at].claim.anchor
            previous = citations[positions[order - 1]].claim.anchor if order else 0
            inside = [name for name in names if previous <= name.start() and name.end("name") <= anchor]
            if inside and (source := _source(sentence, inside[-1], at, anchor)) is not None:
                yield source


def _names(sentence: str) -> Iterator[re.Match[str]]:
    for match in _SOURCE.finditer(sentence):
        words = match["name"].replace("-", " ").split()
        if any(word.casefold() in _NO_NAMES for word in words):
            continue
        if _ADDRESSED.search(sentence, max(0, match.start("name") - _ADDRESS), match.start("name")):
            continue
        cue = match["company"] or match["possessive"] or match["verb"]
        if cue or (match["before"] and match["before"].split()[0].lower() in {"by", "according"}):
            yield match


def _source(sentence: str, match: re.Match[str], at: int, anchor: int) -> NamedSource | None:
    end = max(match.end("name"), match.end("company"), match.end("possessive"), match.end("year"))
    direct = end <= anchor + 2 and _DIRECT.fullmatch(sentence, end, max(end, anchor)) is not None
    if not direct:
        subject = match["verb"] is not None or match["possessive"] is not None
        if not subject or _HAND_OVER.search(sentence, match.end(), anchor) or anchor - match.end() > 300:
            return None
    elif not (match["company"] or match["before"] or match["possessive"] or match["verb"]):
        return None
    second = match["partner"] or match["second"]
    return NamedSource(
        citation=at,
        name=match["name"],
        keys=tuple(key(name) for name in (match["name"], second) if name),
        several=match["company"] is not None,
        direct=direct,
    )

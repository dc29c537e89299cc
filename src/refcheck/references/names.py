"""The names at the head of a reference, in the orders that reference styles print them.

``Wei A, Greig P`` (Vancouver), ``Wei, A., & Greig, P. D.`` (APA), ``A. C. Wei and P. D. Greig`` (IEEE),
``Wei, Alice C., and Paul Greig`` (Chicago), groups (``DCCT Research Group``), and the declared cut (``et al.``). The reader walks
over tokens and never goes back by more than one name, so it is linear; a word that fits no form ends the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refcheck.bibliography import Author
from refcheck.references.lexicon import words
from refcheck.references.tokens import DASHES

if TYPE_CHECKING:
    from refcheck.references.tokens import Token

PARTICLES = words(
    """
    van von der den de del della di da do dos das du la le les el al bin ibn ben abu af av zu zur ten ter te 't
    vander vande vom dal dalla degli dei delle san st santa mac o' d' y e i und zum op in't bint ould
    """
)
_SUFFIXES = words(
    """
    jr sr jnr snr ii iii iv 2nd 3rd 4th
    """
)
_JOINERS = frozenset({"and", "&", "und", "et", "y", "e", "en", "och", "og", "with"})
# Capitalised words before a letter that looks like an initial but is not one ("Hepatitis B", "Vitamin D").
_NOT_NAMES = words(
    """
    hepatitis vitamin influenza type phase protein interleukin class grade stage part appendix factor group
    immunoglobulin the a an in on of for from with effect effects use using risk study trial clinical treatment
    management prevention evaluation comparison role impact efficacy safety analysis review guidelines guideline
    report chapter available table figure coenzyme complex cytochrome staphylococcus cyclosporin cyclosporine
    amphotericin botulinum toxin plan project haemophilus streptococcus
    """
)
_GROUP_HEADS = words(
    """
    group groups society organization organisation consortium collaboration collaborative collaborators
    committee investigators association associations institute institutes institution network trialists council
    agency department foundation college university initiative team bureau commission force panel federation
    center centers centre centres administration ministry registry program programme cochrane academy office
    board union service services alliance nations bank fund authority corporation company inc ltd llc gmbh
    pharmaceuticals hospital library investigator researchers partnership consensus subcommittee taskforce
    workgroup roundtable campaign government secretariat directorate statistics survey health cancer
    collaborations members writers commitee partners arbeitsgemeinschaft gesellschaft société ministère
    """
)
_HEADS_OF_PHRASES = frozenset({"of", "for", "on", "in", "and", "&", "the", "to", "de", "des", "für", "del"})
_WEAK_HEADS = frozenset(
    {"health", "cancer", "survey", "statistics", "consensus", "program", "programme", "campaign", "registry"}
)
_INITIALS = re.compile(r"[^\W\d_a-zß-öø-ÿ]{1,4}$")
_MIXED_INITIALS = re.compile(r"(?:[A-Z][a-z]|[A-Z]{1,2}[a-z][A-Z]?|Ch|Yu|Zh|Sh|Kh|Ya|Th|Ph)$")
_GLUED = re.compile(
    r"(?P<family>[A-ZÀ-ÖØ-Þ](?:['’][A-ZÀ-Þ])?[a-zß-öø-ÿ'’]{1,30}(?:[A-Z][a-zß-öø-ÿ]{1,30})?)(?P<given>(?!RNA|DNA)[A-ZÀ-ÖØ-Þ]{1,4}(?:Jr)?)$"
)
_ONE_GLUED = r"(?P<family>(?:[a-z]{2,3} )?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]{1,30}(?:[- ]?[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]{1,30}){0,2})(?P<given>[A-ZÀ-ÖØ-Þ]{1,3}(?:Jr)?)(?![a-zß-öø-ÿ])"
_IN_GLUED_BLOCK = re.compile(_ONE_GLUED)
_GLUED_BLOCK = re.compile(r"(?:" + re.sub(r"\?P<\w+>", "?:", _ONE_GLUED) + r"){2,60}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")
_MOST_WORDS_IN_FAMILY = 5
_MOST_WORDS_IN_GROUP = 22


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """The authors that a reference begins with.

    Attributes:
        authors: in printed order.
        truncated: whether the list says that it was cut.
        start, end: the block in the text, its final stop not included.
        next: index of the first token after the block and its final punctuation.
        closed: whether a full stop, colon or year closes the block (a comma only carries on).
    """

    authors: tuple[Author, ...]
    truncated: bool
    start: int
    end: int
    next: int
    closed: bool


def read_authors(tokens: list[Token], text: str, first: int = 0) -> AuthorBlock | None:
    """The author block that begins at the token `first`, or None if no name stands there."""
    return _Reader(tokens, text).block(first)


@dataclass(slots=True)
class _Name:
    author: Author
    next: int
    form: str
    end: int


class _Reader:
    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.count = len(tokens)

    # -- tokens ------------------------------------------------------------------------------------------------

    def at(self, index: int) -> str:
        return self.tokens[index].text if 0 <= index < self.count else ""

    def touches(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < index < self.count and self.tokens[index].start == self.tokens[index - 1].end

    def slice(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to, not with, `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    # -- the list ----------------------------------------------------------------------------------------------

    def block(self, first: int) -> AuthorBlock | None:
        if first < self.count and (block := self.glued_block(first)):
            return block
        authors: list[Author] = []
        truncated = False
        index = first
        after = end = first
        form = ""
        while index < self.count:
            cut = self.truncation(index) if authors else 0
            if cut:
                truncated, after, end = True, cut, self.tokens[cut - 1].end
                index = self.separator(cut) or self.count
                name = self.group(index)
            else:
                joined = bool(authors) and self.joins(index - 1)
                name = self.person(index, form, len(authors), joined) or self.group(index)
            if name is None:
                break
            authors.append(name.author)
            after, end = name.next, name.end
            form = name.form if name.form != "group" else form
            index = self.separator(after)
            if not index:
                break
        return self.closing(authors, truncated, first, after, end) if authors else None

    def closing(self, authors: list[Author], truncated: bool, first: int, after: int, end: int) -> AuthorBlock:
        closed = self.at(after - 1) == "."
        index = self.after_editors(after)
        closed = closed or index > after
        while index < self.count and self.at(index) in (",", ".", ":", ";", "*", "†"):
            closed = closed or self.at(index) in (".", ":", ";")
            index += 1
        start = self.tokens[first].start
        return AuthorBlock(tuple(authors), truncated, start, end, index, closed or self.year_follows(index))

    def after_editors(self, index: int) -> int:
        """The index after ``(Eds.)`` or ``, editors`` behind the names, or `index`."""
        at = index + 1 if self.at(index) in (",", "(", "[") else index
        if self.at(at) in ("(", "["):
            at += 1
        if self.at(at).lower() not in ("ed", "eds", "editor", "editors", "hrsg", "dir", "coord", "comp"):
            return index
        at += 1
        while self.at(at) in (".", ")", "]"):
            at += 1
        return at

    def is_common(self, index: int) -> bool:
        """Whether a word begins titles rather than names; a capital letter alone is an initial."""
        word = self.at(index)
        return len(word) > 1 and word.lower() in _NOT_NAMES

    def only_family(self, index: int) -> _Name | None:
        """``Poigenfürst (1991)``: one word that only the year behind it makes a name."""
        word = self.at(index)
        if (
            not (word[:1].isupper() and word.isalpha() and not word.isupper() and len(word) > 2)
            or word.lower() in _NOT_NAMES
        ):
            return None
        if self.at(index + 1) != "(" or not _YEAR.match(self.at(index + 2)) or self.at(index + 3) != ")":
            return None
        return _Name(Author(word), index + 1, "vancouver", self.tokens[index].end)

    def year_follows(self, index: int) -> bool:
        return bool(_YEAR.match(self.at(index + 1) if self.at(index) in ("(", "[") else self.at(index)))

    def truncation(self, index: int) -> int:
        """The index after ``et al.`` and its like, or 0."""
        word = self.at(index).lower()
        if word in ("[", "("):
            inner = self.truncation(index + 1)
            return inner + 1 if inner and self.at(inner) in ("]", ")") else 0
        end = 0
        if word == "et" and self.at(index + 1) == "." and self.at(index + 2).lower() in ("al", "coll"):
            end = index + 3
        elif (word == "et" and self.at(index + 1).lower() in ("al", "al's", "coll", "ai")) or (
            word in ("and", "&") and self.at(index + 1).lower() in ("others", "colleagues", "coworkers", "al")
        ):
            end = index + 2
        elif word in ("etal", "…", "others"):
            end = index + 1
        elif word == "." and self.at(index + 1) == "." and self.at(index + 2) == ".":
            end = index + 3
            while self.at(end) == ".":
                end += 1
            return end
        elif word == "u" and self.at(index + 1) == "." and self.at(index + 2) == "a":
            end = index + 3
        if end and self.at(end) == ".":
            end += 1
        return end

    def separator(self, index: int) -> int:
        """The index of the next name if a separator of names stands at `index`, else 0."""
        at = index
        if self.at(at) in (",", ";"):
            at += 1
        elif self.at(at) == "." and self.at(at + 1) in (",", ";"):
            at += 2
        while self.at(at) in (",", ";"):
            at += 1
        if self.truncation(at):
            return at
        if self.joins(at) and not (self.at(at) == "e" and at == index):
            at += 1
        if at == index:
            return 0
        return at if at < self.count else 0

    def joins(self, index: int) -> bool:
        """Whether a word for "and" stands here; ``E`` and ``Y`` are initials unless printed small."""
        word = self.at(index)
        return (word if len(word) == 1 else word.lower()) in _JOINERS

    # -- one name ----------------------------------------------------------------------------------------------

    def person(self, index: int, form: str, position: int, joined: bool) -> _Name | None:
        name = self.initials_first(index)
        if name is None and (form in ("given first", "inverted") or (form == "apa" and joined)):
            name = self.given_first(index, form)
        if name is None and position == 0:
            name = self.first_in_full(index)
        name = name or self.family_first(index, form, position)
        return name or (self.only_family(index) if position == 0 else None)

    def first_in_full(self, index: int) -> _Name | None:
        """``Guy A. van Hazel, Volker Heinemann``: told from a title only by another such name, or a quotation, after it."""
        name = self.given_first(index, "given first")
        if name is None or self.at(name.next) == ".":
            return None
        following = self.separator(name.next)
        if not following:
            return None
        quoted = self.at(following) in ("“", "«", '"', "‘") and self.at(name.next) == ","
        second = quoted or self.truncation(following) or self.given_first(following, "given first")
        return name if second else None

    def ends(self, index: int) -> bool:
        """Whether a name may end before this token."""
        word = self.at(index)
        if not word or word in ".,;:(&[…*†" or word in '"“‘':
            return True
        return (self.joins(index) and word != "e") or bool(self.truncation(index)) or bool(_YEAR.match(word))

    def initials(self, index: int, *, mixed: bool = True) -> int:
        """The index after a run of initials (``JM``, ``J.-P.``, ``J M``, ``A. B.``) at `index`, or 0."""
        at = index
        signs = 0
        while at < self.count:
            word = self.at(at)
            if not (
                _INITIALS.match(word)
                or (_MIXED_INITIALS.match(word) and (self.at(at + 1) == "." or (mixed and at == index)))
            ):
                break
            if signs and len(word) > 2 and self.at(at - 1) != ".":
                break
            signs += len(word)
            if signs > 5:
                break
            at += 1
            if self.at(at) == "." and not self.sentence_ends(at):
                at += 1
            if self.at(at) in DASHES and _INITIALS.match(self.at(at + 1)) and len(self.at(at + 1)) <= 2:
                at += 1
        return at if signs else 0

    def closing_initials(self, index: int) -> int:
        """The index after initials that a name may end with, or 0; a stop that closes the whole block is left out."""
        end = self.initials(index)
        if not end or self.ends(end) or self.suffix(end):
            return end
        while end > index + 1:
            end -= 1
            if self.at(end) == ".":
                return end
        return 0

    def sentence_ends(self, index: int) -> bool:
        """Whether the stop at `index`, after an undotted initial, closes the block and is no part of the initial."""
        before = self.at(index - 1)
        return not (len(before) == 1 or (len(before) == 2 and before[1].islower()))

    def suffix(self, index: int) -> int:
        at = index + 1 if self.at(index) == "," else index
        if self.at(at).lower() in _SUFFIXES and (at == index or self.at(at).lower() not in ("i", "v")):
            at += 1
            if self.at(at) == "." and self.at(at - 1).lower() in ("jr", "sr", "jnr", "snr"):
                at += 1
            return at
        return 0

    def name_like(self, index: int) -> bool:
        word = self.at(index)
        if not word or not (word[0].isalpha() or word[0] in "'’"):
            return False
        if word[0].isupper() or word.lower() in PARTICLES:
            return True
        if not word.isascii() and not word[0].islower():
            return True  # scripts without case
        return bool(len(word) > 2 and word[1] in "'’" and word[2].isupper())

    def family(self, index: int, stop_at_initials: bool = True) -> int:
        """The index after a family name with its particles, or 0."""
        at = index
        words = 0
        real = False
        while at < self.count and words < _MOST_WORDS_IN_FAMILY and self.name_like(at):
            word = self.at(at)
            if words and real and stop_at_initials and self.closing_initials(at):
                break
            if word.lower() in _NOT_NAMES and (words == 0 or len(word) > 1) and not (word.isupper() and len(word) <= 3):
                return 0
            real = real or word.lower() not in PARTICLES or word[0].isupper()
            words += 1
            at += 1
            while self.at(at) in DASHES and self.touches(at) and self.touches(at + 1) and self.at(at + 1)[:1].isalpha():
                at += 2
            if self.at(at) in ("'", "’", "`") and self.at(at + 1)[:1].isupper():
                at += 2
            if self.at(at) == "." and self.at(at - 1) == "St":
                at += 1
        return at if real else 0

    def made(
        self, family: tuple[int, int], given: tuple[int, int] | None, suffix_from: int, end: int, form: str
    ) -> _Name:
        suffix = ""
        if suffix_from:
            first = suffix_from + 1 if self.at(suffix_from) == "," else suffix_from
            suffix = self.slice(first, end).rstrip(".")
        author = Author(self.slice(*family), self.slice(*given) if given else "", suffix)
        return _Name(author, end, form, self.tokens[end - 1].end)

    def family_first(self, index: int, form: str, position: int) -> _Name | None:
        at = self.family(index)
        if not at:
            return None
        glued = self.first_glued(index, at, form)
        if glued:
            return glued
        infix = self.suffix(at)
        if infix and (end := self.closing_initials(infix + (self.at(infix) == ","))):
            given = (infix + (self.at(infix) == ","), end)
            return _Name(
                Author(self.slice(index, at), self.given(*given), self.slice(at + (self.at(at) == ","), infix).rstrip(".")),
                end, "vancouver", self.tokens[end - 1].end,
            )  # fmt: skip
        end = self.closing_initials(at)
        if end:
            last = self.suffix(end)
            if self.ends(last or end):
                return self.made((index, at), (at, end), end if last else 0, last or end, "vancouver")
        if self.at(at) == ",":
            end = self.closing_initials(at + 1)
            if end and not self.family_then(at + 1, form):
                last = self.suffix(end)
                return self.made((index, at), (at + 1, end), end if last else 0, last or end, "apa")
            if form != "vancouver" and (position == 0 or form == "inverted"):
                end = self.given_names(at + 1)
                if end:
                    last = self.suffix(end)
                    return self.made((index, at), (at + 1, end), end if last else 0, last or end, "inverted")
        return None

    def first_glued(self, index: int, last: int, form: str) -> _Name | None:
        for at in range(index, last):
            found = _GLUED.match(self.at(at))
            if found is None:
                continue
            closes = form == "glued" or self.ends(at + 1) or _INITIALS.match(self.at(at + 1))
            # The only author, with the title right behind: not so sure, and not if it is an acronym in the plural or the like.
            closes = closes or (at == index and len(found.group("given")) <= 2 and self.at(at + 1)[:1].isupper())
            return self.glued(index, at + 1, found) if closes else None
        return None

    def glued_block(self, index: int) -> AuthorBlock | None:
        """``HaluskaPShawHMYinD``: a whole list that lost its commas and spaces."""
        start = self.tokens[index].start
        found = _GLUED_BLOCK.match(self.text, start)
        if not found:
            return None
        end = found.end()
        after = index
        while after < self.count and self.tokens[after].end <= end:
            after += 1
        if after == self.count or self.tokens[after].start < end:
            return None
        authors = [
            Author(name.group("family"), name.group("given")) for name in _IN_GLUED_BLOCK.finditer(found.group())
        ]
        cut = self.truncation(after)
        return self.closing(authors, bool(cut), index, cut or after, self.tokens[cut - 1].end if cut else end)

    def glued(self, index: int, at: int, found: re.Match[str]) -> _Name:
        """``LeibingE``, ``DallalG. E.``: a family name that lost the space before its initials."""
        start = self.tokens[index].start
        family = self.text[start : self.tokens[at - 1].start] + found.group("family")
        end = at
        if self.at(end) == "." and (more := self.closing_initials(end + 1)):
            end = more
        elif len(self.at(end)) == 1 and _INITIALS.match(self.at(end)) and self.ends(end + 1):
            end += 1
        if self.at(end - 1) != "." and self.at(end) == "." and self.separator(end + 1):
            end += 1
        given = found.group("given") + self.text[self.tokens[at - 1].end : self.tokens[end - 1].end]
        return _Name(Author(family, given), end, "glued", self.tokens[end - 1].end)

    def family_then(self, index: int, form: str) -> bool:
        """Whether the initials at `index` rather begin a name of their own ("..., J. Smith")."""
        return form in ("initials first",) and bool(self.initials_first(index))

    def given(self, first: int, last: int) -> str:
        return self.slice(first, last)

    def given_names(self, index: int) -> int:
        """The index after given names in full (``Alice C.``, ``Jean-Pierre``) if a name may end there, or 0."""
        at = index
        words = 0
        full = False
        while at < self.count and words < 4:
            word = self.at(at)
            if not (word[:1].isupper() and word[:1].isalpha()):
                break
            if word.lower() in _NOT_NAMES or word.lower() in _GROUP_HEADS:
                return 0
            full = full or (len(word) > 1 and not word.isupper())
            words += 1
            at += 1
            if (self.at(at) == "." and len(word) == 1) or (
                self.at(at) == "." and len(word) <= 2 and self.at(at + 1) == ","
            ):
                at += 1
            while self.at(at) in DASHES and self.touches(at) and self.at(at + 1)[:1].isalpha():
                at += 2
                if self.at(at) == "." and len(self.at(at - 1)) == 1:
                    at += 1
        if full and not self.ends(at) and at > index + 2 and self.at(at - 1) == ".":
            return at - 1  # the stop closes the block: Bosk, Charles L. Forgive
        return at if full and self.ends(at) else 0

    def initials_first(self, index: int) -> _Name | None:
        end = self.initials(index, mixed=False)
        if not end:
            return None
        dotted = self.at(index + 1) == "." or (self.at(index + 1) in DASHES and len(self.at(index)) == 1)
        # ``BF Walker``: without dots only a plain mixed-case name may follow.
        for at in [end] if dotted else [end, index + 1]:
            family = self.family(at, stop_at_initials=False)
            if not family or family - at > _MOST_WORDS_IN_FAMILY or at >= self.count:
                continue
            word = self.at(family - 1)
            if len(word) < 2 or (not dotted and (word.isupper() or _MIXED_INITIALS.match(word))):
                continue
            last = self.suffix(family)
            if self.ends(last or family):
                return self.made((at, family), (index, at), family if last else 0, last or family, "initials first")
        return None

    def given_first(self, index: int, form: str) -> _Name | None:
        """``Paul D. Greig``, ``Guy A. van Hazel``: the last word with the particles before it is the family name."""
        at = index
        starts: list[int] = []
        while at < self.count and len(starts) < 6 and self.name_like(at) and not self.is_common(at):
            starts.append(at)
            at += 1
            if self.at(at) == "." and len(self.at(at - 1)) == 1:
                at += 1
            while self.at(at) in DASHES and self.touches(at) and self.at(at + 1)[:1].isalpha():
                at += 2
        if len(starts) < 2 or not self.ends(at) or _INITIALS.match(self.at(at - 1)):
            return None
        split = len(starts) - 1
        while split > 1 and self.at(starts[split - 1]).lower() in PARTICLES and self.at(starts[split - 1])[0].islower():
            split -= 1
        return self.made((starts[split], at), (index, starts[split]), 0, at, form)

    # -- groups ------------------------------------------------------------------------------------------------

    def group(self, index: int) -> _Name | None:
        """A group's name: words up to the next stop, among them one that groups are named by."""
        at = index
        start = index
        lead = [self.at(index + n).lower() for n in range(3)]
        if lead[0] in ("for", "on") and "the" in lead:
            start = index + lead.index("the") + 1
            at = start
        if not self.at(at)[:1].isupper():
            return None
        head = -1
        while at < self.count and at - start < _MOST_WORDS_IN_GROUP:
            word = self.at(at)
            if word in ".:;([,":
                break
            if word in '?!"“' or (word.isdigit() and _YEAR.match(word)):
                return None if word in "?!" else self.named_group(start, at, head)
            if word.lower() in _GROUP_HEADS:
                head = at
            at += 1
        return self.named_group(start, at, head)

    def named_group(self, start: int, end: int, head: int) -> _Name | None:
        if end <= start or end >= self.count or self.at(end) not in ".:;,(":
            return None
        words = [self.at(n) for n in range(start, end)]
        if not self.is_group(words, head - start):
            return None
        return _Name(Author(self.slice(start, end), is_group=True), end, "group", self.tokens[end - 1].end)

    def is_group(self, words: list[str], head: int) -> bool:
        if len(words) == 1:
            word = words[0]
            return word.isalpha() and word.isupper() and 2 <= len(word) <= 8
        if head < 0:
            return False
        lower = [word.lower() for word in words if word[0].isalpha()]
        capitals = sum(
            word[0].isupper() for word in words if word[0].isalpha() and word.lower() not in _HEADS_OF_PHRASES
        )
        if capitals < 0.8 * sum(word not in _HEADS_OF_PHRASES for word in lower):
            return False
        if words[head].lower() in _WEAK_HEADS and not any(word in _GROUP_HEADS - _WEAK_HEADS for word in lower):
            return False
        return head == len(words) - 1 or len(words) - head <= 9

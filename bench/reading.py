"""How well citations and references are read: `python -m bench reading [pdq|plain|rendered]`.

Truths: in the cancer information documents (Markdown) the documents' own links; for the plain texts, whose
superscripts were flattened, the cross-references of the same articles in JATS; and articles rendered from JATS in
every style, their reference list appended.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lxml import etree

from bench import _material
from refcheck.reading import read_bytes
from refcheck.reading.citation_markers import parse_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SEED = 20261123
Numbers = tuple[int, ...]


@dataclass
class Tally:
    """Counts of what was right, and examples of what was not."""

    right: int = 0
    read: int = 0
    true: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, truth: Sequence[Numbers], read: Sequence[Numbers], name: str = "") -> None:
        """Align two sequences of groups and count the agreeing ones."""
        matcher = SequenceMatcher(None, truth, read, autojunk=False)
        self.right += sum(block.size for block in matcher.get_matching_blocks())
        self.read += len(read)
        self.true += len(truth)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind != "equal":
                self.examples.append(f"{name}: true {list(truth[a:b])} read {list(read[c:d])}")

    def __str__(self) -> str:
        precision = self.right / self.read if self.read else 0.0
        recall = self.right / self.true if self.true else 0.0
        return f"P {precision:.4f} R {recall:.4f} ({self.right} right of {self.read} read, {self.true} true)"


def numbers_of(text: str) -> Numbers:
    """The numbers of a marker as they are printed, ranges written out."""
    out: list[int] = []
    for item in parse_numbers(text) or ():
        out.extend(range(item.first, item.last + 1) if item.first <= item.last else (item.first, item.last))
    return tuple(out)


_LINK = r"\[(\d+)\]\(#cit/section_([\w.]+?)\.\d+\)"
_GROUP = re.compile(rf"{_LINK}(?:\s?[,;–-]\s?{_LINK})*")


def pdq(folder: Path) -> None:
    """Measure on the documents whose citations are links."""
    citations = references = lists = 0
    right_numbers = right_scope = right_references = right_lists = read_citations = 0
    wrong: list[str] = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        article = read_bytes(path.read_bytes(), path.name)
        read_citations += len(article.citations)
        by_place = {citation.digits.start: citation for citation in article.citations}
        groups = [
            (found.start() + 1, numbers_of(re.sub(r"\(#cit[^)]*\)", "", found[0])), found[2])
            for found in _GROUP.finditer(text)
        ]
        scopes: dict[str, Counter[int]] = {}
        for place, _, section in groups:
            if place in by_place:
                scopes.setdefault(section, Counter())[by_place[place].scope] += 1
        for place, numbers, section in groups:
            citations += 1
            citation = by_place.get(place)
            if citation is None or citation.numbers != numbers:
                line = text.count("\n", 0, place) + 1
                wrong.append(f"{path.name}:{line}: true {numbers} read {citation.numbers if citation else None}")
                continue
            right_numbers += 1
            known = {reference.number for reference in article.scopes[citation.scope].references}
            fits = scopes[section].most_common(1)[0][0] == citation.scope and known.issuperset(numbers)
            right_scope += fits
            if not fits:
                wrong.append(f"{path.name}: {numbers} of section {section} read into numbering {citation.scope}")
        by_start = {reference.span.start: reference for reference in article.references}
        for heading in re.finditer(r"^###### References\s*\n((?:(?!#).*\n?)*)", text, re.MULTILINE):
            entries = list(re.finditer(r"^(\d+)\. (.{10})", heading[1], re.MULTILINE))
            lists += 1
            references += len(entries)
            found = [by_start.get(heading.start(1) + entry.start()) for entry in entries]
            good = [r is not None and r.number == int(e[1]) for r, e in zip(found, entries, strict=True)]
            right_references += sum(good)
            right_lists += all(good) and len({r.scope for r in found if r}) == 1
            if not all(good):
                wrong.append(
                    f"{path.name}:{text.count(chr(10), 0, heading.start()) + 1}: list {good.count(False)} wrong"
                )
    print(f"documents: citations {citations}, numbers right {right_numbers / citations:.4f},", end=" ")
    print(f"numbers and numbering right {right_scope / citations:.4f}, read in all {read_citations}")
    print(f"documents: lists {lists}, right {right_lists / lists:.4f};", end=" ")
    print(f"references {references}, right {right_references / references:.4f}")
    print(*wrong[:25], sep="\n")


def jats_groups(tree: etree._ElementTree) -> list[tuple[Numbers, bool]]:
    """The printed groups of cross-references in reading order, and whether each stands in a table or the back."""
    groups: list[tuple[Numbers, bool]] = []
    body = tree.find(".//body")
    if body is None:
        return []
    pending: list[str] = []
    table = False

    def flush() -> None:
        if pending:
            numbers = numbers_of("".join(pending))
            if numbers:
                groups.append((numbers, table))
            pending.clear()

    def text(value: str | None) -> None:
        if not value or not pending:
            return
        if re.fullmatch(r"[\s,;\[\]()–—‐-]*", value):
            pending.append(re.sub(r"[()]", " ", value) or " ")
        else:
            flush()

    def walk(element: etree._Element, *, in_table: bool) -> None:
        nonlocal table
        if not isinstance(element.tag, str):
            text(element.tail)
            return
        if element.tag == "xref" and element.get("ref-type") == "bibr":
            printed = "".join(element.itertext())
            table = in_table
            pending.extend((" ", printed) if pending and pending[-1][-1:].isdigit() else (printed,))
        else:
            inside = in_table or element.tag in {"table-wrap", "fig", "table", "boxed-text"}
            if element.tag in {"p", "title", "td", "th", "list-item", "sec", "caption"}:
                flush()
            text(element.text)
            for child in element:
                walk(child, in_table=inside)
            if element.tag in {"p", "title", "td", "th", "list-item", "sec", "caption"}:
                flush()
        text(element.tail)

    walk(body, in_table=False)
    flush()
    return groups


def parse(path: Path) -> etree._ElementTree:
    """Parse one of the articles; they are trusted here, but nothing is fetched all the same."""
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def plain(folder: Path, jats: Path) -> None:
    """Measure on the texts with flattened superscripts."""
    tally = Tally()
    for path in sorted(folder.glob("*.txt")):
        truth = [numbers for numbers, table in jats_groups(parse(jats / f"{path.stem}.nxml")) if not table]
        article = read_bytes(path.read_bytes(), path.name)
        one = Tally()
        read = [citation.numbers for citation in article.citations]
        one.add(truth, read, path.stem)
        tally.add(truth, read, path.stem)
        print(f"  {path.stem} {one}")
    print(f"plain texts: {tally}")
    print(*tally.examples[:60], sep="\n")


@dataclass(frozen=True)
class Manuscript:
    """An article taken out of JATS: paragraphs with its citation groups in braces, and its references by number."""

    name: str
    paragraphs: tuple[str, ...]
    references: tuple[tuple[int, str], ...]


_HOLE = re.compile(r"(?:[\[(]\s?)?\{([^{}]*)\}(?:\s?[\])])?")
_SKIPPED = {
    "table-wrap",
    "fig",
    "disp-formula",
    "inline-formula",
    "supplementary-material",
    "boxed-text",
    "fn",
    "media",
}


def manuscript(path: Path) -> Manuscript | None:
    """Take an article out of JATS; None if its references are not numbered 1 to n in plain order."""
    tree = parse(path)
    references = []
    for position, ref in enumerate(tree.iterfind(".//ref-list/ref"), 1):
        label = re.sub(r"\D", "", "".join(ref.find("label").itertext())) if ref.find("label") is not None else ""
        if label and int(label) != position:
            return None
        references.append((position, _reference(ref)))
    body = tree.find(".//body")
    if body is None or len(references) < 10 or not all(len(text) > 30 for _, text in references):
        return None
    paragraphs = [
        " ".join(_text(p).split()) for p in body.iter("p") if not any(a.tag in _SKIPPED for a in p.iterancestors())
    ]
    groups = [numbers_of(hole) for text in paragraphs for hole in _HOLE.findall(text)]
    if len(groups) < 10 or not all(groups) or max(max(group) for group in groups) > len(references):
        return None
    return Manuscript(path.stem, tuple(text for text in paragraphs if text), tuple(references))


def _text(element: etree._Element) -> str:
    """The text of a paragraph: groups of cross-references in braces, raised and lowered text marked."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            inside = _text(child)
            if child.tag == "xref" and child.get("ref-type") == "bibr":
                inside = "{" + "".join(child.itertext()).strip("[]() ") + "}"
            elif child.tag == "sup" and "{" not in inside:
                inside = f"\x01{inside}\x02"
            parts.append(inside)
        parts.append(child.tail or "")
    text = "".join(parts)
    return _BETWEEN.sub(lambda gap: re.sub(r"[\[\]()]", "", gap[1]).strip() or ",", text)


_BETWEEN = re.compile(r"\}([\s,;–‐\[\]()-]*)\{")


def _reference(ref: etree._Element) -> str:
    citation = next((child for child in ref if "citation" in str(child.tag)), None)
    if citation is None:
        return ""
    if citation.tag == "mixed-citation" and citation.text and citation.text.strip():
        return " ".join("".join(citation.itertext()).split())
    names = [
        " ".join(filter(None, (name.findtext("surname"), name.findtext("given-names"))))
        for name in citation.iter("name")
    ]
    title = "".join((citation.find("article-title")).itertext()) if citation.find("article-title") is not None else ""
    tail = "{};{}:{}-{}".format(*(citation.findtext(tag) or "" for tag in ("year", "volume", "fpage", "lpage")))
    parts = [", ".join(names), title, citation.findtext("source") or "", tail]
    return " ".join(". ".join(part.strip(" .") for part in parts if part).split()) + "."


_RAISE = str.maketrans("0123456789,-–", "⁰¹²³⁴⁵⁶⁷⁸⁹˒⁻⁻")


def render(article: Manuscript, style: str, chance: random.Random) -> str:
    """Set a manuscript in one style of citing."""
    markdown = style in {"sup", "caret", "footnotes"}

    def mark(hole: str) -> str:
        if style == "brackets":
            return f" [{hole}]"
        if style == "parentheses":
            return f" ({hole})"
        if style == "sup":
            return f"<sup>{hole}</sup>"
        if style == "caret":
            return f"^{hole.replace(' ', '')}^"
        if style == "unicode":
            return hole.replace(" ", "").translate(_RAISE)
        if style == "footnotes":
            return "".join(f"[^{number}]" for number in numbers_of(hole))
        return hole.replace(" ", "")

    def raised(found: re.Match[str]) -> str:
        if style == "sup":
            return f"<sup>{found[1]}</sup>"
        if style == "caret":
            return f"^{found[1]}^"
        if style == "unicode":
            return found[1].replace("−", "-").translate(_RAISE)
        return found[1]

    after_stop = style not in {"brackets", "parentheses"}
    blocks = []
    for text in article.paragraphs:
        clean = text.replace("*", "\\*").replace("<", "&lt;") if markdown else text
        clean = re.sub("\x01([^\x01\x02]*)\x02", raised, clean)
        out, at = [], 0
        for hole in _HOLE.finditer(clean):
            out.append(clean[at : hole.start()].rstrip())
            at = hole.end()
            if (
                after_stop
                and clean[at : at + 1] in {".", ","}
                and out[-1][-1:] != "."
                and not clean[at + 1 : at + 2].isdigit()
            ):
                out.append(clean[at])
                at += 1
            out.append(mark(hole[1]))
        blocks.append("".join([*out, clean[at:]]))
    label = "[^{}]: " if style == "footnotes" else chance.choice(["{}. ", "[{}] ", "{}) ", "{}.\t", "  {}. "])
    heading = "" if chance.random() < 0.3 else "## References\n\n" if markdown else "References\n\n"
    separator = chance.choice(["\n", "\n\n"])
    entries = separator.join(label.format(number) + text for number, text in article.references)
    return "\n\n".join([*blocks, heading + entries]) + "\n"


def rendered(jats: Path, count: int) -> None:
    """Measure on articles rendered in every style."""
    paths = sorted(jats.glob("*.nxml"))
    chance = random.Random(SEED)
    chance.shuffle(paths)
    articles: list[Manuscript] = []
    for path in paths:
        article = manuscript(path)
        if article:
            articles.append(article)
        if len(articles) == count:
            break
    for style in ("brackets", "parentheses", "sup", "caret", "unicode", "footnotes", "glued"):
        tally = Tally()
        right = total = 0
        for article in articles:
            text = render(article, style, random.Random(f"{article.name}{style}"))
            name = "a.md" if style in {"sup", "caret", "footnotes"} else "a.txt"
            read = read_bytes(text.encode(), name)
            truth = [numbers_of(hole) for paragraph in article.paragraphs for hole in _HOLE.findall(paragraph)]
            if style == "footnotes":
                tally.add(
                    [(n,) for group in truth for n in group],
                    [(n,) for c in read.citations for n in c.numbers],
                    article.name,
                )
            else:
                tally.add(truth, [citation.numbers for citation in read.citations], article.name)
            found = {(reference.number, _plain(reference.raw)) for reference in read.references}
            right += sum((number, _plain(raw)) in found for number, raw in article.references)
            total += len(article.references)
            if len(found) != len(article.references):
                tally.examples.append(f"{article.name}: {len(article.references)} references, {len(found)} read")
        print(f"rendered, {style}: {tally}; references {right / total:.4f} of {total}")
        print(*(f"    {example[:200]}" for example in tally.examples[:EXAMPLES]), sep="\n")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


EXAMPLES = 12


def main(argv: list[str]) -> int:
    """Print the figures."""
    data = _material.require()
    wanted = argv or ["pdq", "plain", "rendered"]
    if "pdq" in wanted:
        pdq(data / "markdown-pdq")
    if "plain" in wanted:
        plain(data / "plain", data / "jats")
    if "rendered" in wanted:
        rendered(data / "jats", 60)
    return 0

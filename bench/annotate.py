"""Comments in Word files, at the right words and nothing else changed: `python -m bench annotate [--articles N]`.

Real articles are written as Word files, in all styles of citing in turn, each with one fault in its list; the real
manuscript of `docx/` is taken as it is. Each file is checked without a network and annotated. What stands between the
marks of each comment is read by lxml and compared with the text that the finding is about; the parts of the package
are compared byte for byte, the document character by character with the properties of each run, and what refcheck and
python-docx read before and after. Then a comment is put at every citation and every reference of each file, and
looked at in the same way. LibreOffice, if it is here, loads and saves the annotated files, and what it keeps of the
comments is counted.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from lxml import etree

from bench import _material
from bench._fix_faults import KINDS, inject
from bench._reading_files import converted
from bench._reading_run import SEED, render
from bench._reading_styles import STYLES
from bench._word_comments import comments_in, local, tree
from bench.fixes import articles
from refcheck.annotating import annotate, comments_of
from refcheck.annotating.comments import Comment
from refcheck.check import check_article, select_rules
from refcheck.reading import read_bytes
from refcheck.report import ArticleReport
from refcheck.resolution.resolver import OfflineResolver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from refcheck.source import Source, Span

TODAY = date(2026, 11, 29)
_TOUCHED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
_COMPUTED = re.compile(r"\W{0,2}\d{1,4}\W{0,2}\s{0,2}")
"""The number of a reference as Word computes it, which stands in no file."""
_LONGEST_CITATION = 60


def _files(folder: Path, count: int, rng: random.Random) -> Iterator[tuple[str, bytes]]:
    for path in sorted((folder / "docx").glob("*.docx")):
        yield path.name, path.read_bytes()
    taken = articles(folder, 3 * count, rng)
    styles = [style for style in STYLES if style.format == "word"]
    made = 0
    for at, (path, article) in enumerate(taken.items()):
        if made == count:
            return
        faulty = inject(KINDS[at % len(KINDS)], article, rng.choice(list(taken.values())), rng)
        if faulty is not None:
            rendered = render(styles[at % len(styles)], faulty.article, path)
            made += 1
            yield f"{path.stem}.docx", rendered.files[rendered.main]


def _comments(data: bytes, name: str) -> tuple[Source, list[Comment]]:
    article = read_bytes(data, name)
    resolutions = OfflineResolver().resolve(article.references)
    findings = check_article(article, resolutions, rules=select_rules(), today=TODAY)
    return article.source, comments_of(ArticleReport(article, resolutions, findings))


def _measure(data: bytes, name: str, counts: Counter[str]) -> bytes:
    """Annotate a file and count what is right of it."""
    source, comments = _comments(data, name)
    made = annotate(data, source, comments, TODAY).data
    found = [each for each in comments_in(made) if each.author == "refcheck"]
    counts["files"] += 1
    counts["comments"] += len(comments)
    counts["made"] += len(found)
    for comment, one in zip(comments, found, strict=True):
        counts[_kind(source, comment, one.about)] += 1
    counts["other parts identical"] += _other_parts(data) == _other_parts(made)
    counts["characters and their look identical"] += list(_characters(data)) == list(_characters(made))
    counts["read the same by refcheck"] += _reading(data) == _reading(made)
    counts["read the same by python-docx"] += _by_python_docx(data) == _by_python_docx(made)
    everywhere = [Comment(span, "about this", ()) for span in _places(data, name)]
    for comment, one in zip(everywhere, comments_in(annotate(data, source, everywhere, TODAY).data), strict=True):
        counts["citations and references"] += 1
        counts[f"citations and references: {_kind(source, comment, one.about)}"] += one.marked
    again = annotate(made, *_comments(made, name), TODAY).data
    counts["the same after a second run"] += again == made
    return made


def _places(data: bytes, name: str) -> list[Span]:
    article = read_bytes(data, name)
    return [*(each.digits for each in article.citations), *(each.span for each in article.references)]


def _kind(source: Source, comment: Comment, about: str) -> str:
    """Whether a comment stands at what it is about."""
    if comment.span is None:
        return "on the whole"
    start, end = comment.span.start, comment.span.end
    text = source.text[start:end]
    if about == text:
        return "exact"
    begin = source.text.rfind("\n", 0, start) + 1
    label = _COMPUTED.match(source.text, begin)
    rest = source.text[label.end() if label else begin :].partition("\n")[0]
    if label and start < label.end() and about == (text[label.end() - start :] or rest):
        return "exact but for a computed number"
    at = about.find(text)
    if at >= 0 and len(about) < _LONGEST_CITATION and source.text[start - at :].startswith(about):
        return "the whole field of a citation"
    return "other"


def _other_parts(data: bytes) -> list[tuple[str, int, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        kept = [info for info in archive.infolist() if info.filename not in _TOUCHED]
        return [(info.filename, info.compress_type, archive.read(info)) for info in kept]


def _characters(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Each character of the document, and what else is in its runs, with the run's properties and what is around it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        document = tree(archive.read("word/document.xml"))
    looks: dict[etree._Element, tuple[str, bytes]] = {}
    for element in document.iter(etree.Element):
        name = local(element)
        if name.startswith("comment") or (name == "r" and any(local(child) == "commentReference" for child in element)):
            continue
        if name == "r":
            properties = next((etree.tostring(child) for child in element if local(child) == "rPr"), b"")
            looks[element] = ("/".join(local(above) for above in element.iterancestors()), properties)
        elif (run := element.getparent()) in looks and name != "rPr":
            where, look = looks[run]
            if name in {"t", "delText"}:
                yield from ((character, where, look) for character in element.text or "")
            else:
                yield name, where, look


def _reading(data: bytes) -> object:
    article = read_bytes(data, "a.docx")
    return (
        article.source.text,
        [(each.digits, each.numbers, each.claim) for each in article.citations],
        [(each.number, each.raw, each.fields) for each in article.references],
        article.suppressions,
    )


def _by_python_docx(data: bytes) -> object:
    document = Document(BytesIO(data))
    cells = [[cell.text for row in table.rows for cell in row.cells] for table in document.tables]
    return [(each.text, each._p.style) for each in document.paragraphs], cells


def _office(program: str, files: dict[str, bytes], counts: Counter[str]) -> None:
    """What LibreOffice keeps of the comments when it loads and saves the files."""
    saved = converted(program, files)
    for name, data in files.items():
        after = Counter(each.said for each in comments_in(saved[name])) if name in saved else Counter()
        counts["loaded by LibreOffice"] += name in saved
        for each in comments_in(data):
            where = "in a bibliography field" if each.in_field else "elsewhere"
            counts[f"comments {where}, given to it"] += 1
            counts[f"comments {where}, kept by it"] += after[each.said] > 0
            after[each.said] -= 1


def main(arguments: list[str]) -> int:
    """Print the figures; 1 if a comment is not where it should be, or something else has changed."""
    parser = argparse.ArgumentParser(prog="annotate", description=__doc__)
    parser.add_argument("--articles", type=int, default=50, help="articles that are written as Word files")
    parser.add_argument(
        "--office", default=shutil.which("soffice"), help="LibreOffice's program (default: if it is here)"
    )
    parser.add_argument("--sample", type=int, default=51, help="how many files LibreOffice loads and saves")
    parser.add_argument("--keep", type=Path, help="a folder to write the annotated files to")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    made = {}
    for name, data in _files(_material.require(), options.articles, random.Random(SEED)):
        made[name] = _measure(data, name, counts)
        if options.keep:
            (options.keep / name).write_bytes(made[name])
    if options.office:
        _office(options.office, dict(list(made.items())[: options.sample]), counts)
    else:
        print("LibreOffice is not here: it was not asked")
    for name, count in counts.items():
        print(f"{count:7,}  {name}")
    same = all(count == counts["files"] for name, count in counts.items() if " same " in name or "identical" in name)
    lost = counts["other"] + counts["citations and references: other"]
    return int(bool(lost) or counts["made"] != counts["comments"] or not same)

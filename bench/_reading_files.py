"""Reading measured on files rather than on renderings: a Word manuscript, round trips of Word files, time."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from bench._manuscript import numbers_of
from bench._reading_alignment import letters
from bench._reading_run import SEED, render
from bench._reading_styles import STYLES
from bench._truth import manuscript, parse
from bench._truth_groups import items_of
from bench._word_package import W, again
from refcheck.cli import collect_seldom
from refcheck.errors import RefcheckError
from refcheck.output.listing import as_text
from refcheck.reading import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from refcheck.article import Article

BATCH = 25
"""How many files LibreOffice is given at once, and how many articles are read before lxml has its turn again."""
_BRACKETED = re.compile(r"\[\d{1,3}(?:[,–-]\d{1,3})*\]")
_ENTRY = re.compile(r"(\d+)\. ")


def word_file(path: Path) -> None:
    """Read the Word manuscript, which has its list in paragraphs of the style `Bibliography`, typed numbers first."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    groups: list[tuple[int, ...]] = []
    entries: list[tuple[int, str]] = []
    for paragraph in root.iter(f"{{{W}}}p"):
        text = "".join(piece.text or "" for piece in paragraph.iter(f"{{{W}}}t"))
        style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        label = _ENTRY.match(text)
        if style is not None and style.get(f"{{{W}}}val") == "Bibliography" and label:
            entries.append((int(label[1]), letters(text[label.end() :])))
        else:
            groups += [numbers_of(items_of(found[0])) for found in _BRACKETED.finditer(text)]
    article = read_bytes(path.read_bytes(), path.name)
    read = [citation.numbers for citation in article.citations]
    found = [(reference.number, letters(reference.raw)) for reference in article.references]
    print(f"word file: {len(groups)} groups printed, {len(read)} read, the same: {groups == read};", end=" ")
    print(f"{len(entries)} references printed, {len(found)} read, the same: {entries == found}")


def _reading(article: Article) -> tuple[list[tuple[tuple[int, ...], str]], list[tuple[int, str]]]:
    """What of a reading a round trip must keep."""
    citations = [(citation.numbers, letters(citation.claim.sentence)) for citation in article.citations]
    return citations, [(reference.number, letters(reference.raw)) for reference in article.references]


def round_trips(jats: Path, count: int, worst: int) -> None:
    """Read Word files of the benchmark as they are, saved again by python-docx, and converted by LibreOffice."""
    paths = random.Random(SEED).sample(sorted(jats.glob("*.nxml")), count)
    files: dict[str, bytes] = {}
    for path in paths:
        article = manuscript(path)
        for style in STYLES:
            if style.format == "word" and not isinstance(article, str):
                rendered = render(style, article, path)
                files[f"{path.stem} {style.name}.docx"] = rendered.files[rendered.main]
    _compare("python-docx", files, {name: again(data) for name, data in files.items()}, worst)
    office = shutil.which("soffice")
    if office is None:
        print("round trips, LibreOffice: no soffice here")
        return
    _compare("LibreOffice", files, converted(office, files), worst)


def _compare(title: str, before: dict[str, bytes], after: dict[str, bytes], worst: int) -> None:
    same = 0
    faults: list[str] = []
    for name, data in before.items():
        if name not in after:
            faults.append(f"{name}: not written")
            continue
        try:
            old, new = (_reading(read_bytes(each, "a.docx")) for each in (data, after[name]))
        except RefcheckError as error:
            faults.append(f"{name}: {error}")
            continue
        same += old == new
        faults += [
            f"{name}: {len(was)} {what}, then {len(now)}; {_first_difference(was, now)}"[:400]
            for what, was, now in (("citations", old[0], new[0]), ("references", old[1], new[1]))
            if was != now
        ]
    print(f"round trips, {title}: {same} of {len(before)} files read the same")
    print(*(f"  {fault}" for fault in faults[:worst]), sep="\n")


def _first_difference(was: Sequence[object], now: Sequence[object]) -> object:
    return next((pair for pair in zip(was, now, strict=False) if pair[0] != pair[1]), "")


def converted(office: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """Files as LibreOffice loads and saves them; those are missing that it does not load.

    Args:
        office: its program.
        files: their content by name.
    """
    found: dict[str, bytes] = {}
    names = list(files)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        for start in range(0, len(names), BATCH):
            batch = [source / name for name in names[start : start + BATCH]]
            for path in batch:
                path.write_bytes(files[path.name])
            _convert(office, batch, target, Path(folder, "profile"))
        for path in target.glob("*.docx"):
            found[path.name] = path.read_bytes()
    return found


def _convert(office: str, batch: Sequence[Path], target: Path, profile: Path) -> None:
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "docx", "--outdir"]
    try:
        subprocess.run([*command, str(target), *map(str, batch)], check=False, capture_output=True, timeout=280)  # noqa: S603
    except subprocess.TimeoutExpired:
        print(f"LibreOffice did not finish {len(batch)} files")


def speed(jats: Path, count: int) -> None:
    """CPU time of reading and showing articles, against parsing them with lxml and joining their text.

    The two take turns, a few articles at a time, so that what else the machine does slows both down alike. Each reads
    a few articles before the clock starts: what a program imports on its first articles it does not import again, and
    lxml is there already. Python collects garbage as it does in the program.
    """
    collect_seldom()
    paths = sorted(jats.glob("*.nxml"))
    if count:
        paths = random.Random(SEED).sample(paths, min(count, len(paths)))
    data = {path: path.read_bytes() for path in paths}
    parsing = showing = 0.0
    for path in paths[:BATCH]:
        "".join(parse(path).getroot().itertext())
        as_text(read_bytes(data[path], path.name), width=100)
    for start in range(0, len(paths), BATCH):
        batch = paths[start : start + BATCH]
        began = time.process_time()
        for path in batch:
            "".join(parse(path).getroot().itertext())
        parsed = time.process_time()
        for path in batch:
            as_text(read_bytes(data[path], path.name), width=100)
        parsing += parsed - began
        showing += time.process_time() - parsed
    print(f"speed: {len(paths)} articles, lxml {parsing:.2f} s, refcheck {showing:.2f} s CPU:", end=" ")
    print(f"{showing / parsing:.2f} times (bar 4)")

"""Real articles, spoilt: bytes flipped, pieces lost, doubled, spliced, foreign tokens put in, encodings changed.

Most bytes that are changed in XML make it no XML; so half of the files are changed in their structure instead, and
stay well-formed (`_hostile_trees`, `_hostile_pieces`).
"""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench._hostile_bait import LINES, REFERENCE, RUNS
from bench._hostile_files import article
from bench._hostile_pieces import repieced
from bench._hostile_trees import respoilt
from bench._hostile_word import MAIN, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENDINGS = {"text": ".txt", "markdown": ".md", "jats": ".xml", "word": ".docx", "html": ".html", "latex": ".tex"}
MOST_SEEDS = 60
LARGEST_SEED = 60_000
STRUCTURAL = 0.6
"""The share of files that are changed in their structure."""
_TREES = frozenset({"jats", "word", "html"})

_TOKENS = [token.replace("_", " ").encode(errors="replace") for token in (RUNS + LINES).split()]
_TOKENS += [
    b"\0",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\x1b[31m",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x80",
    b"\x81",
    b"99999999999999999999",
    b"0",
    b"-1",
    b"[0]",
    b"[99999]",
    b"[5-2]",
    b"[1-9999]",
    b"<!DOCTYPE a [<!ENTITY e 'x'>]>",
    b"&e;",
    b"<xref rid='r1'>1</xref>",
    b"<ref id='r1'>",
    b"<label>1</label>",
    b"<sup>",
    b"</p>",
    b"<p>",
    b"<li>",
    b"</ol>",
    b"<ol start='0'>",
    b"<ol start='-5'>",
    b"<li value='x'>",
    b"<w:p>",
    b"\\cite{",
    b"\\input{a}",
    b"\\begin{",
    b"\\end{document}",
    b"\\bibitem",
    b"<w:r>",
    b"</w:t>",
    b"<w:fldChar/>",
    b"\nReferences\n\n",
    b"\n---\n",
    b"\n1. ",
    b"\n[^1]: ",
    b"\n```\n",
    b" " * 500,
]

_LEGAL = [
    "".join(
        character for character in token.decode(errors="ignore") if character in "\t\n\r" or character.isprintable()
    )
    for token in _TOKENS
]
"""What XML may hold, too."""


def seeds(form: str, material: Path | None) -> list[bytes]:
    """Articles of a format to begin with: real ones, where there are any, and small ones of our own.

    Args:
        form: the name of the format.
        material: the folder of real articles, if there is one.
    """
    places = {
        "text": ("plain", "*.txt"),
        "markdown": ("markdown-pdq", "*.md"),
        "jats": ("jats", "*.nxml"),
        "word": ("docx", "*.docx"),
    }
    own = Path(__file__).parents[1] / "articles"
    found = [file.read_bytes() for file in sorted(own.glob(f"*{ENDINGS[form]}"))]
    found.append(article(form, ["So it is [1,2].", "And so [3-5], as Bell et al. showed.1,2"], [REFERENCE] * 6))
    if material:
        found += _rendered(form, sorted((material / "jats").glob("*.nxml")))
    if material and form in places:
        folder, pattern = places[form]
        files = sorted((material / folder).glob(pattern))
        random.Random(5).shuffle(files)
        largest = 10 * LARGEST_SEED if form == "word" else LARGEST_SEED
        kept = [file for file in files[:600] if file.stat().st_size <= largest][:MOST_SEEDS]
        found += [file.read_bytes() for file in kept]
    return found


def _rendered(form: str, files: Sequence[Path]) -> list[bytes]:
    """A few articles as the benchmark of reading writes them, in each of its styles."""
    try:
        from bench._reading_styles import STYLES  # noqa: PLC0415 (some of it needs what the others do not)
        from bench._truth import manuscript  # noqa: PLC0415 (the same)
    except ImportError:
        return []
    rng = random.Random(6)
    found = []
    for file in rng.sample(files, min(len(files), 6)):
        article = manuscript(file)
        if not isinstance(article, str):
            made = [style.render(article, rng) for style in STYLES if style.format == form and style.render]
            found += [rendered.files[rendered.main] for rendered in made]
    return [data for data in found if len(data) < 4 * LARGEST_SEED]


def mutated(form: str, seeds: Sequence[bytes], rng: random.Random) -> tuple[str, bytes]:
    """One spoilt article: what was done to it, and its bytes."""
    data, other = rng.choice(seeds), rng.choice(seeds)
    if form == "word" and rng.random() < 0.85:
        return _in_parts(data, other, rng)
    return _spoilt(form, data, other, rng)


def _spoilt(form: str, data: bytes, other: bytes, rng: random.Random) -> tuple[str, bytes]:
    change = respoilt if form in _TREES else repieced
    structure = change(form, data, other, _LEGAL, rng) if rng.random() < STRUCTURAL else None
    if structure is None:
        return _several(data, other, rng)
    name, data = structure
    if form in _TREES or rng.random() < 0.7:
        return f"structure: {name}", data
    also, data = _several(data, other, rng)
    return f"structure: {name}, then {also}", data


def _several(data: bytes, other: bytes, rng: random.Random) -> tuple[str, bytes]:
    names = []
    for _ in range(rng.choice((1, 1, 2, 3, 5, 8))):
        mutation = rng.choice(_MUTATIONS)
        names.append(mutation.__name__.strip("_"))
        data = mutation(data, other, rng)[: 4 * LARGEST_SEED]
    return ", ".join(names), data


def _in_parts(data: bytes, other: bytes, rng: random.Random) -> tuple[str, bytes]:
    """Spoil the XML within a Word file."""
    files, others = _unpacked(data), _unpacked(other)
    name = MAIN if rng.random() < 0.7 else rng.choice(sorted(files))
    done, files[name] = _spoilt("word", files.get(name, b""), others.get(name, b"") or files[MAIN], rng)
    return f"{name}: {done}", packed(files)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _place(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** (rng.random() * 12)))


def _flip(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 5, 50)) if out else 0):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _delete(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    start, end = _place(data, rng)
    return data[:start] + data[end:]


def _double(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    start, end = _place(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 1, 3, 20)) + data[end:]


def _cut(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _splice(data: bytes, other: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _insert(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 3, 10, 60))):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(_TOKENS) * rng.choice((1, 1, 1, 4, 300)) + data[at:]
    return data


def _numbers(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    """Every digit another one, here and there."""
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    out = bytearray(data)
    for at in rng.sample(digits, min(len(digits), rng.choice((1, 10, 200)))):
        out[at] = rng.randrange(48, 58)
    return bytes(out)


def _line_ends(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(
        b"\n", rng.choice((b"\r", b"\r\n", b"\n\r", b" ", b"", b"\x0b", b"\n\n"))
    )


def _encode(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    encoding = rng.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "shift-jis", "utf-7"))
    return text.encode(encoding, rng.choice(("replace", "ignore")))


def _shuffle(data: bytes, _other: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = rng.randrange(len(lines))
    part = lines[start : start + 30]
    rng.shuffle(part)
    return b"\n".join([*lines[:start], *part, *lines[start + 30 :]])


_MUTATIONS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    _flip,
    _flip,
    _delete,
    _delete,
    _double,
    _double,
    _cut,
    _splice,
    _insert,
    _insert,
    _insert,
    _numbers,
    _line_ends,
    _encode,
    _shuffle,
)

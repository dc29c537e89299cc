"""The parts of a Word file that name others: what a document is related to, and of which kind parts are."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from refcheck.annotating.markup import Markup
from refcheck.output.markup import escaped

if TYPE_CHECKING:
    from refcheck.reading.word.package import Package

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_KINDS = {_STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"}
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "[Content_Types].xml"


def no_comments(namespace: str) -> bytes:
    """A ``comments.xml`` without comments.

    Args:
        namespace: WordprocessingML as the document has it.
    """
    return f'{_HEAD}<w:comments xmlns:w="{namespace}"></w:comments>'.encode()


def comments_part(package: Package, main: str, namespace: str) -> tuple[str, dict[str, bytes]]:
    """The name of the part for comments, and the parts to be changed so that it is one.

    Args:
        package: the file.
        main: the name of the document's part.
        namespace: WordprocessingML as the document has it.

    Raises:
        UnreadableArticle: if a part cannot be read safely.
    """
    related = list(package.related(main))
    for _, kind, target, external in related:
        if kind == "comments" and not external and package.read(target) is not None:
            return target, {}
    folder, file = posixpath.split(main)
    number = 0
    while package.read(name := posixpath.join(folder, f"comments{number or ''}.xml")) is not None:
        number += 1  # a part of this name to which nothing is related
    taken = {each for each, *_ in related}
    identifier = next(each for at in range(len(taken) + 1) if (each := f"rIdRefcheck{at or ''}") not in taken)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    kind = _KINDS.get(namespace, _KIND)
    relation = f'Relationship Id="{identifier}" Type="{kind}" Target="{escaped(posixpath.basename(name))}"/>'
    override = f'Override PartName="/{escaped(name)}" ContentType="{_TYPE}"/>'
    nothing = f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
    return name, {
        relations: _with(package.read(relations) or nothing.encode(), relation, package.path, relations),
        _TYPES: _with(package.read(_TYPES) or b"", override, package.path, _TYPES),
    }


def _with(data: bytes, entry: str, path: str, part: str) -> bytes:
    """A part with one more entry, in the namespace of its root."""
    markup = Markup(data, path, part)
    prefix, colon, _ = markup.tag(markup.root).name.rpartition(b":")
    markup.append(markup.root, b"<" + prefix + colon + entry.encode())
    return markup.changed()

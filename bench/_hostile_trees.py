"""Articles spoilt in their structure: XML and HTML stay well-formed, so that oddities get behind the parser."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree, html

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

Element = Any  # lxml has no types
LARGEST = 150_000
"""What has grown beyond so many bytes is not grown further."""
_ODD_VALUES = ("", " ", "0", "-1", "99999999999999999999", "x", "r1 r1 r1", "#", "1", "bibr", "none", "é")


def respoilt(
    form: str, data: bytes, other: bytes, tokens: Sequence[str], rng: random.Random
) -> tuple[str, bytes] | None:
    """An article with changes to its elements: what was done, and its bytes; None if it is not well-formed.

    Args:
        form: ``html``, or anything that is XML.
        data: the article.
        other: another, whose elements may be moved into it.
        tokens: what may stand in its text.
        rng: chooses.
    """
    root, foreign = _parsed(form, data), _parsed(form, other)
    if root is None or foreign is None:
        return None
    names = []
    for _ in range(rng.choice((1, 1, 2, 4, 8, 20))):
        elements = [each for each in root.iter(etree.Element) if each is not root]
        if not elements:
            break
        change = rng.choice(_CHANGES)
        names.append(change.__name__.strip("_"))
        change(elements, list(foreign.iter(etree.Element)), tokens, rng)
        if len(names) % 4 == 0 and len(_written(form, root)) > LARGEST:
            break
    return ", ".join(names), _written(form, root)


def _parsed(form: str, data: bytes) -> Element | None:
    try:
        if form == "html":
            return html.document_fromstring(data)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None


def _written(form: str, root: Element) -> bytes:
    tree = root.getroottree()
    written: bytes = html.tostring(tree, encoding="utf-8") if form == "html" else etree.tostring(tree, encoding="utf-8")
    return written


def _some(elements: list[Element], rng: random.Random) -> list[Element]:
    """A few elements, half of the time all of one name."""
    first = rng.choice(elements)
    if rng.random() < 0.5:
        return [first]
    alike = [each for each in elements if each.tag == first.tag]
    return rng.sample(alike, min(len(alike), rng.choice((2, 5, 50))))


def _delete(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    for each in _some(elements, rng):
        if each.getparent() is not None:
            each.drop_tree() if hasattr(each, "drop_tree") else each.getparent().remove(each)


def _double(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    each = rng.choice(elements)
    if len(list(each.iter())) < 500:
        for _ in range(rng.choice((1, 1, 3, 40))):
            each.addnext(deepcopy(each))


def _rename(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    tag = rng.choice(elements).tag
    for each in _some(elements, rng):
        each.tag = tag


def _swap(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    first, second = rng.choice(elements), rng.choice(elements)
    if first not in list(second.iterancestors()) and second not in list(first.iterancestors()) and first is not second:
        first_copy, second_copy = deepcopy(first), deepcopy(second)
        first.getparent().replace(first, second_copy)
        second.getparent().replace(second, first_copy)


def _nest(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    """An element in others of its own or another name, some of them many deep."""
    name = rng.choice(elements)
    for each in _some(elements, rng):
        parent = each.getparent()
        if parent is None:
            continue
        tag = each.tag if rng.random() < 0.5 else name.tag
        inner = deepcopy(each)
        for _ in range(rng.choice((1, 2, 8, 40))):
            outer = etree.Element(tag, dict(name.attrib))
            outer.append(inner)
            inner = outer
        parent.replace(each, inner)


def _move(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    """An element to where it does not belong: a reference into a reference, a table into a citation."""
    moved, target = rng.choice(elements), rng.choice(elements)
    if moved is not target and moved not in list(target.iterancestors()):
        target.insert(rng.randrange(len(target) + 1), moved)


def _graft(elements: list[Element], foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    grafted = rng.choice(foreign)
    if len(list(grafted.iter())) < 1_000:
        rng.choice(elements).append(deepcopy(grafted))


def _empty(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    for each in _some(elements, rng):
        tail = each.tail
        kept = dict(each.attrib)
        each.clear()
        each.attrib.update(kept)
        each.tail = tail


def _shuffle(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    """The children of an element (rows, references, cells, runs) in another order."""
    each = rng.choice([each for each in elements if len(each) > 1] or elements)
    children = list(each)
    rng.shuffle(children)
    each[:] = children


def _attributes(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    """Attributes lost, odd, or another's: identifiers that come twice, links that lead nowhere or to themselves."""
    with_some = [each for each in elements if each.attrib] or elements
    lender = rng.choice(with_some)
    for each in _some(with_some, rng):
        choice = rng.random()
        for name in list(each.attrib)[: rng.choice((1, 9))]:
            if choice < 0.3:
                del each.attrib[name]
            elif choice < 0.7:
                each.set(name, rng.choice((*_ODD_VALUES, "r1 " * 400)))
        if choice >= 0.7:
            each.attrib.update(lender.attrib)


def _text(elements: list[Element], _foreign: list[Element], tokens: Sequence[str], rng: random.Random) -> None:
    """Other text, mark-up left as it is."""
    for each in _some(elements, rng):
        token = rng.choice(tokens) * rng.choice((1, 1, 1, 4, 300))
        choice = rng.random()
        if choice < 0.4:
            each.text = token
        elif choice < 0.7:
            each.tail = token + (each.tail or "")
        else:
            text = each.text or ""
            at = rng.randrange(len(text) + 1)
            each.text = text[:at] + token + text[at:]


def _comment(elements: list[Element], _foreign: list[Element], _tokens: Sequence[str], rng: random.Random) -> None:
    """Comments and processing instructions in the midst of what belongs together."""
    for each in _some(elements, rng):
        odd = etree.Comment("refcheck: ignore") if rng.random() < 0.5 else etree.ProcessingInstruction("a", "b")
        each.insert(rng.randrange(len(each) + 1), odd)


_CHANGES: tuple[Callable[[list[Element], list[Element], Sequence[str], random.Random], None], ...] = (
    _delete,
    _double,
    _rename,
    _rename,
    _swap,
    _nest,
    _nest,
    _move,
    _move,
    _graft,
    _empty,
    _shuffle,
    _attributes,
    _attributes,
    _text,
    _text,
    _comment,
)

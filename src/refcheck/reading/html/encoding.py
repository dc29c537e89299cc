"""The encoding that a page says it is in."""

from __future__ import annotations

import codecs
import re

_HEAD = 4_096
"""How much of a page is searched; the standard has 1,024, but saved pages put comments first."""
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# Encodings of text that browsers know (https://encoding.spec.whatwg.org/), by the names that Python gives them.
_TEXT_NAMES = """cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-2 iso8859-3 iso8859-4
iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman
cp866 gbk gb18030 big5 big5hkscs euc_jp shift_jis iso2022_jp euc_kr"""
_TEXT = frozenset(_TEXT_NAMES.split())
# What Western pages call Latin-1 is Windows-1252, and Chinese ones GB 2312 is GBK: so the standard has it.
_WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gbk", "iso8859-9": "cp1254", "tis-620": "cp874"}


def declared_encoding(data: bytes) -> str:
    """The encoding that a page declares, as Python calls it; empty if it declares none, or none for text.

    Args:
        data: the file.
    """
    found = _XML.match(data[:_HEAD].lstrip()) or _META.search(data, 0, _HEAD)
    if not found:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    name = _WIDER.get(name, name)
    return name if name in _TEXT or name == "cp874" else ""

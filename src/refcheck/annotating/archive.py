"""Writing a zip file anew with some of its parts changed: all others keep their packed bytes, order and dates."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from refcheck.errors import UnreadableArticle
from refcheck.reading.word.package import part_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipInfo

# APPNOTE.TXT of PKWARE, 4.3.7, 4.3.12 and 4.3.16; all numbers are little-endian.
_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s4B4H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_SIZE_LATER = 0x8
"""Flag: size and checksum stand after the data. They are known here and stand before it."""
_UTF_8 = 0x800
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of parts that are new: the first that a zip file can hold."""


@dataclass(frozen=True, slots=True)
class _Packed:
    """A part as it is written."""

    info: ZipInfo
    data: bytes
    size: int
    checksum: int
    extra: bytes


def with_parts(data: bytes, changed: Mapping[str, bytes], path: str) -> bytes:
    """Write a file anew.

    Args:
        data: the file, a zip file that has been read.
        changed: the parts that are other now, or new, by their names.
        path: the path of the file, for errors.

    Raises:
        UnreadableArticle: if a part does not stand where the file's directory says.
    """
    left = {part_key(name): (name, content) for name, content in changed.items()}
    parts = []
    room = len(data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        comment = archive.comment
        for info in archive.infolist():
            _, content = left.pop(part_key(info.filename), ("", None))
            part = _packed(info, content) if content is not None else _as_it_is(data, info, path)
            room -= len(part.data) if content is None else 0
            if room < 0:  # parts that lie over each other: a bomb
                raise UnreadableArticle("a damaged Word file: its parts overlap", path=path)
            parts.append(part)
    parts += [_packed(_new(name), content) for name, content in left.values()]
    return _written(parts, comment)


def _new(name: str) -> ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _packed(info: ZipInfo, content: bytes) -> _Packed:
    if info.compress_type == zipfile.ZIP_STORED:
        packed = content
    else:
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(content) + packer.flush()
    return _Packed(info, packed, len(content), zlib.crc32(content), b"")


def _as_it_is(data: bytes, info: ZipInfo, path: str) -> _Packed:
    begin = info.header_offset
    head = data[begin : begin + _LOCAL.size]
    if len(head) == _LOCAL.size and head.startswith(b"PK\x03\x04"):
        names, extra = _LOCAL.unpack(head)[-2:]
        start = begin + _LOCAL.size + names + extra
        packed = data[start : start + info.compress_size]
        if len(packed) == info.compress_size:
            return _Packed(info, packed, info.file_size, info.CRC, data[start - extra : start])
    raise UnreadableArticle(f"a damaged Word file: {info.filename} is not where it should be", path=path)


def _written(parts: list[_Packed], comment: bytes) -> bytes:
    out = bytearray()
    entries = bytearray()
    for part in parts:
        info = part.info
        name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437")
        year, month, day, hour, minute, second = info.date_time
        common = (
            info.flag_bits & ~_SIZE_LATER,
            info.compress_type,
            hour << 11 | minute << 5 | second // 2,
            year - 1980 << 9 | month << 5 | day,
            part.checksum,
            len(part.data),
            part.size,
            len(name),
        )
        # What is new is for version 2.0 and by a system of no matter, as zipfile has it.
        version = info.extract_version
        entry = _ENTRY.pack(
            b"PK\x01\x02", info.create_version, info.create_system, version, info.reserved, *common,
            len(info.extra), len(info.comment), 0, info.internal_attr, info.external_attr, len(out),
        )  # fmt: skip
        entries += entry + name + info.extra + info.comment
        out += _LOCAL.pack(b"PK\x03\x04", version | info.reserved << 8, *common, len(part.extra)) + name + part.extra
        out += part.data
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(entries), len(out), len(comment))
    return bytes(out + entries + end + comment)

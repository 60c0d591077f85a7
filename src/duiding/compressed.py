"""What a compressed file may unpack to: bounds that hold before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib

from duiding.errors import InputError

MOST_FILES = 20_000
LARGEST_UNPACKED = 500_000_000  # bytes, all files of an archive together
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, RuntimeError, NotImplementedError, ValueError),
)  # raised by an archive that is damaged, locked, or packed in a way that is not known
_RATIO = 200  # unpacked to packed, above a million bytes: text is packed to a third or a tenth


def check_archive(raw: bytes, where: str) -> list[zipfile.ZipInfo]:
    """See that a ZIP archive unpacks to something that fits in memory; gives what is in it.

    Args:
        raw: the archive's bytes.
        where: what to call it in an error.

    Raises:
        InputError: it is damaged, or unpacks to too much.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = [member for member in archive.infolist() if member.filename and not member.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError("%(where)s is a compressed file that can't be read: it is damaged.", where=where) from error
    if len(members) > MOST_FILES:
        raise InputError(f"{where} holds {len(members):,} files, more than {MOST_FILES:,}: unpack it.")
    for member in members:
        check_size(member.file_size, member.compress_size, f"{member.filename} in {where}")
    check_size(sum(member.file_size for member in members), len(raw), where)
    return members


def check_size(unpacked: int, packed: int, where: str) -> None:
    """See that something does not unpack to too much.

    Args:
        unpacked: bytes, unpacked.
        packed: bytes, packed.
        where: what to call it in an error.

    Raises:
        InputError: it does.

    """
    if unpacked > LARGEST_UNPACKED or (unpacked > 1_000_000 and unpacked > _RATIO * max(packed, 1)):
        raise InputError(f"{where} unpacks to {unpacked:,} bytes from {packed:,}, more than text does.")

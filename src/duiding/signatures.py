"""How files of bytes begin: the kind of each, a module that reads it or else what it is called when it is refused."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

from duiding.compressed import DAMAGED

# Kinds that are read, by the name of the module that reads them, and what they are called.
READ = {
    "plain": "plain text",
    "pages": "a web page",
    "word": "a Word document",
    "opendocument": "an OpenDocument text",
    "rich_text": "RTF",
    "pdf": "PDF",
    "mail": "an e-mail",
    "outlook": "an Outlook message",
    "web_archive": "a saved web page",
    "feeds": "a feed",
    "json_records": "JSON",
    "workbooks": "a workbook",
    "tables": "a table",
    "packed": "a compressed file",
}
_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"PAR1", "tables"),
    (b"\x1f\x8b", "packed"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"BM", "an image"),
    (b"8BPS", "an image"),
    (b"\x00\x00\x01\x00", "an image"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"\xff\xfb", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%!PS", "PostScript"),
    (b"\xdb\xa5\x2d\x00", "an old Word document"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_KINDS = (
    ("__substg1.0_", "outlook"),
    ("EncryptedPackage", "a document that is locked with a password"),
    ("WordDocument", "an old Word document (.doc)"),
    ("PowerPoint Document", "a presentation"),
    ("Workbook", "workbooks"),
    ("Book", "workbooks"),
)
_ZIP_KINDS = (
    ("word/document.xml", "word"),
    ("xl/workbook.xml", "workbooks"),
    ("xl/workbook.bin", "workbooks"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "opendocument"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "workbooks"),
    (b"application/vnd.oasis.opendocument", "a presentation or drawing"),
    (b"application/epub", "an e-book"),
)
_HEAD = 1_000_000  # bytes in which the kind of an Office file shows
_BEGINNING = 512  # bytes that hold a control character where they are no text


def signed_as(raw: bytes) -> str | None:
    """Tell what a file is by how it begins: a key of ``READ``, or what it is called; None for a text."""
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(raw)
    if raw.startswith(_OLE):
        head = raw[:_HEAD]
        return next((kind for sign, kind in _OLE_KINDS if sign.encode("utf-16-le") in head), "an old Office file")
    if raw[4:8] == b"ftyp":
        return "an image" if raw[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "a film or sound recording"
    if raw.startswith(b"RIFF"):
        return "an image" if raw[8:12] == b"WEBP" else "a film or sound recording"
    sign, found = next(((sign, kind) for sign, kind in _SIGNATURES if raw.startswith(sign)), (b"", None))
    if sign.isalnum() and not any(byte < 9 or 13 < byte < 32 for byte in raw[:_BEGINNING]):
        return None  # letters with which a text may begin
    return found


def signature_of(path: Path) -> str | None:
    """Tell what a file on disk is, as ``signed_as`` does.

    Raises:
        OSError: it can't be read.

    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        return signed_as(head + file.read() if head.startswith(b"PK") else head)


def _zipped(raw: bytes) -> str:
    with (
        suppress(*DAMAGED),
        zipfile.ZipFile(io.BytesIO(raw)) as archive,
    ):
        names = set(archive.namelist())
        if "mimetype" in names:
            with archive.open("mimetype") as file:
                mimetype = file.read(100)
            if kind := next((kind for sign, kind in _MIMETYPES if mimetype.startswith(sign)), None):
                return kind
        return next((kind for name, kind in _ZIP_KINDS if name in names), "packed")
    return "packed"

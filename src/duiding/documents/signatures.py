"""How files of bytes begin: the kind of each, a module that reads it or else what it is called when it is refused."""

from __future__ import annotations

SIGNATURES = (
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
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_KINDS = (
    ("__substg1.0_", "outlook"),
    ("EncryptedPackage", "a document that is locked with a password"),
    ("WordDocument", "an old Word document (.doc)"),
    ("PowerPoint Document", "a presentation"),
    ("Workbook", "workbooks"),
    ("Book", "workbooks"),
)
ZIP_KINDS = (
    ("word/document.xml", "word"),
    ("xl/workbook.xml", "workbooks"),
    ("xl/workbook.bin", "workbooks"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
)
MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "opendocument"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "workbooks"),
    (b"application/vnd.oasis.opendocument", "a presentation or drawing"),
    (b"application/epub", "an e-book"),
)

"""Small files of many kinds, made of what they consist of, for the fuzzer and for tests."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import docx
import pypdf
from compressed_rtf import compress
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

MAIL = (
    "From: Redactie <redactie@example.org>\r\nSubject: =?utf-8?q?Gen=C3=A8ve?=\r\nDate: Thu, 3 Jul 2014 10:00:00 +0200\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
)
SAVED = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://krant.example/a\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n\n'
)
Piece = tuple[float, float, float, str]  # x, y, height, text
_TEXT = "urn:oasis:names:tc:opendocument:xmlns"
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def pdf_of(pages: Iterable[Sequence[Piece]]) -> bytes:
    """Draw pieces of text on pages."""
    writer = pypdf.PdfWriter()
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in names.items()})
    for pieces in pages:
        page = writer.add_blank_page(595, 842)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(b"\n".join(_drawn(*piece) for piece in pieces))
        page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _drawn(x: float, y: float, height: float, text: str) -> bytes:
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F1 {height} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET".encode("cp1252")


def docx_of(paragraphs: Iterable[str]) -> bytes:
    """Write paragraphs into a Word document with a header and a table."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kop van elke bladzijde"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def odt_of(body: str) -> bytes:
    """Write an OpenDocument text."""
    content = (
        f'<d xmlns:text="{_TEXT}:text:1.0" xmlns:office="{_TEXT}:office:1.0"><office:text>{body}</office:text></d>'
    )
    return zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def ods_of(rows: Sequence[Sequence[str]]) -> bytes:
    """Write an OpenDocument spreadsheet."""
    cells = (
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    spaces = " ".join(f'xmlns:{name}="{_TEXT}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Blad1">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zip_of(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def msg_of(subject: str, body: str, ticks: int, rtf: str = "") -> bytes:
    """Write an Outlook message: a compound file of three streams, each long enough to need no small sectors.

    Args:
        subject: of the message.
        body: its text.
        ticks: when it was sent, in tenths of microseconds since 1601.
        rtf: what is kept instead of the text, if any.

    """
    entry = struct.pack("<IIQ", 0x00390040, 6, ticks)
    packed = compress(f"{rtf[:-1]}{{\\*\\salt {hashlib.shake_128(b'').hexdigest(4096)}}}}}".encode("cp1252"))
    text = {"10090102": packed} if rtf else {"1000001F": body.ljust(2048).encode("utf-16-le")}
    streams = {
        "__substg1.0_0037001F": subject.ljust(2048).encode("utf-16-le"),
        **{f"__substg1.0_{number}": content for number, content in text.items()},
        "__properties_version1.0": (b"\x00" * 32 + entry).ljust(4096, b"\x00"),
    }
    fat, entries, data = [_FAT, _END], [_entry("Root Entry", 5, 1, _END, 0)], b""
    for number, (name, content) in enumerate(streams.items()):
        first, sectors = len(fat), -(-len(content) // _SECTOR)
        fat += [*range(first + 1, first + sectors), _END]
        right = number + 2 if number + 1 < len(streams) else _FREE
        entries.append(_entry(name, 2, _FREE, first, len(content), right))
        data += content.ljust(sectors * _SECTOR, b"\x00")
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\x00" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    return header + struct.pack(f"<{len(fat)}I", *fat) + b"".join(entries) + data


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\x00\x00"
    fixed = encoded.ljust(64, b"\x00") + struct.pack("<HBBIII", len(encoded), kind, 1, _FREE, right, child)
    return fixed + b"\x00" * 36 + struct.pack("<IQ", start, size)


def write_documents(folder: Path, texts: Sequence[str]) -> None:
    """Write a small file of each kind of document, each with some texts."""
    lines = [(50.0, 780.0 - 12 * row, 10.0, text) for row, text in enumerate(texts)]
    items = "".join(
        f"<item><title>Kop</title><description><![CDATA[<p>{text}</p>]]></description></item>" for text in texts
    )
    page = f"<html><body><article>{''.join(f'<p>{text}</p>' for text in texts)}</article></body></html>"
    files: dict[str, bytes] = {
        "k.docx": docx_of(texts),
        "l.odt": odt_of("".join(f"<text:p>{text}</text:p>" for text in texts)),
        "m.rtf": ("{\\rtf1\\ansi " + "\\par ".join(texts) + "}").encode("cp1252"),
        "n.pdf": pdf_of([lines, lines]),
        "o.eml": (MAIL + "\r\n".join(texts)).encode(),
        "p.msg": msg_of("Kop", " ".join(texts)[:2000], 130_488_768_000_000_000),
        "q.mhtml": f"{SAVED}{page}\n--x--\n".encode(),
        "r.xml": f'<?xml version="1.0"?><rss version="2.0"><channel><title>Krant</title>{items}</channel></rss>'.encode(),
        "s.json": json.dumps([{"titel": "Kop", "tekst": text, "datum": "3-7-2014"} for text in texts]).encode(),
        "t.ods": ods_of([["kop", "tekst"], *(["Kop", text] for text in texts)]),
        "u.gz": gzip.compress("\n\n".join(texts).encode()),
        "v.txt": _nexis(texts).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "w.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in files:
            archive.write(folder / name, name)


def _nexis(texts: Sequence[str]) -> str:
    one = "{0} of {1} DOCUMENTS\n\nDe Bode\n\n3 juli 2014\n\nKop\n\nSECTION: A\n\nLENGTH: 9 words\n\n{2}\n\nLOAD-DATE: 4 juli 2014\n\n"
    return "".join(one.format(number, len(texts), text) for number, text in enumerate(texts, 1))

"""Tell what a file is by what it holds; its ending only decides between kinds of text."""

from __future__ import annotations

import re
from contextlib import suppress

from duiding.errors import ColumnError, InputError
from duiding.signatures import READ, signed_as
from duiding.tabular.headings import ROLES, recognise

_TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_MAILS = (".eml", ".mht", ".mhtml")
ENDINGS = (
    *(
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".srt",
        ".vtt",
        ".html",
        ".htm",
        ".xhtml",
        ".docx",
        ".odt",
        ".rtf",
        ".pdf",
        ".msg",
    ),
    *(*_MAILS, ".rss", ".atom", ".xml", ".json", *_WORKBOOKS, ".zip", ".gz", *_TABLES),
)
_XML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?:<!--.*?-->|<\?[^>]{0,500}\?>|<!DOCTYPE[^>]{0,500}>)\s*){0,5}<(?P<root>[\w:.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_FEEDS = frozenset(["rss", "feed", "rdf:rdf", "atom:feed"])
_HEADER = re.compile(
    r"^(from|to|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|sender|reply-to|x-[\w-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(r"\s*(?:\[\s*[\[{\"\]]|\{\s*[\"}])")
_HEAD = 8192  # bytes in which the kind of a text shows


def kind_of(raw: bytes, ending: str, where: str) -> str:
    """Give the kind of a file, a key of ``READ``.

    Args:
        raw: its bytes.
        ending: of its name, with the dot.
        where: what to call it in an error.

    Raises:
        InputError: it is something that holds no text; the error says what.

    """
    kind = signed_as(raw) or _by_text(raw, ending.lower())
    if kind not in READ:
        raise InputError(f"{where} is {kind}, which can't be read.")
    return kind


def _by_text(raw: bytes, ending: str) -> str:
    if ending in _TABLES:
        return "tables"
    if _is_binary(raw):
        return "a file that is not text"
    head = _decoded(raw[:_HEAD])
    if head.startswith("{\\rtf"):
        return "rich_text"
    if _is_mail(head, ending):
        saved = ending in (".mht", ".mhtml") or "multipart/related" in head.casefold()
        return "web_archive" if saved else "mail"
    if root := _XML.match(head):
        if (kind := _markup(root["root"].lower(), head, ending)) is not None:
            return kind
    elif ending == ".json" or _JSON.match(head):
        return "json_records"
    if ending in _WORKBOOKS:
        return "tables"  # as databases write them
    if _is_table(head):
        return "tables"
    return "pages" if ending in (".html", ".htm", ".xhtml") else "plain"


def _is_table(head: str) -> bool:
    """Tell whether the first line of a text is the heading of a table: known names, one for the text among them."""
    lines = head.splitlines()[:2]
    for sign in ",;\t|":
        names = [name.strip().strip('"') for name in lines[0].split(sign)] if lines else []
        known = [role for role in ROLES if _names_one(names, role)]
        if (
            len(names) > 1
            and "text" in known
            and len(known) * 2 >= len(names)
            and lines[-1].count(sign) >= len(names) - 1
        ):
            return True
    return False


def _names_one(names: list[str], role: str) -> bool:
    with suppress(ColumnError):
        return recognise(names, role, "") is not None
    return True


def _markup(root: str, head: str, ending: str) -> str | None:
    if root in _FEEDS:
        return "feeds"
    if root == "html" or "<!doctype html" in head[:1000].casefold():
        return "pages"
    if root == "svg":
        return "an image"
    return "XML that is no feed" if head.lstrip("\ufeff \r\n\t").startswith("<?xml") or ending == ".xml" else None


def _is_binary(raw: bytes) -> bool:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = raw[:_HEAD]
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return control > len(sample) / 50 and not (sample[1:100:2].count(0) > 40 or sample[:100:2].count(0) > 40)


def _decoded(sample: bytes) -> str:
    encoding = "utf-16" if sample.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return sample.decode(encoding, "replace")


def _is_mail(head: str, ending: str) -> bool:
    top = head.lstrip("\r\n").replace("\r\n", "\n").partition("\n\n")[0]
    names = {name.lower() for name in _HEADER.findall(top)}
    if not _HEADER.match(top) and not top.startswith("From "):
        return False
    return len(names) >= (1 if ending in _MAILS else 3) and bool(
        names & {"mime-version", "message-id", "received", "content-type", "from"}
    )

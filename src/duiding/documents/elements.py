"""The elements of a page that trafilatura would drop or run together, put in those that it keeps."""

from __future__ import annotations

from typing import Any

from duiding.sentences.paragraphs import blocks

_AS_DIVISION = ("address", "center", "fieldset")
_HOLDERS = ("article", "main", "section")  # text that stands in them without an element of its own is a paragraph
_INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr".split()  # noqa: SIM905
)
_HELD = ("blockquote", "dl", "ol", "p", "pre", "table", "ul")  # figures that hold these are no images only


def lay_out(tree: Any) -> None:
    """Make blocks of what stands in elements of a page that trafilatura leaves out; none of navigation, forms and asides.

    Args:
        tree: the page, as lxml reads it; changed in place.

    """
    for unseen in list(tree.iter("template")):
        unseen.clear(keep_tail=True)
    _keep_captions(tree)
    for element in list(tree.iter("*")):
        if element.tag in _AS_DIVISION or _is_own(element) or _holds_blocks(element):
            element.tag = "div"
        elif element.tag == "legend":
            element.tag = "p"
        elif element.tag == "q":
            _quote(element)
        elif element.tag == "pre":
            _part_lines(element)
        elif element.tag == "blockquote":
            _part_source(element)
        elif element.tag in _HOLDERS:
            _gather_loose(element)


def _keep_captions(tree: Any) -> None:
    """Put the caption of each figure behind it as a paragraph: trafilatura leaves figures out, captions and all."""
    for caption in list(tree.iter("figcaption")):
        place = next(caption.iterancestors("figure"), caption)
        place.addnext(_paragraph(caption, " ".join(" ".join(caption.itertext()).split())))
        caption.clear(keep_tail=True)


def _is_own(element: Any) -> bool:
    """Tell whether an article has an element of the site's own making, such as ``<live-entry>``."""
    return "-" in element.tag and next(element.iterancestors("article", "main"), None) is not None


def _holds_blocks(element: Any) -> bool:
    return element.tag == "figure" and next(element.iter(*_HELD), None) is not None


def _part_lines(element: Any) -> None:
    """Make a paragraph of each block of preformatted text, as of plain text."""
    text = "".join(element.itertext())
    parts = [" ".join(text[start:end].split()) for start, end in blocks(text)]
    element.clear(keep_tail=True)
    element.tag = "div"
    element.extend(_paragraph(element, part) for part in parts)


def _quote(element: Any) -> None:
    """Write the quotation marks that browsers show around words within a sentence."""
    element.tag = "span"
    element.text = "“" + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + "”"
    else:
        element.text += "”"


def _part_source(quotation: Any) -> None:
    """Part whom a quotation comes from, at its end, from its words."""
    if len(quotation) and quotation[-1].tag in ("cite", "footer") and not (quotation[-1].tail or "").strip():
        quotation[-1].tag = "p"


def _gather_loose(holder: Any) -> None:
    """Make paragraphs of the words that stand between the blocks of an article."""
    if all(child.tag in _INLINE for child in holder) or any(child.tag == "br" for child in holder):
        return
    text, holder.text = holder.text or "", None
    loose = _paragraph(holder, text)
    for child in list(holder):
        if child.tag in _INLINE:
            if loose.getparent() is None:
                child.addprevious(loose)
            loose.append(child)
            continue
        if loose.getparent() is None and (loose.text or "").strip():
            child.addprevious(loose)
        text, child.tail = child.tail or "", None
        loose = _paragraph(holder, text)
    if loose.getparent() is None and (loose.text or "").strip():
        holder.append(loose)


def _paragraph(near: Any, text: str) -> Any:
    made = near.makeelement("p")
    made.text = text
    return made

"""Texts that are no prose: source code, LaTeX and wiki markup, told from news by what their lines look like."""

from __future__ import annotations

import re

_LATEX = re.compile(
    r"\\(?:documentclass|usepackage|begin|end|(?:sub)*section|chapter|title|textbf|emph|cite\w*|label|ref)\*?\s*[\[{]"
)
_WIKI = re.compile(r"\[\[[^\[\]\n]+\]\]|^={2,} ?[^=\n]+ ?={2,}[ \t]*$|'''[^'\n]+'''|^\{\{[^{}\n]+", re.MULTILINE)
_STATEMENTS = (
    "def|class|function|func|fn|public|private|protected|static|void|int|struct|enum|interface|namespace|package|using|export|const|let|var|"
    "async|await|elif|else|try|except|catch|finally|return|yield|raise|throw|while|for|if|switch|case|with|library|require|echo|print|end"
)
_CODE = re.compile(
    rf"""\s*(?:
    (?:import|from)\s+[\w.*{{}},\ "'@/-]+;?                            # imports
    | (?:{_STATEMENTS})\b[^.?!]*[;:{{}}()=\]]                         # statements that end in a sign
    | \#\s*(?:include|define|ifdef|ifndef|endif|pragma)\b.* | \#!.*   # directives
    | (?://|/\*|\*/|<\?php|@\w+|\$\w+).*                              # comments, annotations, variables
    | (?!\d)[\w.$\[\]'"-]+\s*(?:[-+*/|&]?=|<-|:=)\s*\S.*              # assignments
    | [\w.$:>-]+\((?:.*\)[;,:{{]?|[^)]*)                              # calls
    | (?:\.|&)?[\w-]+\s*\{{.* | [a-z-]+\s*:\s*[^:]*;                   # rules of style
    | "[^"]*"\s*:\s*.*[,{{\[\]}}\d"] | '[^']*'\s*:\s*.*,              # keys and values
    | (?:return|raise|yield|elif|def\ \w+\(|class\ \w+[(:]).*|.*(?:\"{{3}}|'{{3}}).*   # what only code begins with, docstrings
    | (?:break|continue|pass|\w+(?:\+\+|--));?
    | [\[\](){{}}<>;,]+ | .*[{{}}] | .*\);| .*(?:=>|[\w)\]]->\w|\)\ *->|::|&&|\|\|).*           # brackets and operators
    | (?:SELECT|INSERT\ INTO|UPDATE\ \S+\ SET|DELETE\ FROM|CREATE|ALTER|DROP|FROM|WHERE|JOIN|GROUP\ BY|ORDER\ BY|VALUES)\b.*   # SQL
    )\s*""",
    re.VERBOSE,
)
_PROSE = re.compile(r"\b(?:[^\W\d_][\w’'-]*,? ){3}[^\W\d_]")  # four words that only spaces part
_SHARE = 0.3  # of the lines that hold something: an article may quote some
_FEWEST = 2
_LONGEST = 500  # characters of a line that is looked at, and lines


def foreign_kind(text: str) -> str:
    r"""Tell what a text is that is no prose: 'source code', 'LaTeX' or 'wiki markup'; empty for prose.

    >>> foreign_kind("import os\nprint(os.name)"), foreign_kind("De EU praat (weer) met Kiev;\nde VS zwijgen.")
    ('source code', '')
    """
    sample = text[: _LONGEST * _LONGEST]
    if "\\documentclass" in sample or len(_LATEX.findall(sample)) > 2:
        return "LaTeX"
    lines = [line[:_LONGEST] for line in sample.splitlines() if line.strip()][:_LONGEST]
    code = sum(_CODE.fullmatch(line) is not None and not _PROSE.search(line) for line in lines)
    if code >= max(_FEWEST, _SHARE * len(lines)):
        return "source code"
    return "wiki markup" if ("[[" in sample or "{{" in sample) and len(_WIKI.findall(sample)) > 2 else ""

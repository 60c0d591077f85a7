"""Ids that no two articles share, and numbers that no two sentences of an article share."""

from __future__ import annotations


class Ids:
    """Remembers the ids that were given out.

    >>> ids = Ids()
    >>> ids.article("a"), ids.article("a"), ids.article("b")
    ('a', 'a-2', 'b')
    >>> ids.sentence("c"), ids.sentence("c"), ids.sentence("d")
    (1, 2, 1)

    """

    def __init__(self) -> None:
        self._articles: dict[str, int] = {}
        self._tables: dict[str, str] = {}
        self._sentences: dict[str, int] = {}

    def article(self, wished: str) -> str:
        """Give an article the id that is wished for, with a number behind it where that is taken."""
        name = wished
        while name in self._articles:
            self._articles[wished] += 1
            name = f"{wished}-{self._articles[wished]}"
        self._articles[name] = 1
        return name

    def in_table(self, wished: str, table: str) -> str:
        """Give an article whose sentences are rows of a table its id: a number begins anew in each table, any other id does not."""
        if not wished.isdecimal() or self._tables.setdefault(wished, table) == table:
            return wished
        return f"{table}-{wished}"

    def sentence(self, article_id: str) -> int:
        """Count on in an article whose sentences come one by one."""
        self._sentences[article_id] = number = self._sentences.get(article_id, 0) + 1
        return number

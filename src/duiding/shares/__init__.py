"""How often each label occurs, by period, newspaper or whatever is known of articles, with intervals over articles.

What is returned is one ``pandas.DataFrame`` in long form, a row a group and label; see ``shares_by`` for its columns. Pages, tables and
charts draw from that frame and nothing else.
"""

from duiding.shares.periods import UNITS, period_of, start_of, starts_between
from duiding.shares.shares import shares_by
from duiding.shares.tally import FIELDS, Counted, Tally

__all__ = ["FIELDS", "UNITS", "Counted", "Tally", "period_of", "shares_by", "start_of", "starts_between"]

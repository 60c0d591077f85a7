"""How often each label occurs, by period, newspaper or whatever is known of articles, with intervals over articles.

What is returned is one ``pandas.DataFrame`` in long form, a row a group and label; see ``shares_by`` for its columns. Pages, tables and
charts draw from that frame and nothing else.
"""

from duiding.shares.comparison import around, compare
from duiding.shares.held_out import measure_shares
from duiding.shares.periods import UNITS, period_of, start_of, starts_between
from duiding.shares.planning import Grouping, Plan, plan, plan_groups, plans
from duiding.shares.roles import ROLES, names_in
from duiding.shares.sample import CHOSEN, CONTROL, PROBABILITY, Coded, key_of, read_sample
from duiding.shares.shares import best, grouped, mostly_corrected, shares_by
from duiding.shares.tally import DATE, FIELDS, Counted, Tally

__all__ = [
    "CHOSEN",
    "CONTROL",
    "DATE",
    "FIELDS",
    "PROBABILITY",
    "ROLES",
    "UNITS",
    "Coded",
    "Counted",
    "Grouping",
    "Plan",
    "Tally",
    "around",
    "best",
    "compare",
    "grouped",
    "key_of",
    "measure_shares",
    "mostly_corrected",
    "names_in",
    "period_of",
    "plan",
    "plan_groups",
    "plans",
    "read_sample",
    "shares_by",
    "start_of",
    "starts_between",
]

"""Dutch abbreviations that end in a full stop, without that stop and in lower case."""
# ruff: noqa: SIM905  (a list of literals would take a line a word)

from __future__ import annotations

# Always followed by what they belong to; inside a sentence they are in lower case ('Jan.' is a name, 'VS.' a state).
BEFORE = frozenset(
    """
    a.d.h.v a.i a.u.b apr aug b.d b.v bijv bijz bv c.q cf chr d.d d.i d.m.v d.w.z dec e.k eur evt excl feb febr geb
    i.h.a i.h.b i.o.v i.p.v i.s.m i.t.t i.v.m incl jan jul jun k.k m.a.w m.b.t m.b.v m.i m.i.v m.n
    m.u.v mrt n.a.v nov o.a o.b.v o.d o.g.v o.i o.i.d.v o.l.v o.m okt p.a plv r.-k resp s.v.p sep sept t.a.v t.b.v
    t.g.v t.h.v t.n.v t.o.v t.w t/m u.i v.a v.d v.h vgl vnl voorm vs w.o wnd z.g zg zgn
    """.split()
)

# Abbreviations before a number, words elsewhere.
BEFORE_NUMBER = frozenset(
    """
    afb alinea art bd blz ca circa di dl do ed fig gem hfdst hoofdst lid ma max min no nr nrs p pag par
    plm tel vr wo za zo
    """.split()
)

# May end a sentence: a capital behind them decides.
CLOSERS = frozenset(
    """
    a.s c.s co corp cv e.a e.d e.v enz etc gebr i.c inc j.l jl jr l.l ltd mio mld mln n.chr n.o.t.k n.v nv
    o.i.d p.j p.p p.st p/j plc sr u v.chr vzw z.s.m
    """.split()
)

# Of these, the ones that are written in capitals too; 'P.J.' and 'C.S.' in capitals are initials.
CAPITAL_CLOSERS = frozenset(["n.v", "n.chr", "v.chr"])

# Words before a single capital that is not an initial: 'plan B.'
LETTERED = frozenset(
    """
    bijlage categorie deel divisie groep hepatitis klasse letter niveau plan poule serie type vitamine zone
    """.split()
)

# Words before the X that was Twitter.
BEFORE_X = frozenset(["op", "via", "platform", "netwerk", "medium", "socialemediaplatform"])

# Begin a sentence and no surname: behind an initial they tell that it ended one ('Ridouan T. Hij zwijgt').
OPENERS = frozenset(
    """
    de het een geen hij zij ze dat dit die deze wij we ik er toen daar daarna daarom daarmee ook maar en want na volgens
    met om vandaag gisteren morgen nu niemand iedereen zijn haar hun wat wie hoe waarom waar als toch zo intussen
    ondertussen inmiddels sinds tijdens eerder later dus hoewel omdat terwijl alle beide
    """.split()
)

# Behind 'De' they tell that it begins a sentence and no surname, as do adjectives ('De Britse premier') and names in capitals ('De EU').
BODIES = frozenset(
    """
    Amerikanen Chinezen Commissie Duitsers Eerste Fransen Israëliërs Kamer Kremlin Navo Oekraïners Palestijnen Raad Russen Senaat
    Taliban Tweede Veiligheidsraad Verenigde
    """.split()
)

# Begin a sentence, and a surname as well ('In 't Veld').
PREPOSITIONS = frozenset("in op bij aan uit over onder tegen tot door".split())

# Few sentences end in one of these: a line that does was broken by a margin, if there is one.
LEADING_ON = frozenset(
    """
    de het een en of van in op aan bij met voor door naar om te uit tot over onder tegen tussen zonder volgens als
    dat die zijn haar hun dan wegens tijdens sinds per via
    """.split()
)

# Of these, the ones that are no part of a verb, as in 'stemt in': no line ends in one unless a margin broke it.
NEVER_LAST = frozenset(
    "de een en of van te dat die hun als wegens tijdens volgens sinds zonder tussen per via der".split()
)

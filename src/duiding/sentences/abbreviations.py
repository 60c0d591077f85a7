"""Dutch abbreviations that end in a full stop."""

# Always followed by what they belong to: a full stop behind them never ends a sentence.
TITLES = frozenset(
    "dr drs mr ir ing prof ds mw mevr dhr hr st ste lt kol gen maj sgt kap kpt em dra jhr jkvr z.e zkh hkh z.k.h h.k.h bc msc ma ba "
    "nr nrs no art blz pag p vgl cf fig hfdst par lid vs ca circa plm resp incl excl max min gem tel o.l.v t.a.v t.b.v t.g.v "
    "t.o.v m.b.t m.b.v i.v.m i.p.v d.m.v m.i.v n.a.v i.s.m i.o.v a.d.h.v d.w.z o.a b.v bv bijv bijz m.a.w m.n m.u.v t.w z.g zgn zg "
    "nl c.q v.a t/m u.i k.k s.v.p a.u.b o.b.v o.i.d.v jan feb febr mrt apr jun jul aug sep sept okt nov dec ma di wo do vr za zo "
    "afb bd dl ed red uitg vert geb overl gest get ongeveer voorm toenm plv wnd kath prot chr r.-k rk evang hist lat fr eng dui "
    "eur mln mld".split()
) - frozenset(("min", "do", "za", "zo", "ma", "par", "lid", "no", "nl", "red", "bd", "max", "get", "circa", "ongeveer", "gen", "dui", "fr"))

# May end a sentence: a capital behind them decides.
CLOSERS = frozenset(
    "enz etc e.d e.a e.v a.s jl l.l j.l n.v bv n.chr v.chr u r o.i.d i.c vzw nv cv co ltd inc corp p.st p.j p/j p.p mln mld".split()
)

# Words before a single capital that is not an initial: 'plan B.'
LETTERED = frozenset("plan groep klasse type vitamine hepatitis serie poule categorie divisie letter niveau zone deel bijlage".split())

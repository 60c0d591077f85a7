"""Words that pages and tables take from elsewhere, so that the catalogue has them: ``Translation.term`` translates them."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802  # gettext's own name for a mark
    """Mark a text for the catalogue."""
    return text


TERMS = (
    # names and meanings of the shipped labels
    N_("diplomatic"),
    N_("escalatory"),
    N_("sanction"),
    N_("other"),
    N_("contact, talks, agreement, aid or de-escalation between parties in international affairs"),
    N_("force or the threat of it, blame, the refusal or collapse of talks"),
    N_("a punitive measure short of force: proposed, imposed, evaded, felt or lifted"),
    N_("none of these"),
    # roles of actors
    N_("speaker"),
    N_("blamed"),
    N_("named"),
    # what shares are grouped by
    N_("day"),
    N_("week"),
    N_("month"),
    N_("quarter"),
    N_("year"),
    N_("publisher"),
    N_("section"),
    N_("actor"),
    N_("date"),
    N_("text"),
    N_("lead"),
    N_("author"),
    N_("group"),
    # figures of drift, and on what a model was calibrated
    N_("new words"),
    N_("mean confidence"),
    N_("uncertain sentences"),
    N_("real news"),
    N_("articles held out"),
    # figures and plots of an evaluation
    N_("macro-F1"),
    N_("accuracy"),
    N_("Cohen's kappa"),
    N_("Matthews correlation"),
    N_("majority"),
    N_("lexicon"),
    N_("F1 by label"),
    N_("Is it as often right as it is sure?"),
    N_("What is gained by leaving doubtful sentences out"),
    N_("Would more labels help?"),
    # kinds of sentences that an evaluation scores apart
    N_("novelty"),
    N_("register"),
    N_("subject"),
    N_("length"),
    N_("theme words"),
)

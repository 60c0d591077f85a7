"""Choose a batch from a pool: a control sample by lot, the rest by doubt and spread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from duiding.arrays import Array
from duiding.cli.hints import called
from duiding.selection import BLOCK, Terms, choose, share_unseen, shortlist, term_vectors
from duiding.shares import CONTROL
from duiding.translation import _, ngettext, speak
from predict.labelling.items import DOUBT, LabellingBatch
from predict.labelling.pool import Pool
from predict.options import PredictOptions

if TYPE_CHECKING:
    from duiding import Model
    from duiding.classifier import FrameClassifier


def make_batch(pool: Pool, model: Model, options: PredictOptions, known: set[str]) -> LabellingBatch:
    """Choose sentences to label.

    The control sample is drawn first, every distinct sentence with the same chance, which is kept with it, so that a model can be
    scored on it, and shares corrected by it, without bias. The rest is chosen by ``duiding.selection.choose`` from the most doubtful
    (see ``shortlist``), none of it like another or like one of the control sample. The order is random, so that neither the order nor what is left undone tells anything.

    Args:
        pool: all sentences.
        model: the model that labelled them.
        options: size, share of control and seed.
        known: texts to leave out, cleaned and case-folded.

    Returns:
        The batch; smaller than wanted where there are no more sentences that are new and unlike.

    """
    rng, sentences = np.random.default_rng(options.seed or 0), options.to_label or 0
    everything, rows = pool.probabilities(), pool.candidates(known)
    drawn = rng.permutation(rows)[: round((options.control or 0.0) * sentences)]
    rest = np.setdiff1d(rows, drawn)
    doubtful = _doubtful(pool, model.classifier, everything, rest, drawn, sentences - len(drawn))
    chance = len(drawn) / max(len(rows), 1)
    items = [pool.item(int(row), everything[row], CONTROL, chance) for row in drawn]
    items += [pool.item(int(row), everything[row], DOUBT) for row in doubtful]
    order = rng.permutation(len(items))
    undrawn = len(pool.candidates(set())) - len(rows)
    return LabellingBatch([items[i] for i in order], model.label_set, model.name, options.show_guess, undrawn)


def summary_of(batch: LabellingBatch, options: PredictOptions, written: Sequence[Path]) -> str:
    """Say in one line what a batch holds and where it is: how many by doubt and by lot, and how many of each predicted label.

    Args:
        batch: the batch.
        options: how many sentences were asked for.
        written: the files that were written.

    """
    if not batch.items:
        return _("No sentence is left that is new and has letters: nothing was written.")
    by_lot, speech = sum(item.chosen == CONTROL for item in batch.items), speak()
    guesses = {label: sum(item.guess == label for item in batch.items) for label in batch.label_set.names}
    told = [
        ngettext(
            "%(num)s sentence to label written to %(places)s: %(doubt)s by doubt, %(lot)s at random; predicted %(guesses)s.",
            "%(num)s sentences to label written to %(places)s: %(doubt)s by doubt, %(lot)s at random; predicted %(guesses)s.",
            len(batch.items),
            places=_(" and ").join(map(str, written)),
            doubt=speech.number(len(batch.items) - by_lot),
            lot=speech.number(by_lot),
            guesses=", ".join(f"{label} {speech.number(count)}" for label, count in guesses.items()),
        )
    ]
    if options.to_label and len(batch.items) < options.to_label:
        told.append(
            _("Wanted were %(number)s: the rest is known or too alike.", number=speech.number(options.to_label))
        )
    told.append(
        _(
            "Label them with %(labels)s, and give the file that comes back to %(train)s --data.",
            labels=", ".join(batch.label_set.names),
            train=called("train"),
        )
    )
    if by_lot:
        told.append(_("To correct shares: give it to %(predict)s --sample.", predict=called("predict")))
    if by_lot and batch.undrawn:
        told.append(
            ngettext(
                "Corrected shares take the %(num)s sentence that is known already to be like those that could be drawn.",
                "Corrected shares take the %(num)s sentences that are known already to be like those that could be drawn.",
                batch.undrawn,
            )
        )
    return " ".join(told)


def _doubtful(
    pool: Pool, classifier: FrameClassifier, everything: Array, rest: Array, drawn: Array, count: int
) -> Array:
    if not len(rest) or count < 1:
        return rest[:0]
    near = rest[shortlist(everything[rest], count)]
    looked_at = np.concatenate([near, drawn])
    terms = _terms(pool, classifier, looked_at)
    chosen = choose(
        everything[looked_at],
        terms.vectors,
        share_unseen(terms.vectors, np.isin(terms.names, classifier.features_.get_feature_names_out())),
        count,
        taken=np.arange(len(near), len(looked_at)),
    )
    return np.asarray(looked_at[chosen], dtype=int)


def _terms(pool: Pool, classifier: FrameClassifier, rows: Array) -> Terms:
    sentences = list(classifier.parser([BLOCK]).stream(pool.texts[row] for row in rows))
    return term_vectors(sentences, classifier.lexicon, classifier.char_ngrams)

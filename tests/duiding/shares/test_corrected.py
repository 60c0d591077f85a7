import json

import numpy as np
import pandas as pd
import pytest
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate

from duiding.errors import DuidingError
from duiding.prediction import Article, LabelledArticle, LabelledSentence
from duiding.shares import Coded, Tally, compare, measure_shares, plan, read_sample, shares_by
from duiding.shares.estimates import corrected, raw

LABELS = ["escalatory", "sanction", "other"]


def news(articles=120, sentences=(5, 20), seed=0, bias=0.3):
    """Articles whose sentences have a true label and a model that is wrong in one direction."""
    random = np.random.default_rng(seed)
    made, truth = [], {}
    for number in range(articles):
        mix = random.dirichlet([1, 0.5, 3])
        rows = []
        for place in range(random.integers(*sentences)):
            code = random.choice(3, p=mix)
            chances = random.dirichlet([0.4 + 3 * (code == one) + bias * (one == 0) for one in range(3)])
            text = f"Zin {place} van artikel {number}."
            truth[text.casefold()] = LABELS[code]
            label = LABELS[int(chances.argmax())]
            rows.append(LabelledSentence(str(number), place + 1, 0, 9, text, label, tuple(chances), uncertain=False))
        fields = {"publisher": ("Trouw", "Telegraaf")[number % 2], "date": f"2022-{number % 3 + 1:02d}-05"}
        made.append(LabelledArticle(Article(str(number), "x", fields), rows))
    return made, truth


def counted(articles, coded=None):
    tally = Tally(LABELS, coded=coded)
    for article in articles:
        tally.add(article)
    return tally.counted()


def drawn(truth, size, seed=0):
    texts = np.random.default_rng(seed).choice(sorted(truth), size, replace=False)
    return {text: Coded(truth[text], len(truth) / size) for text in texts}


def test_corrected_shares_are_those_of_prediction_powered_inference():
    articles, truth = news(articles=4000, sentences=(1, 2))  # one sentence an article: nothing is alike
    found = corrected(counted(articles, drawn(truth, 300)))
    sampled = [one for article in articles for one in article.sentences]
    chosen = drawn(truth, 300)
    told = [one for one in sampled if one.text.casefold() in chosen]
    for place, label in enumerate(LABELS):
        ours = np.array([one.probabilities[place] for one in sampled])
        theirs = np.array([truth[one.text.casefold()] == label for one in told], dtype=float)
        guessed = np.array([one.probabilities[place] for one in told])
        point = ppi_mean_pointestimate(theirs, guessed, ours, lam=1)
        assert found.value[place] == pytest.approx(float(np.squeeze(point)), abs=1e-9)
        low, high = ppi_mean_ci(theirs, guessed, ours, alpha=0.05, lam=1)
        deviation = float(np.squeeze(high - low)) / 2 / 1.959964
        without = np.sqrt((found.influence[:, place] ** 2).sum())  # without what the model's own doubt adds
        # Ours counts the sample as part of all sentences, theirs as drawn apart from them.
        assert without == pytest.approx(deviation, rel=0.05)
        assert np.sqrt(found.variance[place]) >= without


def test_a_sample_of_all_sentences_gives_the_true_shares():
    articles, truth = news()
    found = corrected(counted(articles, {text: Coded(label, 1.0) for text, label in truth.items()}))
    true = [list(truth.values()).count(label) / len(truth) for label in LABELS]
    assert found.value == pytest.approx(true)
    assert abs(raw(counted(articles)).value[0] - true[0]) > 0.005


def test_unequal_probabilities_of_being_drawn_are_weighed():
    articles, truth = news(articles=300)
    random, far, near = np.random.default_rng(3), [], []
    true = list(truth.values()).count("sanction") / len(truth)
    for _ in range(30):
        chances = {text: 0.6 if label == "sanction" else 0.1 for text, label in truth.items()}
        kept = {text: label for text, label in truth.items() if random.random() < chances[text]}
        even = counted(articles, {text: Coded(label, 1.0) for text, label in kept.items()})
        weighed = counted(articles, {text: Coded(label, 1 / chances[text]) for text, label in kept.items()})
        far.append(corrected(even).value[1] - true)
        near.append(corrected(weighed).value[1] - true)
    assert abs(np.mean(near)) < 0.01 < 0.03 < abs(np.mean(far))


def test_the_interval_of_a_corrected_share_covers_where_that_of_a_counted_one_does_not():
    hits = {"raw": 0, "corrected": 0}
    expected = None
    pool, truth = news(articles=1500, bias=1.0)
    expected = list(truth.values()).count("escalatory") / len(truth)
    for seed in range(60):
        random = np.random.default_rng(seed)
        articles = [pool[place] for place in random.choice(len(pool), 80, replace=False)]
        here = {one.text.casefold(): truth[one.text.casefold()] for article in articles for one in article.sentences}
        row = shares_by(counted(articles, drawn(here, 120, seed))).iloc[0]
        hits["raw"] += row["low"] <= expected <= row["high"]
        hits["corrected"] += row["corrected_low"] <= expected <= row["corrected_high"]
    assert hits["corrected"] >= 54 > 40 > hits["raw"]


def test_a_sentence_that_stands_in_many_articles_was_drawn_once_and_widens_the_interval():
    articles, truth = news(articles=60)
    line = LabelledSentence("", 99, 0, 9, "Lees ook dit.", "sanction", (0.1, 0.8, 0.1), uncertain=False)
    more = [one._replace(sentences=[*one.sentences, line]) for one in articles]
    sample = drawn(truth, 100) | {"lees ook dit.": Coded("other", len(truth) / 100)}
    found, without = corrected(counted(more, sample)), corrected(counted(articles, drawn(truth, 100)))
    assert found.labelled == 101
    assert found.variance[1] > 5 * without.variance[1]


def test_a_group_with_few_labelled_sentences_has_no_corrected_share():
    articles, truth = news(articles=40)
    months = shares_by(counted(articles, drawn(truth, 12)), ["month"])
    assert months["labelled"].max() < 10 and months["corrected"].isna().all() and months["share"].notna().all()


def test_two_papers_are_compared_and_a_true_difference_is_found():
    articles, truth = news(articles=300)
    for number, article in enumerate(articles):
        if number % 2:  # Telegraaf: escalation where the other has none
            for one in article.sentences:
                truth[one.text.casefold()] = "escalatory" if truth[one.text.casefold()] == "other" else "other"
    whole = counted(articles, drawn(truth, 400))
    papers = whole.rows["publisher"].to_numpy()
    found = compare(whole, np.flatnonzero(papers == "Trouw"), np.flatnonzero(papers == "Telegraaf")).set_index("label")
    true = pd.Series(
        {
            paper: np.mean(
                [truth[one.text.casefold()] == "escalatory" for a in articles[start::2] for one in a.sentences]
            )
            for start, paper in enumerate(("Trouw", "Telegraaf"))
        }
    )
    row = found.loc["escalatory"]
    assert row["corrected_low"] <= true["Telegraaf"] - true["Trouw"] <= row["corrected_high"]
    assert row["corrected_p_value"] < 0.001 < abs(true["Telegraaf"] - true["Trouw"])


def test_groups_that_do_not_differ_are_seldom_called_different():
    articles, _ = news(articles=400)
    whole, random = counted(articles), np.random.default_rng(1)
    found = []
    for _ in range(200):
        order = random.permutation(400)
        found.append(compare(whole, np.sort(order[:40]), np.sort(order[40:80]))["p_value"][0])
    assert 0.01 <= np.mean(np.array(found) < 0.05) <= 0.1


def test_an_article_in_both_groups_is_not_counted_as_two():
    articles, _ = news(articles=30)
    whole = counted(articles)
    everything = np.arange(30)
    same = compare(whole, everything, everything)
    assert (same["high"].isna() | (same["high"] - same["low"] < 1e-9)).all() and (same["difference"] == 0).all()


def test_the_number_to_label_keeps_its_promise():
    articles, truth = news(articles=2000, sentences=(8, 12))
    wanted = plan(counted(articles), 0.05)
    row = shares_by(counted(articles, drawn(truth, wanted.sentences)))
    widest = (row["corrected_high"] - row["corrected_low"]).max()
    assert widest == pytest.approx(0.05, rel=0.35)
    after = plan(counted(articles, drawn(truth, wanted.sentences)), 0.05)
    assert after.width_now == pytest.approx(widest, rel=0.05)


def test_no_number_of_labels_makes_up_for_too_few_articles():
    articles, _ = news(articles=6)
    found = plan(counted(articles), 0.01)
    assert found.sentences is None and found.narrowest > 0.01


def test_what_counted_shares_were_off_is_measured_on_sets_of_articles():
    articles, truth = news(articles=200, bias=1.0)
    chances = np.array([one.probabilities for article in articles for one in article.sentences])
    codes = np.array([LABELS.index(truth[one.text.casefold()]) for article in articles for one in article.sentences])
    names = np.array([one.article_id for article in articles for one in article.sentences])
    found = measure_shares(chances, codes, names, LABELS)
    assert found["articles"] == 200 and found["sentences"] == len(codes)
    assert 0.02 < found["off"]["escalatory"] < found["often"]["escalatory"]
    assert measure_shares(chances, np.asarray(chances.argmax(axis=1)), names, LABELS)["off"]["other"] == 0
    assert measure_shares(chances[:30], codes[:30], names[:30], LABELS) == {}


FILE = """article_id,text,label,chosen,probability
1,Zin 0 van artikel 1.,other,control,0.05
1,Zin 1 van artikel 1.,sanction,doubt,
2,Zin 0 van artikel 2.,,control,0.05
2,Zin 2 van artikel 2.,escalatory,control,0.05
"""


def read(tmp_path, text):
    path, told = tmp_path / "coded.csv", []
    path.write_text(text)
    return read_sample(path, LABELS, told.append), told


def test_only_labelled_sentences_that_were_drawn_at_random_are_used(tmp_path):
    found, told = read(tmp_path, FILE)
    assert found == {
        "zin 0 van artikel 1.": Coded("other", pytest.approx(20)),
        "zin 2 van artikel 2.": Coded("escalatory", pytest.approx(20)),
    }
    assert "1 sentence" in told[0]


def test_what_doccano_label_studio_and_a_dutch_excel_give_back_keeps_its_probabilities(tmp_path):
    drawn = {"chosen": "control", "probability": 0.05}
    result = {"from_name": "label", "to_name": "text", "type": "choices", "value": {"choices": ["other"]}}
    tasks = [{"id": 1, "data": {"text": "Zin een.", **drawn}, "annotations": [{"completed_by": 1, "result": [result]}]}]
    files = {
        "doccano.jsonl": json.dumps({"text": "Zin een.", "label": ["other"], **drawn}),
        "tasks.json": json.dumps(tasks),
        "excel.csv": "\ufefftext;label;chosen;probability\nZin een.;other;control;0,05\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
        assert read_sample(tmp_path / name, LABELS, print) == {"zin een.": Coded("other", pytest.approx(20))}, name


def test_a_file_of_doubtful_sentences_is_refused(tmp_path):
    with pytest.raises(DuidingError, match="drawn at random"):
        read(tmp_path, "text,label,chosen,probability\nZin.,other,doubt,\n")


def test_a_file_without_probabilities_is_taken_as_drawn_evenly_and_that_is_told(tmp_path):
    found, told = read(tmp_path, "text,label\nZin een.,other\nZin twee.,sanction\n")
    assert {one.weight for one in found.values()} == {1.0} and "same chance" in told[0]


@pytest.mark.parametrize("chance", ["0", "1.5", "half", "-1", "nan"])
def test_what_is_no_probability_is_refused(tmp_path, chance):
    with pytest.raises(DuidingError, match="row 1"):
        read(tmp_path, f"text,label,probability\nZin een.,other,{chance}\n")


def test_a_label_that_the_model_does_not_know_is_refused(tmp_path):
    with pytest.raises(DuidingError, match="unknown to the model"):
        read(tmp_path, "text,label\nZin een.,oorlog\n")

"""The same sentence from several sources gets one label, and nobody's labels are lost in silence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duiding.cli.options import pairs, weights
from duiding.corpus import Labelled, ReadingOptions, read_labelled, training_part, write_undecided
from duiding.corpus.annotators import decide
from duiding.corpus.judgements import Judgement, Sentence
from duiding.corpus.merge import merge
from duiding.errors import DuidingError


def write(path: Path, *rows: str, heading: str = "text,label") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
    return path


def read(*paths: Path, told: list[str] | None = None, **options: object) -> Labelled:
    notice = told.append if told is not None else None
    return read_labelled(paths, ReadingOptions(**options), notice=notice)  # type: ignore[arg-type]  # names vary by test


def labels(found: Labelled) -> dict[str, str]:
    return dict(zip(found.corpus["text"], found.corpus["label"], strict=True))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.csv", "A.,x", "B.,x", "C.,y")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path / "new.csv", "D.,z", "B.,y", "C.,y")


def test_a_sentence_labelled_twice_is_told_with_both_places(old: Path, new: Path) -> None:
    before = old.read_bytes(), new.read_bytes()
    told: list[str] = []
    found = read(old, new, told=told)
    assert labels(found) == {"A.": "x", "C.": "y", "D.": "z", "B.": "y"}
    [conflict] = found.conflicts
    assert str(conflict) == f"'B.': y ({new}, row 2), not x ({old}, row 2)"
    assert [line for line in told if not line.startswith(("New label 'z'", "No article_id"))] == [
        "In several sources with the same label: 1 sentence, counted once, as read last."
    ]
    assert (old.read_bytes(), new.read_bytes()) == before


def test_the_later_data_is_the_newer(old: Path, new: Path) -> None:
    assert labels(read(new, old))["B."] == "x"
    assert labels(read(old, new, prefer="old"))["B."] == "x"
    assert labels(read(new, old, prefer="old"))["B."] == "y"


def test_neither_is_kept_where_that_is_to_be_an_error(old: Path, new: Path) -> None:
    with pytest.raises(DuidingError) as caught:
        read(old, new, prefer="error")
    assert str(caught.value).startswith(f"'B.' is labelled x ({old}, row 2) and y ({new}, row 2): correct one")


def test_a_conflict_in_one_file_is_one_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "A.,x", "B.,x", "A.,y", "A.,y")
    found = read(path)
    assert list(found.corpus["label"]) == ["x", "y", "y"]
    assert len(found.conflicts) == 1
    assert [one.judgement.row for one in found.conflicts[0].others] == [1]


def test_a_source_may_repeat_itself(tmp_path: Path) -> None:
    assert len(read(write(tmp_path / "a.csv", "A.,x", "A.,x")).corpus) == 2


def test_spaces_and_forms_of_letters_do_not_make_another_sentence(tmp_path: Path) -> None:
    one = write(tmp_path / "a.csv", "In Genève  praten ze.,x")
    other = write(tmp_path / "b.csv", "In Gene\u0300ve praten ze. ,y")
    assert len(read(one, other).conflicts) == 1


def test_every_sentence_of_a_source_gets_its_weight(old: Path, new: Path) -> None:
    found = read(old, new, weights=[("new.csv", 3.0)]).corpus
    assert dict(zip(found["text"], found["weight"], strict=True)) == {"A.": 1.0, "D.": 3.0, "B.": 3.0, "C.": 3.0}
    assert found["weight"].dtype == float
    assert read(old).corpus["weight"].tolist() == [1.0, 1.0, 1.0]
    with pytest.raises(DuidingError, match=r"Weight of nieuw.csv: no source has that name: found .*old.csv"):
        read(old, weights=[("nieuw.csv", 3.0)])


def test_a_weight_may_name_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "round" / "a.csv", "A.,x")
    write(tmp_path / "round" / "b.csv", "B.,x")
    for name in (str(tmp_path / "round"), "round"):
        assert list(read(tmp_path / "round", weights=[(name, 2.0)]).corpus["weight"]) == [2.0, 2.0]
    assert list(read(tmp_path / "round", weights=[("round/b.csv", 2.0)]).corpus["weight"]) == [1.0, 2.0]


@pytest.mark.parametrize(
    "given", ["new.csv", "new.csv=", "new.csv=0", "new.csv=-1", "new.csv=veel", "new.csv=inf", "=3"]
)
def test_bad_weights_are_refused(given: str) -> None:
    with pytest.raises(DuidingError, match="--weight"):
        weights([given])


def test_pairs_are_taken_apart() -> None:
    assert pairs("--map-labels", ["a=b", "onzin="], "x=y", empty=True) == [("a", "b"), ("onzin", "")]
    assert weights(["map/a=b.csv=2,5"]) == [("map/a=b.csv", 2.5)]
    with pytest.raises(DuidingError, match="gives 'a' twice"):
        pairs("--map-labels", ["a=b", "a=c"], "x=y")


def test_a_sentence_of_the_test_part_stays_out_of_training(tmp_path: Path) -> None:
    old = write(tmp_path / "old.csv", "A.,x,train", "B.,x,test", "C.,x,test", heading="text,label,split")
    new = write(tmp_path / "new.csv", "A.,y", "B.,y", "C.,x", "D.,y")
    told: list[str] = []
    found = read(old, new, told=told)
    assert labels(found) == {"A.": "y", "B.": "y", "C.": "x", "D.": "y"}
    assert list(training_part(found.corpus)["text"]) == ["A.", "D."]
    assert "In the test part of another source, so kept out of training: 2 sentences." in told


def test_undecided_sentences_are_written_to_be_filled_in(tmp_path: Path) -> None:
    rows = ("A.,x,anna,a1", "A.,y,bert,a1", "=B.,x,anna,a1", "=B.,y,bert,a1", "C.,x,anna,a2")
    coded = write(tmp_path / "coded.csv", *rows, heading="text,label,coder,article_id")
    found = read(coded)
    path = tmp_path / "undecided.csv"
    write_undecided(path, found.undecided)
    with path.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert [row["text"] for row in written] == ["A.", "'=B."]
    assert written[0]["given"] == "anna: x; bert: y"
    assert written[0]["where"] == f"{coded}, row 1; {coded}, row 2"
    assert not any(row["label"] for row in written)

    path.write_text(path.read_text().replace("A.,,", "A.,y,"))
    told: list[str] = []
    again = read(coded, path, told=told)
    assert labels(again) == {"C.": "x", "A.": "y"}
    assert [one.text for one in again.undecided] == ["=B."]
    assert again.corpus.set_index("text").loc["A.", "article_id"] == "a1"
    assert "Undecided between annotators, but labelled in another source: 1 sentence." in told


def test_the_list_of_undecided_sentences_is_written_over_and_keeps_what_was_filled_in(tmp_path: Path) -> None:
    coded = write(
        tmp_path / "coded.csv",
        "A.,x,anna",
        "A.,y,bert",
        "B.,x,anna",
        "B.,y,bert",
        "C.,x,anna",
        heading="text,label,coder",
    )
    path = tmp_path / "undecided.csv"
    write_undecided(path, read(coded).undecided)
    path.write_text(path.read_text().replace("A.,,", "A.,y,"))
    write_undecided(path, read(coded, path).undecided)
    assert [line.split(",")[:2] for line in path.read_text().splitlines()[1:]] == [["B.", ""], ["A.", "y"]]
    assert [one.name for one in tmp_path.glob("undecided*")] == ["undecided.csv"]
    with pytest.raises(DuidingError, match="no list of undecided sentences"):
        write_undecided(coded, read(coded).undecided)


def test_all_undecided_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DuidingError, match="No sentence has a label that is decided: 1"):
        read(write(tmp_path / "a.csv", "A.,x,anna", "A.,y,bert", heading="text,label,coder"))


def test_half_of_the_coders_is_no_majority() -> None:
    def coded(*labels: str) -> list[Sentence]:
        return [
            Sentence("a.csv", 0, Judgement(i, "A.", tuple(one.split("+")), f"c{i}")) for i, one in enumerate(labels)
        ]

    assert [one.judgement.labels for one in decide(coded("x", "x", "y")).sentences] == [("x",)]
    assert decide(coded("x", "x", "y", "z")).sentences == []
    assert decide(coded("x", "x+y")).sentences == []
    assert [one.judgement.labels for one in decide(coded("x", "x", "x+y")).sentences] == [("x",)]


SENTENCES = st.lists(
    st.tuples(st.sampled_from(["a.csv", "b.csv", "c.csv"]), st.sampled_from("ABC"), st.sampled_from("xyz")), max_size=12
).map(lambda rows: [Sentence(source, 0, Judgement(i, text, (label,))) for i, (source, text, label) in enumerate(rows)])


@given(SENTENCES)
@settings(deadline=None)
def test_merging_leaves_one_label_and_one_source_a_sentence(sentences: list[Sentence]) -> None:
    new, old = merge(sentences, "new"), merge(sentences, "old")
    for merged in (new, old):
        texts = {one.judgement.text for one in merged.sentences}
        assert texts == {one.judgement.text for one in sentences}
        assert len({(one.judgement.text, one.judgement.labels, one.source) for one in merged.sentences}) == len(texts)
        assert merge(merged.sentences, "error").sentences == merged.sentences
        told = {conflict.text for conflict in merged.conflicts}
        assert told == {
            text for text in texts if len({one.judgement.labels for one in sentences if one.judgement.text == text}) > 1
        }

"""The encoder reads a sentence in its article, gives the same whatever stands beside the article, and lives in spaCy."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import spacy

from duiding.encoder import MIDDLE, WEIGHTS, WIDTH, Encoder
from duiding.encoder.windows import windows
from duiding.errors import InputError, MissingFileError
from duiding.language import EncodingCache, Parser, encode
from duiding.language.encodings import articles_of
from tests.encoders import write_tiny_encoder

ARTICLE = ["Raketten op de haven.", "Dat is ernstig, zegt de minister.", "Vrijdag is er overleg."]
LONG = [f"Zin {number} gaat over de haven en het schip met graan." for number in range(40)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_encoder(tmp_path_factory.mktemp("encoder"))


@pytest.fixture
def encoder(folder: Path) -> Encoder:
    return Encoder(folder, threads=1)


def equal(left: Sequence[np.ndarray], right: Sequence[np.ndarray]) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(left, right, strict=True))


def test_every_sentence_has_an_encoding_of_its_own(encoder: Encoder) -> None:
    (rows,) = encoder.encode([ARTICLE])
    assert rows.shape == (3, WIDTH)
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()
    assert not np.allclose(rows[0], rows[1])


def test_a_sentence_is_read_in_its_article(encoder: Encoder) -> None:
    alone, inside, elsewhere = encoder.encode([[ARTICLE[1]], ARTICLE, [ARTICLE[2], ARTICLE[1]]])
    assert not np.allclose(alone[0], inside[1])
    assert not np.allclose(elsewhere[1], inside[1])


def test_what_stands_beside_an_article_changes_nothing(encoder: Encoder) -> None:
    articles = [ARTICLE, LONG, [ARTICLE[0]], [], ["."], LONG[:7]]
    together = encoder.encode(articles)
    assert equal(together, [encoder.encode([article])[0] for article in articles])
    assert equal(together, encoder.encode(articles[::-1])[::-1])


def test_the_number_of_threads_changes_nothing(encoder: Encoder) -> None:
    assert equal(encoder.encode([LONG]), Encoder(encoder.folder, threads=2).encode([LONG]))


def test_texts_of_every_kind_are_encoded(encoder: Encoder) -> None:
    rows = encoder.encode([["", " ", "\ud800 half", "漢字", "a" * 5000, "x\u200by", "regel\nregel"]])[0]
    assert np.isfinite(rows).all()


def test_a_sentence_in_capitals_is_read_as_one_in_small_letters(encoder: Encoder) -> None:
    loud, quiet, name = encoder.encode([["NIEUWE SANCTIES TEGEN MINSK"], ["Nieuwe sancties tegen minsk"], ["NAVO"]])
    assert np.array_equal(loud, quiet)
    assert not np.array_equal(name, encoder.encode([["Navo"]])[0])


def test_a_long_article_is_cut_into_windows_that_take_each_sentence_once() -> None:
    lengths = [12, 40, 30, 200, 8, 90, 15, 60, 33, 25, 70]
    cut = windows(lengths, limit=150)
    taken = [place for window in cut for place, own in zip(window.sentences, window.taken, strict=True) if own]
    assert sorted(taken) == list(range(len(lengths)))
    assert all(window.sentences[0] == 0 for window in cut)
    assert all(
        sum(lengths[place] for place in window.sentences) < 150
        or lengths[3] in map(lengths.__getitem__, window.sentences)
        for window in cut
    )


def test_a_sentence_is_taken_from_where_it_has_neighbours_on_both_sides() -> None:
    for window in windows([10] * 100, limit=101):
        own = [place for place, taken in zip(window.sentences, window.taken, strict=True) if taken]
        assert own[0] in (0, window.sentences[1] + 1) or own[0] > window.sentences[1]
        assert own[-1] == 99 or own[-1] < window.sentences[-1]


def test_several_threads_may_use_it(encoder: Encoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(encoder.encode, [[ARTICLE]] * 8))
    assert all(equal(one, found[0]) for one in found)


def test_it_goes_to_another_process_without_its_session(encoder: Encoder) -> None:
    expected = encoder.encode([ARTICLE])
    sent = pickle.dumps(encoder)
    assert len(sent) < 1000
    assert equal(pickle.loads(sent).encode([ARTICLE]), expected)


def test_the_middle_is_what_the_lower_layers_give(tmp_path: Path) -> None:
    three, two = (write_tiny_encoder(tmp_path / str(layers), layers) for layers in (3, 2))
    (lower,), (last,) = Encoder(two).encode([ARTICLE]), Encoder(three).encode([ARTICLE])
    assert equal(Encoder(three, depths=(MIDDLE,)).encode([ARTICLE]), [lower])
    both = Encoder(three, depths=(1, MIDDLE))
    assert equal(pickle.loads(pickle.dumps(both)).encode([ARTICLE]), [np.hstack([last, lower])])
    assert both.width == 2 * WIDTH


def test_each_depth_is_kept_by_itself(tmp_path: Path) -> None:
    folder = write_tiny_encoder(tmp_path / "encoder", layers=3)
    last, middle, both = (Encoder(folder, depths=depths) for depths in ((1.0,), (MIDDLE,), (1.0, MIDDLE)))
    first = encode(both, ARTICLE, [1, 1, 1], cache=EncodingCache(both, tmp_path))
    key = json.dumps(ARTICLE)
    for encoder, rows in ((last, first[:, :WIDTH]), (middle, first[:, WIDTH:]), (both, first)):
        assert np.array_equal(EncodingCache(encoder, tmp_path).read([key])[key], rows)
        assert np.array_equal(encode(encoder, ARTICLE, [1, 1, 1]), rows)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"encoder\.onnx does not exist"):
        Encoder(tmp_path).encode([ARTICLE])


def test_nothing_heavy_is_imported_before_the_first_sentence(folder: Path) -> None:
    code = (
        "import sys, spacy; nlp = spacy.blank('nl'); nlp.add_pipe('frame_encoder'); import duiding.language as language; "
        "language.Parser('auto', ('tok2vec', 'frame_encoder')); print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.fixture
def nlp(folder: Path) -> spacy.language.Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("frame_encoder", config={"folder": str(folder), "threads": 1})
    return nlp


def test_the_component_encodes_the_sentences_of_a_doc_in_it(nlp: spacy.language.Language, encoder: Encoder) -> None:
    doc = nlp(" ".join(ARTICLE))
    expected = encoder.encode([ARTICLE])[0]
    assert equal([sentence._.encoding for sentence in doc.sents], list(expected))
    assert np.array_equal(doc._.encoding, expected.mean(axis=0))


def test_a_doc_without_sentences_is_one_sentence(folder: Path, encoder: Encoder) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("frame_encoder", config={"folder": str(folder)})
    assert np.array_equal(nlp(ARTICLE[0])._.encoding, encoder.encode([ARTICLE[:1]])[0][0])
    assert nlp("")._.encoding.shape == (WIDTH,)


def test_the_component_says_what_it_assigns(nlp: spacy.language.Language) -> None:
    assert nlp.get_pipe_meta("frame_encoder").assigns == ["doc._.encoding", "span._.encoding"]


def test_batches_and_processes_give_the_same(nlp: spacy.language.Language) -> None:
    texts = [" ".join(ARTICLE), ARTICLE[2], " ".join(LONG)]
    expected = [nlp(text)._.encoding for text in texts]
    assert equal([doc._.encoding for doc in nlp.pipe(texts)], expected)
    assert equal([doc._.encoding for doc in nlp.pipe(texts, n_process=2)], expected)


def test_a_pipeline_with_it_is_written_and_read(nlp: spacy.language.Language, tmp_path: Path) -> None:
    expected = nlp(ARTICLE[0])._.encoding
    nlp.to_disk(tmp_path / "pipeline")
    assert np.array_equal(spacy.load(tmp_path / "pipeline")(ARTICLE[0])._.encoding, expected)
    again = spacy.blank("nl")
    again.add_pipe("sentencizer")
    again.add_pipe("frame_encoder", config={"folder": str(nlp.get_pipe("frame_encoder").folder)})
    assert np.array_equal(again.from_bytes(nlp.to_bytes())(ARTICLE[0])._.encoding, expected)


def test_a_stored_pipeline_refuses_another_encoder(nlp: spacy.language.Language, tmp_path: Path) -> None:
    other = write_tiny_encoder(tmp_path / "other", seed=1)
    nlp.to_disk(tmp_path / "pipeline")
    with pytest.raises(InputError, match=rf"another sentence encoder than the one in {other}"):
        spacy.load(tmp_path / "pipeline", config={"components.frame_encoder.folder": str(other)})
    again = spacy.blank("nl")
    again.add_pipe("sentencizer")
    again.add_pipe("frame_encoder", config={"folder": str(other)})
    for read in (lambda: again.from_bytes(nlp.to_bytes()), lambda: again.from_disk(tmp_path / "pipeline")):
        with pytest.raises(InputError, match="another sentence encoder"):
            read()


def test_a_stored_pipeline_is_read_where_its_encoder_stands_elsewhere(
    nlp: spacy.language.Language, folder: Path, tmp_path: Path
) -> None:
    expected = nlp(ARTICLE[0])._.encoding
    moved = Path(shutil.copytree(folder, tmp_path / "moved"))
    again = spacy.blank("nl")
    again.add_pipe("sentencizer")
    component = again.add_pipe("frame_encoder", config={"folder": str(moved), "threads": 2})
    assert np.array_equal(again.from_bytes(nlp.to_bytes())(ARTICLE[0])._.encoding, expected)
    assert (component.folder, component.threads) == (str(moved), 2)


def test_a_pipeline_stored_without_a_digest_is_read(nlp: spacy.language.Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline", exclude=["frame_encoder"])
    assert not (tmp_path / "pipeline" / "frame_encoder").exists()
    assert spacy.load(tmp_path / "pipeline")(ARTICLE[0])._.encoding.shape == (WIDTH,)


def test_a_pipeline_without_weights_is_not_stored_in_silence(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("frame_encoder", config={"folder": str(tmp_path)})
    with pytest.raises(MissingFileError, match=r"encoder\.onnx does not exist"):
        nlp.to_bytes()


def test_a_doc_keeps_its_encoding_in_bytes(nlp: spacy.language.Language) -> None:
    doc = nlp(" ".join(ARTICLE))
    read = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert np.array_equal(read._.encoding, doc._.encoding)
    assert equal([sentence._.encoding for sentence in read.sents], [sentence._.encoding for sentence in doc.sents])


@pytest.fixture
def parser(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Parser:
    monkeypatch.setenv("DUIDING_ENCODER", str(folder))
    return Parser("nl_ud_news_sm", ("tok2vec", "morphologizer", "frame_encoder"))


def test_a_parser_encodes_each_sentence_in_its_article(parser: Parser, encoder: Encoder) -> None:
    texts, groups = [*ARTICLE, *LONG], [1] * 3 + [2] * 40
    expected = np.concatenate(encoder.encode([ARTICLE, LONG]))
    assert equal([one.encoding for one in parser.stream(texts, groups)], list(expected))
    assert equal([one.encoding for one in parser.parse(texts, groups)], list(expected))
    alone = [rows[0] for rows in encoder.encode([[text] for text in texts])]
    assert equal([one.encoding for one in parser.stream(texts)], alone)


def test_without_the_component_a_parse_has_no_encoding() -> None:
    (parse,) = Parser("nl_ud_news_sm", ("tok2vec",)).parse(["Het regent."])
    assert parse.encoding is None


def test_encodings_are_kept_by_article(encoder: Encoder, tmp_path: Path) -> None:
    cache = EncodingCache(encoder, tmp_path)
    texts, groups = [*ARTICLE, *LONG, "a", "b"], [1] * 3 + [2] * 40 + [3, 3]
    first = encode(encoder, texts, groups, cache=cache)
    told: list[tuple[int, int]] = []
    # One sentence more in an article: that one is read again, the others are known; "a" and "b" are no article of "ab".
    again = encode(
        encoder,
        [*ARTICLE, "Meer.", *LONG, "a", "b"],
        [1] * 4 + groups[3:],
        cache=cache,
        progress=lambda done, total: told.append((done, total)),
    )
    assert np.array_equal(again[4:], first[3:])
    assert not np.allclose(again[1], first[1])
    assert told[-1] == (4, 4)
    assert encode(encoder, [], cache=cache).shape == (0, WIDTH)


def test_encodings_made_by_other_code_are_not_found(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = [one.path for one in EncodingCache(encoder).depths]
    monkeypatch.setattr("duiding.language.encodings.code_digest", lambda *_: "changed")
    assert before != [one.path for one in EncodingCache(encoder).depths]


def test_a_damaged_cache_of_encodings_is_written_over(encoder: Encoder, tmp_path: Path) -> None:
    cache = EncodingCache(encoder, tmp_path)
    first = encode(encoder, ARTICLE, [1, 1, 1], cache=cache)
    cache.depths[0].path.write_bytes(b"this is no database")
    assert np.array_equal(encode(encoder, ARTICLE, [1, 1, 1], cache=cache), first)
    assert np.array_equal(encode(encoder, ARTICLE, [1, 1, 1], cache=cache), first)


@pytest.mark.skipif(not (WEIGHTS / "encoder.onnx").is_file(), reason="the weights are not here")
def test_the_package_carries_an_encoder_that_tells_events_apart() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 35_000_000
    assert {"LICENSE", "README.md", "encoder.onnx", "tokenizer.json"} == {path.name for path in WEIGHTS.iterdir()}
    texts = [
        "Raketten troffen vannacht een woonwijk in de hoofdstad.",
        "Bij een luchtaanval op de stad vielen tientallen doden.",
        "De ministers spreken elkaar vrijdag in Genève over een bestand.",
        "De leiders tekenden een akkoord over de terugkeer van gevangenen.",
    ]
    rows = np.concatenate(Encoder(WEIGHTS).encode([[text] for text in texts]))
    rows -= rows.mean(axis=0)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    assert min(cosines[0, 1], cosines[2, 3]) > cosines[:2, 2:].max()


def test_an_article_without_end_is_parted_and_loses_no_sentence() -> None:
    texts = [str(number) for number in range(10_000)]
    parts = list(articles_of(texts, [1] * 9_000 + [2] * 1_000))
    assert [text for part in parts for text in part] == texts
    assert max(map(len, parts)) < 5_000
    assert parts[-1] == texts[9_000:]

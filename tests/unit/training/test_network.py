"""The network, the labels and a run of a few steps. PyTorch is no part of the service: where it is missing, skipped."""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from training.articles import parse
from training.marked import Attribution, Marked
from training.syntax import Token
from workers.extraction.artefact import FOLDER
from workers.extraction.tags import LINK_BUCKETS, LINKS, NAME_TAGS, ROLE_TAGS, forbidden

torch: Any = pytest.importorskip("torch", reason="needs requirements-train.txt")
distances: Any = pytest.importorskip("training.distances")
examples: Any = pytest.importorskip("training.examples")
network: Any = pytest.importorskip("training.model")
train: Any = pytest.importorskip("training.train")

torch.set_num_threads(1)

ARTICLE = parse(
    "“<q1>The pump failed twice,</q1>” <c1>said</c1> <s1,2><p>Ada Brusk</p></s1,2>, <c2>adding</c2> that <q2>nobody in "
    "<g>Holm</g> was hurt</q2>.\nThe road stays shut.\n<s3>She</s3> <c3>thinks</c3> <q3>a new pump is needed</q3>.\n"
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The model's own, without cutting or padding."""
    found = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def small() -> Any:
    """A network of one narrow layer."""
    torch.manual_seed(1)
    return network.Reader(network.Shape(layers=1, width=24, heads=2, feed_forward=48, link_width=8, dropout=0.0))


def labels_of(article: Marked) -> tuple[list[str], Any]:
    """The words of an article and their labels."""
    starts, words, at = [], [], 0
    for word in article.text.replace("\n", " ").split(" "):
        if word:
            starts.append(at)
            words.append(word)
        at += len(word) + 1
    return words, examples.label(article, np.array(starts), np.array([0]))


def test_a_gold_attribution_becomes_tags_and_links() -> None:
    text = "It failed, said Ada Brusk."
    article = Marked(text, (Attribution(((16, 25),), ((11, 15),), ((0, 9),)),), ((16, 25, "person"),), (0,))
    _, labels = labels_of(article)
    tags = [ROLE_TAGS[int(np.flatnonzero(row)[0])] for row in labels.allowed]
    assert tags == ["B-content", "I-content", "B-cue", "B-source", "I-source"]
    assert [NAME_TAGS[tag] for tag in labels.names] == ["O", "O", "O", "B-person", "I-person"]
    cue, by_cue, by_content = labels.links
    assert list(cue[:2]) == [2, 2]
    assert by_cue[2] == 3
    assert list(by_content[:2]) == [3, 3]
    assert (labels.links[0, 2:] == examples.UNKNOWN).all()


def test_arguable_content_admits_every_tag() -> None:
    text = "It failed again."
    _, labels = labels_of(Marked(text, (Attribution((), (), ((0, 9),), weight=0.0),)))
    assert labels.allowed.sum(axis=1).tolist() == [len(ROLE_TAGS), len(ROLE_TAGS), 1]


def test_a_source_not_located_may_stand_in_its_sentence() -> None:
    article = Marked("It failed, she said.", (Attribution((), ((15, 19),), ((0, 9),), source_known=False),))
    words, labels = labels_of(article)
    admitted = {ROLE_TAGS[tag] for tag in np.flatnonzero(labels.allowed[words.index("she")])}
    assert admitted == {"O", "B-source", "I-source"}
    assert labels.links[2, 0] == examples.UNKNOWN


def test_windows_hold_every_word_once(tokenizer: Tokenizer) -> None:
    article = parse("\n".join(f"<q{n}>The bridge number {n} is shut</q{n}>, <c{n}>says</c{n}> Bo." for n in range(40)))
    windows = examples.windows_of(article, tokenizer, 60, random.Random(3))
    assert max(len(window.ids) for window in windows) <= 62
    assert sum(len(window.first) for window in windows) == 40 * 10  # marks are words
    for window in windows:
        targets = window.labels.links
        assert targets.max() < len(window.first)


def test_a_batch_pads_and_hides(tokenizer: Tokenizer) -> None:
    windows = examples.windows_of(ARTICLE, tokenizer, 24, random.Random(3))
    batch = examples.collate(windows, 1.0, np.random.default_rng(1))
    assert batch.ids.shape == batch.present.shape
    lengths = [len(window.ids) for window in windows]
    assert batch.present.sum(dim=1).tolist() == lengths
    for row, length in zip(batch.ids, lengths, strict=True):
        assert set(row[1 : length - 1].tolist()) == {examples.MASK}
        assert set(row[length:].tolist()) <= {0}


def test_the_crf_loss_is_that_of_counting_all_sequences() -> None:
    generator = torch.Generator().manual_seed(5)
    k, lengths = 3, (4, 2)
    emissions = torch.randn(2, 4, k, generator=generator)
    transitions = torch.randn(k, k, generator=generator)
    allowed = torch.rand(2, 4, k, generator=generator) > 0.4
    allowed[..., 0] = True

    def total(row: int, admits: Any) -> float:
        sums = []
        for path in itertools.product(range(k), repeat=lengths[row]):
            if all(admits[row, at, tag] for at, tag in enumerate(path)):
                score = sum(float(emissions[row, at, tag]) for at, tag in enumerate(path))
                sums.append(math.exp(score + sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))))
        return math.log(sum(sums))

    free = torch.ones_like(allowed)
    expected = sum(total(row, free) - total(row, allowed) for row in range(2)) / sum(lengths)
    found = network.crf_loss(emissions, allowed, torch.tensor(lengths), transitions)
    assert float(found) == pytest.approx(expected, abs=1e-4)


def test_padding_changes_no_score(tokenizer: Tokenizer) -> None:
    windows = sorted(examples.windows_of(ARTICLE, tokenizer, 24, random.Random(3)), key=lambda window: len(window.ids))
    reader = small().eval()
    both = examples.collate(windows, 0.0, np.random.default_rng(1))
    alone = examples.collate(windows[:1], 0.0, np.random.default_rng(1))
    with torch.no_grad():
        padded = reader.encode(both.ids, both.features, both.present)[0, : alone.ids.shape[1]]
        plain = reader.encode(alone.ids, alone.features, None)[0]
    assert torch.allclose(padded, plain, atol=1e-4)


def test_attention_is_the_librarys() -> None:
    layer = small().layers[0]
    q, k, v = torch.randn(3, 2, 9, layer.qkv.in_features)
    mask = torch.zeros(2, 1, 1, 9)
    mask[1, ..., 6:] = -1e4
    split = [part.view(2, 9, layer.heads, -1).transpose(1, 2) for part in (q, k, v)]
    expected = torch.nn.functional.scaled_dot_product_attention(*split, attn_mask=mask).transpose(1, 2).flatten(2)
    assert torch.allclose(layer.attend(q, k, v, mask), expected, atol=1e-5)


def test_weights_to_start_from_must_fit_and_may_lack_the_training_aids() -> None:
    weights = {name: value for name, value in small().state_dict().items() if not name.startswith("relations.")}
    small().load_start(weights)
    del weights["names.bias"]
    with pytest.raises(ValueError, match=r"do not fit this network: names\.bias"):
        small().load_start(weights)


def test_a_few_steps_lower_every_loss(tokenizer: Tokenizer) -> None:
    reader = small()
    starts = [match.start() for match in re.finditer(r"\w+", ARTICLE.text)]
    tree = tuple(Token(at, at + 1, before, at % 5, at % 3) for before, at in itertools.pairwise([-1, *starts]))
    article = replace(ARTICLE, tokens=tree)
    batch = examples.collate(
        examples.windows_of(article, tokenizer, 60, random.Random(3)), 0.0, np.random.default_rng(1)
    )
    optimiser = torch.optim.AdamW([p for p in reader.parameters() if p.requires_grad], lr=1e-2)
    first = {name: float(loss.detach()) for name, loss in train.losses_of(reader, batch).items()}
    for _ in range(30):
        sum(train.losses_of(reader, batch).values()).backward()
        optimiser.step()
        optimiser.zero_grad()
    last = {name: float(loss.detach()) for name, loss in train.losses_of(reader, batch).items()}
    assert set(first) == {"roles", "names", "mode", "links", "syntax"}
    assert all(last[name] < 0.7 * first[name] for name in first), (first, last)


def test_links_that_lead_back_to_the_cue_start_with_a_bias_for_it(tokenizer: Tokenizer) -> None:
    found = distances.link_distances([ARTICLE] * 8, tokenizer, 60, seed=1)
    assert found.shape == (len(LINKS), LINK_BUCKETS)
    assert np.abs(found).max() <= distances.MOST
    near, far = LINK_BUCKETS // 2 + 2, LINK_BUCKETS - 1
    assert found[0, near] > found[0, far]


def test_the_rate_rises_holds_and_falls() -> None:
    reader = small()
    options = {
        "encoder_rate": 1e-4, "head_rate": 1e-3, "table_rate": 1e-2, "weight_decay": 0.0, "warmup_steps": 10,
        "decay_share": 0.5,
    }  # fmt: skip
    optimiser = train._optimiser(reader, options)
    rates = []
    for step in (0, 9, 49, 75, 99):
        train._set_rate(optimiser, step, 100, options)
        rates.append([group["lr"] for group in optimiser.param_groups])
    encoder, heads, tables = zip(*rates, strict=True)
    assert encoder == pytest.approx([1e-5, 1e-4, 1e-4, 0.5e-4, 0.05e-4])
    assert heads[1] == pytest.approx(1e-3)
    assert tables[1] == pytest.approx(1e-2)


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    options = {"encoder_rate": 1e-4, "head_rate": 1e-3, "table_rate": 1e-2, "weight_decay": 0.0}
    reader = small()
    optimiser = train._optimiser(reader, options)
    sum(parameter.sum() for parameter in reader.parameters() if parameter.requires_grad).backward()
    optimiser.step()
    train._save(tmp_path / "checkpoint-0.pt", reader, optimiser, 17)
    again = small()
    fresh = train._optimiser(again, options)
    assert train._resume(tmp_path / "none.pt", again, fresh) == 0
    assert train._resume(tmp_path / "checkpoint-0.pt", again, fresh) == 17
    assert all(torch.equal(a, b) for a, b in zip(reader.parameters(), again.parameters(), strict=True))
    assert len(fresh.state_dict()["state"]) == len(optimiser.state_dict()["state"])


def test_the_log_gives_means_every_twenty_steps(tmp_path: Path) -> None:
    log = train.Log(tmp_path / "log.jsonl", 100, 0)
    for step in range(1, 41):
        log.add(step, {"roles": float(step)}, 10)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["step"], line["roles"]) for line in lines] == [(20, 10.5), (40, 30.5)]


def test_forbidden_transitions_leave_gold_its_score() -> None:
    batch_tags = [5, 6, 6, 0, 3, 1, 2]
    steps = forbidden()
    assert all(steps[a, b] == 0 for a, b in itertools.pairwise(batch_tags))

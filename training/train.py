"""Trains the model. Resumable: a checkpoint holds weights, optimiser and position of every process.

    python -m training.train --data DIR --out DIR [--config training/config.toml] [--epochs N] [--start model.pt]

``--data`` holds polnear_train.jsonl, polnear_train.corenlp.jsonl.gz and style_train.jsonl; the articles tagged for
training lie beside this file. Processes train apart, each on its own part of the windows with one thread, and average
their weights every few steps (local SGD; Stich, ICLR 2019): on machines with few cores that is quicker than one process
with several threads.
"""

from __future__ import annotations

import argparse
import json
import os
import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor
from torch.nn import functional

from training.base import base_files
from training.examples import UNKNOWN, Batch
from training.model import Reader, Shape, crf_loss
from training.stream import Config, Run, Stream
from workers.extraction.tags import LINKS, bucket, forbidden

# Links grow surer than they are right: much is learnt by heart, because who is meant depends on few words.
_LINK_SMOOTHING = 0.05
_TABLES = ("distance", "transitions", "null")  # single numbers that have far to go, at a rate of their own


def main() -> None:
    """Reads the arguments and starts the processes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and the log")
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.toml"))
    parser.add_argument("--epochs", type=float, help="instead of the configuration's, also for a run that is resumed")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to begin from, instead of the base's")
    args = parser.parse_args()
    config: Config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    if args.epochs:
        config["optimiser"]["epochs"] = args.epochs
    base = base_files(config["base"]["package"], config["base"]["sha256"])
    args.out.mkdir(parents=True, exist_ok=True)
    run = Run(config, args.data, args.out, base.tokenizer, base.weights, args.start)
    processes = int(config["optimiser"]["processes"])
    mp.spawn(train, args=(run, processes), nprocs=processes)


def train(rank: int, run: Run, processes: int) -> None:
    """One process of the run."""
    torch.set_num_threads(1)
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    meeting = f"file://{run.out.absolute()}/rendezvous-{os.getppid()}"
    dist.init_process_group("gloo", init_method=meeting, rank=rank, world_size=processes)
    options, seed = run.config["optimiser"], int(run.config["optimiser"]["seed"])
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(seed)
    model = Reader(Shape(dropout=run.config["model"]["dropout"])).to(device)
    if run.start:
        model.load_start(torch.load(run.start, weights_only=True, map_location=device))
    else:
        model.load_base(run.weights)
    stream = Stream(run, rank, processes)
    total = int(float(options["epochs"]) * stream.steps_an_epoch)
    optimiser = _optimiser(model, options)
    saved = run.out / f"checkpoint-{rank}.pt"
    step = _resume(saved, model, optimiser)
    if not step and not run.start:
        model.distance.data.copy_(torch.from_numpy(stream.link_distances()))
    torch.manual_seed(seed * 1000 + rank + step)
    log = Log(run.out / "log.jsonl", total, step) if rank == 0 else None
    model.train()
    for batch in stream.batches(step):
        if step >= total:
            break
        _set_rate(optimiser, step, total, options)
        with torch.autocast(device.type, torch.bfloat16, enabled=_has_bfloat16(device)):
            losses = losses_of(model, batch.to(device))
        weighted = losses["roles"] + sum(float(weight) * losses[name] for name, weight in run.config["loss"].items())
        weighted.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), float(options["clip"]))
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        if step % int(options["average_every"]) == 0 or step == total:
            _average(model, processes)
        if log:
            log.add(step, {k: float(v.detach()) for k, v in losses.items()}, int(batch.present.sum()))
        if step % 128 == 0 or step == total:
            _save(saved, model, optimiser, step)
            if rank == 0:
                torch.save(model.state_dict(), run.out / "model.pt")
                for number, share in enumerate(options["moments"]):
                    if step <= float(share) * total:
                        torch.save(model.state_dict(), run.out / f"moment-{number}.pt")
    dist.barrier()


def losses_of(model: Reader, batch: Batch) -> dict[str, Tensor]:
    """The losses of a batch, each a mean over what it is counted on."""
    x = model.encode(batch.ids, batch.features, batch.present)
    at = batch.first[..., None].expand(-1, -1, x.shape[-1])
    x = model.dropout(x.gather(1, at))
    transitions = model.transitions + torch.from_numpy(forbidden()).to(x.device)
    w = x.shape[1]
    distance = bucket(np.arange(w)[None, :] - np.arange(w)[:, None])
    vectors, buckets = model.links(x), torch.from_numpy(distance).to(x.device)
    scores = [model.link_scores(vectors, n, buckets) for n in range(len(LINKS))]
    links = [_cross_entropy(scores[n], _shift(batch.links[:, n]), _LINK_SMOOTHING) for n in range(len(LINKS))]
    tree = (
        _cross_entropy(model.head_scores(x), _shift(batch.syntax[:, 0]))
        + _cross_entropy(model.relations(x), batch.syntax[:, 1])
        + _cross_entropy(model.parts(x), batch.syntax[:, 2])
    )
    return {
        "roles": crf_loss(model.roles(x).float(), batch.allowed, batch.lengths, transitions),
        "names": _cross_entropy(model.names(x), batch.names, 0.05),
        "mode": _cross_entropy(model.modes(x), batch.modes),
        "links": torch.stack(links).sum(),
        "syntax": tree,
    }


def _has_bfloat16(device: torch.device) -> bool:
    """Whether bfloat16 is quick here: without the processor's own instructions it is many times slower."""
    return device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()


def _shift(target: Tensor) -> Tensor:
    """Word indices to positions in the scores, where pointing at nothing comes first."""
    return torch.where(target == UNKNOWN, target, target + 1)


def _cross_entropy(scores: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    if not bool((target != UNKNOWN).any()):
        return scores.sum() * 0.0
    flat = scores.float().flatten(0, 1), target.flatten()
    return functional.cross_entropy(*flat, ignore_index=UNKNOWN, label_smoothing=smoothing)


def _optimiser(model: Reader, options: dict[str, Any]) -> torch.optim.AdamW:
    named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    body = [p for name, p in named if name.startswith(("embeddings.", "layers."))]
    tables = [p for name, p in named if name in _TABLES]
    heads = [p for name, p in named if not name.startswith(("embeddings.", "layers.")) and name not in _TABLES]
    groups = [
        {"params": body, "rate": float(options["encoder_rate"])},
        {"params": heads, "rate": float(options["head_rate"])},
        {"params": tables, "rate": float(options["table_rate"])},
    ]
    return torch.optim.AdamW(groups, lr=1e-4, weight_decay=float(options["weight_decay"]), fused=True)


def _set_rate(optimiser: torch.optim.Optimizer, step: int, total: int, options: dict[str, Any]) -> None:
    """Warm-up, then the full rate, then a linear fall: a run can be prolonged or cut short by when the fall begins."""
    warm = min(1.0, (step + 1) / float(options["warmup_steps"]))
    left = (total - step) / max(1.0, total * float(options["decay_share"]))
    factor = warm * max(0.05, min(1.0, left))
    for group in optimiser.param_groups:
        group["lr"] = group["rate"] * factor


def _average(model: Reader, processes: int) -> None:
    if processes > 1:
        parameters = [p for p in model.parameters() if p.requires_grad]
        flat = torch.cat([p.detach().flatten() for p in parameters])
        dist.all_reduce(flat)
        flat /= processes
        torch.nn.utils.vector_to_parameters(flat, parameters)


def _save(path: Path, model: Reader, optimiser: torch.optim.Optimizer, step: int) -> None:
    fresh = path.with_suffix(".new")
    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step}, fresh)
    fresh.replace(path)


def _resume(path: Path, model: Reader, optimiser: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True, map_location=model.root.device)
    model.load_state_dict(saved["model"])
    optimiser.load_state_dict(saved["optimiser"])
    return int(saved["step"])


class Log:
    """Mean losses and speed, a line every 20 steps."""

    def __init__(self, path: Path, total: int, step: int) -> None:
        self._path, self._total, self._began, self._pieces = path, total, time.monotonic(), 0
        self._sums: dict[str, float] = {}
        self._count, self._first = 0, step

    def add(self, step: int, losses: dict[str, float], pieces: int) -> None:
        """Counts a step in, and writes a line when one is due."""
        self._pieces += pieces
        self._count += 1
        for name, value in losses.items():
            self._sums[name] = self._sums.get(name, 0.0) + value
        if step % 20 and step != self._total:
            return
        seconds = time.monotonic() - self._began
        means = {name: round(value / self._count, 4) for name, value in self._sums.items()}
        speed = {"pieces_a_second": round(self._pieces / seconds), "seconds": round(seconds)}
        line = {"step": step, "of": self._total, **means, **speed}
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        print(line, flush=True)
        self._sums, self._count = {}, 0


if __name__ == "__main__":
    main()

"""What the peers share that work in blocks of paths: the clock, the blocks, the result as JSON.

Such a peer is a function `percentiles(paths, generator)` that evaluates so many paths and returns P5, P50 and P95 of
every output as an array [3, outputs], in the units of the program's outputs.
"""
import argparse
import json
import math
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

PROBABILITIES = (0.05, 0.50, 0.95)
BLOCKS = (1000, 4000, 20000)  # paths at a time: within the caches, about their size, beyond them


def run_blocks(percentiles, paths, block, threads):
    """Seconds of `paths` paths in blocks, and the percentiles of every block as [blocks, 3, outputs]."""
    def run(number):
        return percentiles(block, np.random.Generator(np.random.SFC64(number)))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(run, range(threads)))  # warm-up
        start = time.perf_counter()
        found = list(pool.map(run, range(threads, threads + paths // block)))
        return time.perf_counter() - start, np.array(found)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--paths", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--blocks", type=int, nargs="+", default=BLOCKS, help="paths at a time; all are timed")
    return parser


def result_json(paths, threads, seconds, outputs, estimates, errors, versions):
    """One run: `estimates` and `errors` are [3, outputs], `seconds` maps a block size to its time."""
    return json.dumps({
        "paths": paths,
        "threads": threads,
        "versions": versions,
        "seconds_by_block": seconds,
        "quantiles": {
            name: [{"p": p, "value": float(estimates[k, o]), "standard_error": float(errors[k, o])}
                   for k, p in enumerate(PROBABILITIES)]
            for o, name in enumerate(outputs)},
    })


def main(percentiles, outputs, versions=f"NumPy {np.__version__}"):
    """The command line of a peer whose outputs are `outputs`, as "metric date"."""
    parser = arguments("Runs the plan in blocks of paths of several sizes.")
    asked = parser.parse_args()
    blocks = sorted(asked.blocks)
    if any(asked.paths % block for block in blocks) or asked.paths < 2 * blocks[-1]:
        parser.error(f"--paths: must be a multiple of {math.lcm(*blocks)}, and at least {2 * blocks[-1]}")
    seconds = {}
    for block in blocks:
        seconds[block], found = run_blocks(percentiles, asked.paths, block, asked.threads)
    # The estimates are the means over the blocks of the last, largest size; their spread gives the standard errors.
    print(result_json(asked.paths, asked.threads, seconds, outputs, found.mean(axis=0),
                      found.std(axis=0, ddof=1) / math.sqrt(len(found)), versions))

"""What the NumPy peers share: the clock, the blocks, the result as JSON.

A peer is a function `percentiles(paths, generator)` that evaluates so many paths and returns P5, P50 and P95 of every
output as an array [3, outputs], in the units of the program's outputs.
"""
import argparse
import json
import math
import time

import numpy as np

PROBABILITIES = (0.05, 0.50, 0.95)
BLOCKS = (1000, 4000, 20000)  # paths at a time: within the caches, about their size, beyond them


def run_blocks(percentiles, paths, block):
    """Seconds of `paths` paths in blocks, and the percentiles of every block as [blocks, 3, outputs]."""
    percentiles(1000, np.random.Generator(np.random.SFC64(0)))  # warm-up
    start = time.perf_counter()
    found = [percentiles(block, np.random.Generator(np.random.SFC64(1 + b))) for b in range(paths // block)]
    return time.perf_counter() - start, np.array(found)


def main(percentiles, outputs):
    """The command line of a peer whose outputs are `outputs`, as "metric date"."""
    parser = argparse.ArgumentParser(description="Runs the plan in NumPy, in blocks of several sizes, on one thread.")
    parser.add_argument("--paths", type=int, default=1_000_000, help="for each block size, a multiple of all of them")
    paths = parser.parse_args().paths
    if paths < 2 * max(BLOCKS) or any(paths % block for block in BLOCKS):
        parser.error(f"--paths: must be a multiple of {math.lcm(*BLOCKS)}, and at least {2 * max(BLOCKS)}")
    seconds = {}
    for block in BLOCKS:
        seconds[block], found = run_blocks(percentiles, paths, block)
    # The estimates are the means over the blocks of the last, largest size; their spread gives the standard errors.
    estimates = found.mean(axis=0)
    errors = found.std(axis=0, ddof=1) / math.sqrt(len(found))
    print(json.dumps({
        "paths": paths,
        "seconds_by_block": seconds,
        "quantiles": {
            name: [{"p": p, "value": float(estimates[k, o]), "standard_error": float(errors[k, o])}
                   for k, p in enumerate(PROBABILITIES)]
            for o, name in enumerate(outputs)},
    }))

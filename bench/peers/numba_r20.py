#!/usr/bin/env python3
"""R20 (bench/plans/r20.toml) in Numba: the model of numpy_r20.py as compiled loops over a block of paths, fastmath off.

A build's arithmetic is one pass over the dates with the paths innermost, which LLVM turns into vector code, so that no array is
gone through more often than needed. Draws and percentiles are NumPy's; blocks run on as many threads as asked, without the GIL.
"""
import numba
import numpy as np

import numpy_peer
from numpy_r20 import BUILDS, DATES, FACTORS, LOG_MEAN, LOG_SD, METRICS, PHASES, RAMP_YEARS, factor_matrix

f4 = np.float32
LOG_MEAN, LOG_SD = np.array(LOG_MEAN, f4), np.array(LOG_SD, f4)
PER_RAMP = f4(1 / RAMP_YEARS)


@numba.njit(nogil=True)
def add_build(total, build, factors, normals, uniforms):
    """Adds a build to `total` [5, dates, paths]; `normals` are [5 + phases, paths], `uniforms` [phases, paths]."""
    paths = factors.shape[1]
    x = np.empty((5, paths), f4)
    for k in range(5):
        mean = LOG_MEAN[k] + f4(0.01) * f4(build)
        for i in range(paths):
            x[k, i] = np.exp(mean + LOG_SD[k] * (f4(0.6) * factors[k + 1, i] + f4(0.8) * normals[k, i]))
    per_mw = np.empty((4, paths), f4)
    for i in range(paths):
        it = f4(1) / x[0, i]
        accelerators = f4(1000) / x[1, i] * it
        per_mw[0, i], per_mw[1, i] = it, accelerators
        per_mw[2, i] = accelerators * x[2, i] * min(x[4, i], f4(1))
        per_mw[3, i] = min(x[3, i], f4(1))
    start, built_mw = np.empty((PHASES, paths), f4), np.empty((PHASES, paths), f4)
    for p in range(PHASES):
        for i in range(paths):
            z = f4(0.5) * factors[0, i] + f4(0.8660254) * normals[5 + p, i]
            start[p, i] = np.exp(f4(0.8) * z - f4(0.7)) + f4(0.5 + p + 0.1 * build)
            built_mw[p, i] = f4(200 + 50 * p + 10 * build) if uniforms[p, i] < f4(0.95 - 0.15 * p) else f4(0)
    for d in range(len(DATES)):
        for i in range(paths):
            online = f4(0)
            for p in range(PHASES):
                online += built_mw[p, i] * min(max((DATES[d, 0] - start[p, i]) * PER_RAMP, f4(0)), f4(1))
            total[0, d, i] += online
            for row in range(4):
                total[row + 1, d, i] += online * per_mw[row, i]


@numba.njit(nogil=True)
def add_homes(total, factor):
    """Row 5 of `total` from row 4."""
    for i in range(len(factor)):
        homes_per_mw = f4(8760) / np.exp(f4(0.1) * factor[i] + f4(2.3513753))
        for d in range(total.shape[1]):
            total[5, d, i] = total[4, d, i] * homes_per_mw


def percentiles(paths, rng):
    factors = factor_matrix() @ rng.standard_normal((FACTORS, paths), dtype=f4)
    total = np.zeros((len(METRICS), len(DATES), paths), f4)
    for build in range(BUILDS):
        add_build(total, build, factors, rng.standard_normal((5 + PHASES, paths), dtype=f4),
                  rng.random((PHASES, paths), dtype=f4))
    add_homes(total, factors[0])
    found = np.percentile(total.reshape(-1, paths), [100 * p for p in numpy_peer.PROBABILITIES], axis=1)
    return found / np.repeat(list(METRICS.values()), len(DATES))


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} {2024 + date}-12-31" for metric in METRICS for date in range(len(DATES))],
                    f"Numba {numba.__version__}")

#!/usr/bin/env python3
"""R20 (bench/plans/r20.toml) as float32 arrays: the straightforward fast way to write such a model in NumPy.

Per path 226 draws: 6 factors; for each of 20 builds 5 lognormal parameters, each loaded 0.6 on a factor, and for each of
3 phases a lognormal delay loaded 0.5 on factor 0 and a completion. Arrays are [dates, paths] and worked on in place.
"""
import numpy as np

import numpy_peer

BUILDS, PHASES, FACTORS = 20, 3, 6
DATES = np.arange(11, dtype=np.float32)[:, None]  # years after the beginning of 2025
RAMP_YEARS = 0.75

# Name of each output and its unit in that of the formulas below: GW in MW, EFLOP/s in PFLOP/s.
METRICS = {"facility_gw": 1e3, "it_gw": 1e3, "accelerators": 1.0, "effective_eflops": 1e3, "average_gw": 1e3, "homes_peak": 1.0}

# Design-peak ratio, kW per accelerator, effective PFLOP/s, load factor, utilization: parameters of the first build's
# logarithms; the means grow by 0.01 with every build.
LOG_MEAN = (0.2231, 0.5306, 0.7, -0.3, -0.6)
LOG_SD = (0.06, 0.1, 0.2, 0.1, 0.2)

f4 = np.float32


def factor_matrix():
    """Lower triangular, 0.9 on the diagonal and 0.2 below it, scaled to factors of unit variance."""
    lower = np.tril(np.full((FACTORS, FACTORS), 0.2)) + 0.7 * np.eye(FACTORS)
    return (lower / np.linalg.norm(lower, axis=1, keepdims=True)).astype(f4)


def parameters(build, factors, rng):
    """The five parameters of a build, each [paths]."""
    own = rng.standard_normal((5, factors.shape[1]), dtype=f4)
    x = [np.exp(f4(LOG_MEAN[k] + 0.01 * build) + f4(LOG_SD[k]) * (f4(0.6) * factors[k + 1] + f4(0.8) * own[k]))
         for k in range(5)]
    np.minimum(x[3], f4(1), out=x[3])  # shares stay at or below one
    np.minimum(x[4], f4(1), out=x[4])
    return x


def power_online(build, factors, rng, share):
    """Facility power of a build at every date [MW], as [dates, paths]; `share` is memory of that shape."""
    paths = factors.shape[1]
    online = np.zeros_like(share)
    for phase in range(PHASES):
        z = f4(0.5) * factors[0] + f4(0.8660254) * rng.standard_normal(paths, dtype=f4)
        start = np.exp(f4(0.8) * z - f4(0.7)) + f4(0.5 + phase + 0.1 * build)
        completes = rng.random(paths, dtype=f4) < 0.95 - 0.15 * phase
        built_mw = np.where(completes, f4(200 + 50 * phase + 10 * build), f4(0))
        np.subtract(DATES, start, out=share)
        share *= f4(1 / RAMP_YEARS)
        np.clip(share, 0, 1, out=share)
        share *= built_mw
        online += share
    return online


def percentiles(paths, rng):
    factors = factor_matrix() @ rng.standard_normal((FACTORS, paths), dtype=f4)
    total = np.zeros((len(METRICS), len(DATES), paths), f4)
    share = np.empty((len(DATES), paths), f4)
    for build in range(BUILDS):
        ratio, kw, pflops, load, utilization = parameters(build, factors, rng)
        it = 1 / ratio
        accelerators = 1000 / kw * it  # per MW of facility power
        online = power_online(build, factors, rng, share)
        total[0] += online
        for row, per_mw in ((1, it), (2, accelerators), (3, accelerators * pflops * utilization), (4, load)):
            np.multiply(online, per_mw, out=share)
            total[row] += share
    household_mwh = np.exp(f4(0.1) * factors[0] + f4(2.3513753))
    np.multiply(total[4], f4(8760) / household_mwh, out=total[5])
    found = np.percentile(total.reshape(-1, paths), [100 * p for p in numpy_peer.PROBABILITIES], axis=1)
    return found / np.repeat(list(METRICS.values()), len(DATES))


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} {2024 + date}-12-31" for metric in METRICS for date in range(len(DATES))])

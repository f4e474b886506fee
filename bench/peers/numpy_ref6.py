#!/usr/bin/env python3
"""ref6 (bench/plans/ref6.toml) as float32 arrays: six draws and three outputs a path."""
import math

import numpy as np

import numpy_peer

OUTPUTS = ("h100e", "facility_gw", "homes_energy")
NORMAL_P95 = 1.6448536

f4 = np.float32


def lognormal(low, high):
    """Mean and standard deviation of the logarithm, from P5 and P95."""
    return f4(math.log(low * high) / 2), f4(math.log(high / low) / (2 * NORMAL_P95))


IT_GW = lognormal(1.09, 1.8)
OVERHEAD = lognormal(1.14 * 1.14 / 1.35, 1.35)  # median 1.14
SERVER_KW = lognormal(1.2, 1.9)
PUE_MIN, PUE_MODE, PUE_MAX = 1.08, 1.2, 1.4


def lognormal_draws(law, paths, rng):
    x = rng.standard_normal(paths, dtype=f4)
    x *= law[1]
    x += law[0]
    return np.exp(x, out=x)


def overhead_draws(paths, rng):
    """Lognormal cut at 1: what falls below is drawn again."""
    x = lognormal_draws(OVERHEAD, paths, rng)
    below = np.flatnonzero(x < 1)
    while below.size > 0:
        x[below] = lognormal_draws(OVERHEAD, below.size, rng)
        below = below[x[below] < 1]
    return x


def pue_draws(paths, rng):
    """Triangular, by inverse CDF."""
    u = rng.random(paths, dtype=f4)
    width, left, right = PUE_MAX - PUE_MIN, PUE_MODE - PUE_MIN, PUE_MAX - PUE_MODE
    rising = f4(PUE_MIN) + np.sqrt(u * f4(width * left))
    falling = f4(PUE_MAX) - np.sqrt((1 - u) * f4(width * right))
    return np.where(u < f4(left / width), rising, falling)


def load_factor_draws(paths, rng):
    """beta(8, 3), from two gammas."""
    a = rng.standard_gamma(8, paths, dtype=f4)
    return a / (a + rng.standard_gamma(3, paths, dtype=f4))


def percentiles(paths, rng):
    it_gw = lognormal_draws(IT_GW, paths, rng)
    gpus = it_gw / (overhead_draws(paths, rng) * lognormal_draws(SERVER_KW, paths, rng)) * f4(1e6)
    h100e_per_gpu = f4(1) + f4(1.527) * rng.random(paths, dtype=f4)
    facility_gw = it_gw * pue_draws(paths, rng)
    homes = facility_gw * load_factor_draws(paths, rng) * f4(8760e6 / 10500)
    return np.percentile([gpus * h100e_per_gpu, facility_gw, homes], [100 * p for p in numpy_peer.PROBABILITIES], axis=1)


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} 2025-12-31" for metric in OUTPUTS])

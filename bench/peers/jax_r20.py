#!/usr/bin/env python3
"""R20 (bench/plans/r20.toml) in JAX: the model of numpy_r20.py as one compiled function of a block of paths.

Builds are a scan, so that a block's arrays stay in the caches; within a build XLA fuses the arithmetic and makes vector code of
it. Random bits are XLA's own generator (`unsafe_rbg`), the cheapest that JAX offers; the percentiles are NumPy's, whose
selection beats XLA's sort on a CPU.
"""
import functools

import jax
import jax.numpy as jnp
import numpy as np

import numpy_peer
from numpy_r20 import BUILDS, DATES, FACTORS, LOG_MEAN, LOG_SD, METRICS, PHASES, RAMP_YEARS, factor_matrix

f4 = np.float32
PHASE = np.arange(PHASES, dtype=f4)[:, None]


def power_online(build, factor, normals, uniforms):
    """Facility power of a build at every date [MW], as [dates, paths]."""
    start = jnp.exp(0.8 * (0.5 * factor + f4(0.8660254) * normals) - 0.7) + (0.5 + PHASE + 0.1 * build)
    built_mw = jnp.where(uniforms < 0.95 - 0.15 * PHASE, 200 + 50 * PHASE + 10 * build, 0)
    return sum(built_mw[p] * jnp.clip((DATES - start[p]) * f4(1 / RAMP_YEARS), 0, 1) for p in range(PHASES))


@functools.partial(jax.jit, static_argnums=1)
def totals(key, paths):
    """Every output, as [outputs, paths]."""
    factor_key, build_key = jax.random.split(key)
    factors = factor_matrix() @ jax.random.normal(factor_key, (FACTORS, paths), f4)

    def add_build(total, inputs):
        build, key = inputs
        normal_key, uniform_key = jax.random.split(key)
        normals = jax.random.normal(normal_key, (5 + PHASES, paths), f4)
        ratio, kw, pflops, load, utilization = (
            jnp.exp(LOG_MEAN[k] + 0.01 * build + LOG_SD[k] * (0.6 * factors[k + 1] + 0.8 * normals[k])) for k in range(5))
        online = power_online(build, factors[0], normals[5:], jax.random.uniform(uniform_key, (PHASES, paths), f4))
        accelerators = 1000 / (kw * ratio)
        per_mw = (1, 1 / ratio, accelerators, accelerators * pflops * jnp.minimum(utilization, 1), jnp.minimum(load, 1))
        return tuple(row + weight * online for row, weight in zip(total, per_mw)), None

    zeros = jnp.zeros((len(DATES), paths), f4)
    rows, _ = jax.lax.scan(add_build, (zeros,) * 5, (np.arange(BUILDS, dtype=f4), jax.random.split(build_key, BUILDS)))
    household_mwh = jnp.exp(0.1 * factors[0] + f4(2.3513753))
    return jnp.concatenate([*rows, rows[4] * (8760 / household_mwh)])


def percentiles(paths, rng):
    key = jax.random.key(int(rng.integers(2**32)), impl="unsafe_rbg")
    found = np.percentile(np.asarray(totals(key, paths)), [100 * p for p in numpy_peer.PROBABILITIES], axis=1)
    return found / np.repeat(list(METRICS.values()), len(DATES))


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} {2024 + date}-12-31" for metric in METRICS for date in range(len(DATES))],
                    f"JAX {jax.__version__}")

#!/usr/bin/env python3
"""ref6 (bench/plans/ref6.toml) in JAX: the model of numpy_ref6.py as one compiled function of a block of paths."""
import functools

import jax
import jax.numpy as jnp
import numpy as np

import numpy_peer
from numpy_ref6 import IT_GW, OUTPUTS, OVERHEAD, PUE_MAX, PUE_MIN, PUE_MODE, SERVER_KW


def lognormal_draws(key, law, paths):
    return jnp.exp(law[0] + law[1] * jax.random.normal(key, (paths,), np.float32))


def overhead_draws(key, paths):
    """Lognormal cut at 1, by inverse CDF."""
    least = -OVERHEAD[0] / OVERHEAD[1]
    return jnp.exp(OVERHEAD[0] + OVERHEAD[1] * jax.random.truncated_normal(key, least, np.inf, (paths,), np.float32))


def pue_draws(key, paths):
    """Triangular, by inverse CDF."""
    u = jax.random.uniform(key, (paths,), np.float32)
    width, left, right = PUE_MAX - PUE_MIN, PUE_MODE - PUE_MIN, PUE_MAX - PUE_MODE
    return jnp.where(u < left / width, PUE_MIN + jnp.sqrt(u * (width * left)),
                     PUE_MAX - jnp.sqrt((1 - u) * (width * right)))


def load_factor_draws(key, paths):
    """beta(8, 3) from two gammas of whole shape: minus logarithms of products of uniforms."""
    u = jax.random.uniform(key, (11, paths), np.float32, np.finfo(np.float32).tiny)
    a, b = -jnp.log(u[:8]).sum(axis=0), -jnp.log(u[8:]).sum(axis=0)
    return a / (a + b)


@functools.partial(jax.jit, static_argnums=1)
def outputs(key, paths):
    keys = jax.random.split(key, 6)
    it_gw = lognormal_draws(keys[0], IT_GW, paths)
    gpus = it_gw / (overhead_draws(keys[1], paths) * lognormal_draws(keys[2], SERVER_KW, paths)) * 1e6
    h100e = gpus * (1 + np.float32(1.527) * jax.random.uniform(keys[3], (paths,), np.float32))
    facility_gw = it_gw * pue_draws(keys[4], paths)
    homes = facility_gw * load_factor_draws(keys[5], paths) * np.float32(8760e6 / 10500)
    return jnp.stack([h100e, facility_gw, homes])


def percentiles(paths, rng):
    key = jax.random.key(int(rng.integers(2**32)), impl="unsafe_rbg")
    return np.percentile(np.asarray(outputs(key, paths)), [100 * p for p in numpy_peer.PROBABILITIES], axis=1)


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} 2025-12-31" for metric in OUTPUTS], f"JAX {jax.__version__}")

#!/usr/bin/env python3
"""ref6 (bench/plans/ref6.toml) in Numba: the model of numpy_ref6.py as one compiled loop over a block of paths, fastmath off.

Draws and percentiles are NumPy's; blocks run on as many threads as asked, without the GIL.
"""
import numba
import numpy as np

import numpy_peer
from numpy_ref6 import IT_GW, OUTPUTS, OVERHEAD, PUE_MAX, PUE_MIN, PUE_MODE, SERVER_KW, load_factor_draws, overhead_draws

f4 = np.float32
WIDTH, LEFT, RIGHT = f4(PUE_MAX - PUE_MIN), f4(PUE_MODE - PUE_MIN), f4(PUE_MAX - PUE_MODE)
PUE_MIN, PUE_MAX = f4(PUE_MIN), f4(PUE_MAX)
IT_MEAN, IT_SD, KW_MEAN, KW_SD = *IT_GW, *SERVER_KW


@numba.njit(nogil=True)
def outputs(normals, uniforms, overhead, load_factor):
    """`normals` and `uniforms` are [2, paths]; the result is [3, paths]."""
    result = np.empty((3, normals.shape[1]), f4)
    for i in range(normals.shape[1]):
        it_gw = np.exp(IT_MEAN + IT_SD * normals[0, i])
        server_kw = np.exp(KW_MEAN + KW_SD * normals[1, i])
        u = uniforms[0, i]
        pue = (PUE_MIN + np.sqrt(u * (WIDTH * LEFT)) if u < LEFT / WIDTH
               else PUE_MAX - np.sqrt((f4(1) - u) * (WIDTH * RIGHT)))
        result[0, i] = it_gw / (overhead[i] * server_kw) * f4(1e6) * (f4(1) + f4(1.527) * uniforms[1, i])
        result[1, i] = it_gw * pue
        result[2, i] = result[1, i] * load_factor[i] * f4(8760e6 / 10500)
    return result


def percentiles(paths, rng):
    values = outputs(rng.standard_normal((2, paths), dtype=f4), rng.random((2, paths), dtype=f4),
                     overhead_draws(paths, rng), load_factor_draws(paths, rng))
    return np.percentile(values, [100 * p for p in numpy_peer.PROBABILITIES], axis=1)


if __name__ == "__main__":
    numpy_peer.main(percentiles, [f"{metric} 2025-12-31" for metric in OUTPUTS], f"Numba {numba.__version__}")

#!/usr/bin/env python3
"""Sensitivity indices of known functions, next to SALib's and OpenTURNS' on the same samples.

    bench/peers/sensitivity.py [BASE_SAMPLES]

Needs SALib and OpenTURNS (pip install SALib openturns) and the benchmarks, built. For the Ishigami function and the
g-function: draws Saltelli's design (32,768 base samples unless given), evaluates the function once, and gives the same
values to all three. Then times 131,072 runs of the Ishigami function in OpenTURNS, symbolic function and Jansen's
estimator included, beside a whole `nameplate sensitivity` of it.
"""
import importlib.metadata
import json
import pathlib
import subprocess
import sys
import time

import numpy
import openturns
from SALib.analyze import sobol

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build/release"
A_OF_G = numpy.array([0, 0.5, 3, 9, 99, 99])


def ishigami(x):
    return numpy.sin(x[:, 0]) + 7 * numpy.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * numpy.sin(x[:, 0])


def g_function(x):
    return numpy.prod((numpy.abs(4 * x - 2) + A_OF_G) / (1 + A_OF_G), axis=1)


def known_of_g():
    v = 1 / (3 * (1 + A_OF_G) ** 2)
    all_of_them = numpy.prod(1 + v)
    return v / (all_of_them - 1), v * all_of_them / (1 + v) / (all_of_them - 1)


CASES = {
    "ishigami": (ishigami, -numpy.pi, numpy.pi, 3, ([0.313905, 0.442411, 0], [0.557589, 0.442411, 0.243684])),
    "g_function": (g_function, 0, 1, 6, known_of_g()),
}


def design(low, high, inputs, n, seed):
    """A, B and for each input A with that column of B."""
    random = numpy.random.default_rng(seed)
    a, b = random.uniform(low, high, (2, n, inputs))
    mixed = []
    for i in range(inputs):
        one = a.copy()
        one[:, i] = b[:, i]
        mixed.append(one)
    return a, b, mixed


def of_nameplate(rows):
    data = numpy.concatenate(rows).astype(numpy.float32).tobytes()
    out = subprocess.run([BUILD / "bench/sensitivity_indices", str(len(rows) - 2)], input=data, check=True,
                         capture_output=True).stdout
    return numpy.array([[float(x) for x in line.split()] for line in out.decode().splitlines()])


def of_salib(rows, inputs):
    problem = {"num_vars": inputs, "names": [f"x{i}" for i in range(inputs)], "bounds": [[0, 1]] * inputs}
    y = numpy.stack([rows[0], *rows[2:], rows[1]], axis=1).reshape(-1)  # by sample: A, A with B's columns, B
    # Not divided by its deviation and centred by SALib: that changes no index.
    return sobol.analyze(problem, y, calc_second_order=False)


def of_openturns(a, b, mixed, rows):
    x = openturns.Sample(numpy.concatenate([a, b, *mixed]))
    y = openturns.Sample(numpy.concatenate(rows).reshape(-1, 1))
    algorithm = openturns.JansenSensitivityAlgorithm(x, y, len(a))
    return algorithm.getFirstOrderIndices(), algorithm.getTotalOrderIndices()


def compare(name, n):
    function, low, high, inputs, known = CASES[name]
    a, b, mixed = design(low, high, inputs, n, 1)
    rows = [function(a), function(b), *[function(m) for m in mixed]]
    ours, salib, jansen = of_nameplate(rows), of_salib(rows, inputs), of_openturns(a, b, mixed, rows)
    print(f"\n{name}, {n} base samples: known | nameplate ± error | SALib | OpenTURNS (Jansen)")
    for i in range(inputs):
        print(f"  x{i + 1} first {known[0][i]:8.5f} | {ours[i, 0]:8.5f} ± {ours[i, 1]:.5f} | {salib['S1'][i]:8.5f} | "
              f"{jansen[0][i]:8.5f}")
        print(f"     total {known[1][i]:8.5f} | {ours[i, 2]:8.5f} ± {ours[i, 3]:.5f} | {salib['ST'][i]:8.5f} | "
              f"{jansen[1][i]:8.5f}")


def time_openturns(runs=131072):
    function = openturns.SymbolicFunction(["x1", "x2", "x3"], ["sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1)"])
    law = openturns.JointDistribution([openturns.Uniform(-numpy.pi, numpy.pi)] * 3)
    size = runs // 5  # inputs + 2 runs each
    start = time.perf_counter()
    x = openturns.SobolIndicesExperiment(law, size).generate()
    y = function(x)
    openturns.JansenSensitivityAlgorithm(x, y, size).getFirstOrderIndices()
    return len(x), time.perf_counter() - start


def time_nameplate():
    start = time.perf_counter()
    text = subprocess.run([BUILD / "nameplate", "sensitivity", ROOT / "bench/plans/known_indices.toml", "--metric",
                           "ishigami@2026", "--format", "json", "--quiet"], check=True, capture_output=True).stdout
    return json.loads(text)["run"], time.perf_counter() - start


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 32768
    print(f"SALib {importlib.metadata.version('SALib')}, OpenTURNS {openturns.__version__}, NumPy {numpy.__version__}")
    for name in CASES:
        compare(name, n)
    runs, seconds = min((time_openturns() for _ in range(5)), key=lambda pair: pair[1])
    run, whole = min((time_nameplate() for _ in range(5)), key=lambda pair: pair[1])
    print(f"\nOpenTURNS: {runs} runs and first-order indices in {seconds:.3f} s")
    runs = round(run["seconds"] * run["paths_per_second"])
    print(f"nameplate: {runs} runs in {run['seconds']:.3f} s; with indices, Shapley effects, PAWN and start {whole:.3f} s")


if __name__ == "__main__":
    main()

"""compare.py WHOLE_RUN PLAN...: times whole_run and the NumPy peer of each plan in turn; see run."""
import json
import math
import pathlib
import platform
import statistics
import subprocess
import sys

import numpy

ROUNDS = 5
PATHS = {"r20": 1_000_000, "ref6": 10_000_000}
MAX_STANDARD_ERRORS = 5


def output_of(command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def run_nameplate(whole_run, plan):
    return output_of([whole_run, plan, "--paths", str(PATHS[plan]), "--threads", "1"])


def run_numpy(plan):
    peer = pathlib.Path(__file__).with_name(f"numpy_{plan}.py")
    return output_of([sys.executable, str(peer), "--paths", str(PATHS[plan])])


def cpu_model():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def disagreements(ours, theirs):
    """What is wrong with any quantile of any output, as text."""
    if ours.keys() != theirs.keys():
        return [f"other outputs: {sorted(ours.keys() ^ theirs.keys())}"]
    wrong = []
    for name, rows in ours.items():
        for a, b in zip(rows, theirs[name], strict=True):
            error = math.hypot(a["standard_error"], b["standard_error"])
            if a["p"] != b["p"] or not abs(a["value"] - b["value"]) <= MAX_STANDARD_ERRORS * error:
                wrong.append(f"P{100 * a['p']:.0f} of {name}: nameplate {a['value']:.7g}, NumPy {b['value']:.7g}, "
                             f"standard error of the difference {error:.2g}")
    return wrong


def check_agreement(plan, ours, theirs):
    wrong = disagreements(ours["quantiles"], theirs["quantiles"])
    if wrong:
        sys.exit(f"{plan}: nameplate and NumPy disagree\n  " + "\n  ".join(wrong))
    count = sum(len(rows) for rows in ours["quantiles"].values())
    print(f"  agreement: all {count} quantiles within {MAX_STANDARD_ERRORS} standard errors")


def time_plan(whole_run, plan):
    """The rounds of one plan: NumPy at its best block size against nameplate, right after one another."""
    rates, ratios = [], []
    for number in range(ROUNDS):
        ours, theirs = run_nameplate(whole_run, plan), run_numpy(plan)
        if number == 0:
            print(f"{plan}: {PATHS[plan]:,} paths a run, {ours['device']}, {ours['compiler']} {ours['flags']}, "
                  f"commit {ours['commit']}")
            check_agreement(plan, ours, theirs)
        block, seconds = min(theirs["seconds_by_block"].items(), key=lambda item: item[1])
        rates.append((ours["paths"] / ours["seconds"], theirs["paths"] / seconds))
        ratios.append(rates[-1][0] / rates[-1][1])
        print(f"  round {number + 1}: nameplate {rates[-1][0] * 1e-6:8.3f}, NumPy {rates[-1][1] * 1e-6:8.3f} million paths/s "
              f"(best of its blocks: {block}), ratio {ratios[-1]:.2f}", flush=True)
    ours, theirs = (statistics.median(column) * 1e-6 for column in zip(*rates))
    print(f"  median:  nameplate {ours:8.3f}, NumPy {theirs:8.3f} million paths/s")
    print(f"nameplate/numpy {statistics.median(ratios):.2f} ({plan}: median of {ROUNDS} rounds, "
          f"min {min(ratios):.2f}, max {max(ratios):.2f})", flush=True)


def main():
    whole_run, *plans = sys.argv[1:]
    print(f"NumPy {numpy.__version__}, Python {platform.python_version()}, {cpu_model()}, one thread each", flush=True)
    for plan in plans:
        time_plan(whole_run, plan)


if __name__ == "__main__":
    main()

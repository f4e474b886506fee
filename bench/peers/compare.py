"""compare.py WHOLE_RUN THREADS PLAN...: times whole_run and the peers of each plan in turn; see run."""
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys

PEERS = ("numpy", "jax", "numba")
ROUNDS = 5
PATHS = {"r20": 1_000_000, "ref6": 10_000_000}
MAX_STANDARD_ERRORS = 5


def output_of(command, threads):
    """The JSON that a command prints, on as many processors as it may have threads."""
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          preexec_fn=lambda: os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads]))
    return json.loads(done.stdout)


def run_nameplate(whole_run, plan, threads):
    return output_of([whole_run, plan, "--paths", str(PATHS[plan]), "--threads", str(threads)], threads)


def run_peer(peer, plan, threads):
    program = pathlib.Path(__file__).with_name(f"{peer}_{plan}.py")
    return output_of([sys.executable, str(program), "--paths", str(PATHS[plan]), "--threads", str(threads)], threads)


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
                wrong.append(f"P{100 * a['p']:.0f} of {name}: nameplate {a['value']:.7g}, peer {b['value']:.7g}, "
                             f"standard error of the difference {error:.2g}")
    return wrong


def check_agreement(plan, peer, ours, theirs):
    wrong = disagreements(ours["quantiles"], theirs["quantiles"])
    if wrong:
        sys.exit(f"{plan}: nameplate and {peer} disagree\n  " + "\n  ".join(wrong))
    count = sum(len(rows) for rows in ours["quantiles"].values())
    print(f"  {theirs['versions']}: all {count} quantiles agree within {MAX_STANDARD_ERRORS} standard errors")


def time_plan(whole_run, plan, threads):
    """The rounds of one plan: the program, then every peer at its best block size, right after one another."""
    rates = {"nameplate": [], **{peer: [] for peer in PEERS}}
    for number in range(ROUNDS):
        ours = run_nameplate(whole_run, plan, threads)
        rates["nameplate"].append(1e-6 * ours["paths"] / ours["seconds"])
        if number == 0:
            print(f"{plan}: {PATHS[plan]:,} paths a run, {ours['device']}, {ours['compiler']} {ours['flags']}, "
                  f"commit {ours['commit']}")
        for peer in PEERS:
            theirs = run_peer(peer, plan, threads)
            if number == 0:
                check_agreement(plan, peer, ours, theirs)
            rates[peer].append(1e-6 * theirs["paths"] / min(theirs["seconds_by_block"].values()))
        print(f"  round {number + 1}, million paths/s: "
              + ", ".join(f"{name} {column[-1]:.3f}" for name, column in rates.items()), flush=True)
    for peer in PEERS:
        ratios = [ours / theirs for ours, theirs in zip(rates["nameplate"], rates[peer])]
        print(f"nameplate/{peer} {statistics.median(ratios):.2f} ({plan}, {threads} threads: median of {ROUNDS} rounds, "
              f"min {min(ratios):.2f}, max {max(ratios):.2f})", flush=True)


def main():
    whole_run, threads, *plans = sys.argv[1:]
    print(f"Python {platform.python_version()}, {cpu_model()}, {threads} threads each", flush=True)
    for plan in plans:
        time_plan(whole_run, plan, int(threads))


if __name__ == "__main__":
    main()

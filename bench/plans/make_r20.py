#!/usr/bin/env python3
"""Writes R20, the reference plan for whole-run speed, as a catalog: make_r20.py > r20.toml

20 builds x 3 phases x 11 report dates x 6 metrics, 6 correlated factors. It is a yardstick for speed, not a forecast; the
NumPy peer (bench/peers/numpy_r20.py) computes the same model with the same number of draws.
"""
import math

FACTORS, BUILDS, PHASES = 6, 20, 3


def correlation():
    """Of L e, with L 0.9 on the diagonal and 0.2 below it."""
    lower = [[0.9 if i == j else 0.2 if j < i else 0.0 for j in range(FACTORS)] for i in range(FACTORS)]
    cov = [[sum(a * b for a, b in zip(x, y)) for y in lower] for x in lower]
    return [[cov[i][j] / math.sqrt(cov[i][i] * cov[j][j]) for j in range(FACTORS)] for i in range(FACTORS)]


def period(months):
    """The period that ends `months` whole months after the beginning of 2025."""
    year, month = divmod(months - 1, 12)
    return f"{2025 + year}-{month + 1:02}"


def lognormal(mu, sigma, **more):
    words = [f'family = "lognormal", mu = {mu:.7g}, sigma = {sigma}'] + [f"{k} = {v:g}" for k, v in more.items()]
    return "{ " + ", ".join(words) + " }"


def parameter(name, scope, unit, law="", loadings=""):
    lines = [f"[parameters.{name}]", f'scope = "{scope}"', f'unit = "{unit}"']
    if law:
        lines.append(f"distribution = {law}")
    if loadings:
        lines.append(f"loadings = {{ {loadings} }}")
    return "\n".join(lines) + "\n"


def shared_tables():
    """What all builds share. The laws written here as plain numbers are replaced in every build."""
    names = ", ".join(f'"f{k}"' for k in range(FACTORS))
    rows = ",\n  ".join("[" + ", ".join(f"{x:.12f}" for x in row) + "]" for row in correlation())
    # A household's average demand [kW], so that homes_peak is average draw over what a household uses on average.
    household = lognormal(2.3513753 + math.log(1000 / 8760), 0.1)
    return [f"[factors]\nnames = [{names}]\ncorrelation = [\n  {rows}]\n",
            parameter("delay_months", "phase", "month", "6", "f0 = 0.5"),
            parameter("completion", "phase", "1"),
            parameter("completion_probability", "global", "1", "0.5"),
            parameter("size_factor", "phase", "1", "1"),
            parameter("ramp_months", "phase", "month", "9"),
            parameter("design_peak_ratio", "build", "1", "1.25", "f1 = 0.6"),
            parameter("it_kw_per_accelerator", "build", "kW", "1.7", "f2 = 0.6"),
            parameter("training_mfu", "build", "1", "0.2", "f3 = 0.6"),
            parameter("load_factor", "build", "1", "0.74", "f4 = 0.6"),
            parameter("availability", "build", "1", "0.55", "f5 = 0.6"),
            parameter("chips_allocated", "build", "1", "1"),
            parameter("ai_share", "build", "1", "1"),
            parameter("unfilled_share", "build", "1", "0"),
            parameter("household_peak_kw", "region", "kW", household, "f0 = 1.0"),
            '[regions.us]\nname = "United States"\n',
            '[platforms.chip]\nname = "Chip"\ndies_per_package = 1\npeak_pflops = { bf16 = 10.0, fp8 = 20.0 }\n']


def build(number):
    """Build `number`; i numbers them anew every 20. Its phases are planned for 0.5 + phase + 0.1 i years after the epoch."""
    i = number % BUILDS
    step = 0.01 * i
    # Catalogs date a phase by the period's end; the tenths of a month beyond it stand in the delay.
    beyond = 12 * i % 10 / 10
    lines = [f'[builds.site-{number:02}]\nname = "Site {number}"\nparties = []\nannounced = "2024"\nregion = "us"\nbasis = "facility"\n'
             'status = "under-construction"\nplatforms = { chip = 1.0 }\n'
             f"[builds.site-{number:02}.parameters]\n"
             f"delay_months = {lognormal(-0.7 + math.log(12), 0.8, shift=beyond)}\n"
             f"design_peak_ratio = {lognormal(0.2231 + step, 0.06, clip_min=1, clip_max=3)}\n"
             f"it_kw_per_accelerator = {lognormal(0.5306 + step, 0.1)}\n"
             f"training_mfu = {lognormal(0.7 + step - math.log(10), 0.2, clip_max=1)}\n"
             f"load_factor = {lognormal(-0.3 + step, 0.1, clip_max=1)}\n"
             f"availability = {lognormal(-0.6 + step, 0.2, clip_max=1)}\n"]
    for p in range(PHASES):
        lines.append(f"[[builds.site-{number:02}.phases]]\nmw = {200 + 50 * p + 10 * i}\n"
                     f'energized = "{period(6 + 12 * p + 12 * i // 10)}"\n'
                     f"parameters = {{ completion_probability = {0.95 - 0.15 * p:.2f} }}\n")
    return lines


def catalog(builds):
    """R20 with another number of builds."""
    out = ["# R20: the reference plan for whole-run speed. Written by make_r20.py; a yardstick, not a forecast.",
           'schema = 1\nname = "R20 reference plan"\nepoch = "2025-01"\n'] + shared_tables()
    for number in range(builds):
        out += build(number)
    return "\n".join(out)


if __name__ == "__main__":
    print(catalog(BUILDS), end="")

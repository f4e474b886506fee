"""What announced gigawatts of AI build-out will really deliver.

import nameplate

catalog = nameplate.Catalog.load()
catalog["builds.stargate-abilene.capacity_gw"] = 2
result = nameplate.run(catalog, metrics=["facility_gw", "energy_twh"], dates="2026..2030")
result.summary()
"""

from nameplate._analyses import Claims, Comparison, Sensitivity
from nameplate._catalog import Catalog
from nameplate._core import (
    Build,
    Claim,
    DeviceArray,
    Group,
    InputError,
    Parameter,
    Phase,
    Platform,
    Problem,
    Region,
    RunError,
    has_cuda,
    version,
)
from nameplate._functions import claims, compare, run, sensitivity, sweep
from nameplate._results import Result
from nameplate._sweeps import SweepResult

__version__ = version()

__all__ = [
    "Build",
    "Catalog",
    "Claim",
    "Claims",
    "Comparison",
    "DeviceArray",
    "Group",
    "InputError",
    "Parameter",
    "Phase",
    "Platform",
    "Problem",
    "Region",
    "Result",
    "RunError",
    "Sensitivity",
    "SweepResult",
    "__version__",
    "claims",
    "compare",
    "has_cuda",
    "run",
    "sensitivity",
    "sweep",
    "version",
]

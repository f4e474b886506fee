"""Samples that stay on a CUDA device: copied back, they are the bytes of the CPU."""

import ctypes
import ctypes.util
import os

import nameplate
import numpy as np
import pytest

needs_cuda = pytest.mark.skipif(not nameplate.has_cuda(), reason="no CUDA device, or a build without CUDA")
DEVICE_TO_HOST = 2
DLPACK_CUDA = 2


def runtime() -> ctypes.CDLL:
    """The shared CUDA runtime: the one that NAMEPLATE_CUDART names, or that of the system."""
    name = os.environ.get("NAMEPLATE_CUDART") or ctypes.util.find_library("cudart")
    if name is None:
        pytest.skip("no shared CUDA runtime to copy samples back with")
    return ctypes.CDLL(name)


def copied_back(
    array: nameplate.DeviceArray,
) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    interface = array.__cuda_array_interface__
    assert (interface["typestr"], interface["strides"]) == ("<f4", None)
    values = np.empty(interface["shape"], np.float32)
    status = runtime().cudaMemcpy(
        ctypes.c_void_p(values.ctypes.data),
        ctypes.c_void_p(interface["data"][0]),
        ctypes.c_size_t(values.nbytes),
        DEVICE_TO_HOST,
    )
    assert status == 0
    return values


@needs_cuda
def test_samples_on_the_device_are_the_bytes_of_the_cpu(small_file: str) -> None:
    asked = {
        "metrics": ["facility_gw", "homes_energy/facility_gw"],
        "dates": ["2027", "2028"],
        "paths": 700,
    }
    on_device = nameplate.run(small_file, samples="device", **asked)  # type: ignore[arg-type]
    on_cpu = nameplate.run(small_file, samples=True, backend="cpu", **asked)  # type: ignore[arg-type]
    assert on_device.backend == "cuda"
    for metric in asked["metrics"]:  # type: ignore[attr-defined]
        array = on_device.samples(metric)
        assert copied_back(array).tobytes() == on_cpu.samples(metric).tobytes()
        second = on_device.samples(metric, date="2028-12-31")
        assert copied_back(second).tobytes() == on_cpu.samples(metric)[1].tobytes()
    assert on_device.summary().equals(on_cpu.summary())


@needs_cuda
def test_samples_on_the_device_speak_dlpack(small_file: str) -> None:
    result = nameplate.run(small_file, metrics="facility_gw", dates=2027, paths=100, samples="device")
    array = result.samples("facility_gw")
    assert array.__dlpack_device__() == (DLPACK_CUDA, array.device)
    assert "dltensor" in repr(array.__dlpack__())


def test_without_cuda_the_reason_is_told(small_file: str) -> None:
    if nameplate.has_cuda():
        pytest.skip("there is a CUDA device")
    with pytest.raises(nameplate.InputError, match="^backend: cuda: "):
        nameplate.run(small_file, samples="device", paths=100)

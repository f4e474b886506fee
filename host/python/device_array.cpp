#include "host/python/device_array.hpp"

#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>

#include <cstdint>

namespace nb = nanobind;

namespace nameplate::python {
namespace {

constexpr int interface_version = 3;  // of the CUDA array interface
constexpr int dlpack_cuda = 2;        // kDLCUDA

/// As `nanobind::device::cuda` has it, on the array's own device.
nb::object exported(DeviceArray const& array) {
  using Owner = std::shared_ptr<DeviceSamples>;
  nb::capsule const owner(new Owner(array.owner()),
                          [](void* owned) noexcept { delete static_cast<Owner*>(owned); });
  std::size_t const shape[] = {array.rows(), array.paths()};
  return nb::cast(nb::ndarray<nb::array_api, float>(
      array.data(), 2, shape, owner, nullptr, nb::dtype<float>(), dlpack_cuda, array.device()));
}

nb::typed<nb::dict, nb::str, nb::any> cuda_array_interface(DeviceArray const& array) {
  nb::typed<nb::dict, nb::str, nb::any> dict;
  dict["shape"] = nb::make_tuple(array.rows(), array.paths());
  dict["typestr"] = "<f4";
  dict["data"] = nb::make_tuple(reinterpret_cast<std::uintptr_t>(array.data()), false);
  dict["strides"] = nb::none();
  dict["stream"] = nb::none();  // all work on the memory is done
  dict["version"] = interface_version;
  return dict;
}

nb::object dlpack(DeviceArray const& array, nb::kwargs const& options) {
  return exported(array).attr("__dlpack__")(**options);
}

}  // namespace

void bind_device_array(nb::module_& module) {
  nb::class_<DeviceArray>(module, "DeviceArray",
                          "Samples that stay on a CUDA device: hand it to cupy.asarray or "
                          "torch.from_dlpack.")
      .def_prop_ro("shape",
                   [](DeviceArray const& array) { return std::pair(array.rows(), array.paths()); })
      .def_prop_ro("device", &DeviceArray::device, "Number of the CUDA device.")
      .def_prop_ro("__cuda_array_interface__", cuda_array_interface)
      .def("__dlpack__", dlpack, nb::sig("def __dlpack__(self, **options: object) -> object"))
      .def("__dlpack_device__",
           [](DeviceArray const& array) { return std::pair(dlpack_cuda, array.device()); });
}

}  // namespace nameplate::python

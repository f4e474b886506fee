# The compiler flags of the project, as two interface targets. No other place sets a flag, except the
# instruction sets of host/cpu.

# ISO C++20, without extensions. For CUDA as a plain option: CMake 3.25 knows no C++20 for nvcc 12 and later.
set(CMAKE_CXX_EXTENSIONS OFF)

# Results are the same bits on every machine: products and sums are fused only where the code says fma,
# denormals are kept, division and square root are correctly rounded.
set(NAMEPLATE_NUMERIC_FLAGS -ffp-contract=off)
add_library(nameplate_numerics INTERFACE)
target_compile_features(nameplate_numerics INTERFACE cxx_std_20)
# Boost.Math sums its approximation of the gamma function in another order with SSE2, which changes the last
# bits of plans between x86 and Arm; with the guard of that header set, all machines take the order of the others.
target_compile_definitions(nameplate_numerics INTERFACE BOOST_MATH_SPECIAL_FUNCTIONS_LANCZOS_SSE2)
target_compile_options(nameplate_numerics INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:${NAMEPLATE_NUMERIC_FLAGS}>
  $<$<COMPILE_LANGUAGE:CUDA>:-std=c++20 --fmad=false --ftz=false --prec-div=true --prec-sqrt=true
 -Xcompiler=${NAMEPLATE_NUMERIC_FLAGS}>)

# What libFuzzer needs to see of the library; the targets themselves link it (tests/fuzz).
if(NAMEPLATE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "NAMEPLATE_FUZZ needs Clang, the compiler is ${CMAKE_CXX_COMPILER_ID}: see scripts/fuzz")
  endif()
  set(fuzz_flags -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -gline-tables-only)
  target_compile_options(nameplate_numerics INTERFACE ${fuzz_flags})
  target_link_options(nameplate_numerics INTERFACE ${fuzz_flags})
endif()

# nvcc's host pass goes without -Wpedantic (its generated code is not ISO C++) and meets device pragmas.
add_library(nameplate_warnings INTERFACE)
target_compile_options(nameplate_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall -Wextra -Wshadow -Wpedantic>
  $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-Wall,-Wextra,-Wshadow,-Wno-unknown-pragmas>)
# GCC 12 sees uninitialised and overlapping memory in its own library and intrinsics.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(nameplate_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized -Wno-restrict>)
endif()
if(NAMEPLATE_WERROR)
  target_compile_options(nameplate_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Werror>
    $<$<COMPILE_LANGUAGE:CUDA>:--Werror=all-warnings -Xcompiler=-Werror>)
endif()

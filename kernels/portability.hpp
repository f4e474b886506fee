#pragma once

/// The only place that knows which compiler we are in.

#if defined(__CUDACC__)
#define NAMEPLATE_HD __host__ __device__ __forceinline__
#define NAMEPLATE_UNROLL _Pragma("unroll")
#define NAMEPLATE_NO_UNROLL _Pragma("unroll 1")
#else
#define NAMEPLATE_HD inline __attribute__((always_inline))
#define NAMEPLATE_UNROLL _Pragma("GCC unroll 16")
#define NAMEPLATE_NO_UNROLL
#endif

/// Namespace of everything that may be compiled more than once with other instruction sets: a file
/// compiled for AVX-512 must not lend the linker its copy of an inline function.
#if !defined(NAMEPLATE_ISA)
#define NAMEPLATE_ISA generic
#endif

# Build facts for `nameplate::build_info()`.

# Adds the generated sources behind include/nameplate/version.hpp to `target`.
function(nameplate_add_version target)
  if(NAMEPLATE_HAS_CUDA)
    list(JOIN CMAKE_CUDA_ARCHITECTURES " " architectures)
    set(NAMEPLATE_CUDA_FACTS "nvcc ${CMAKE_CUDA_COMPILER_VERSION}, architectures ${architectures}")
  else()
    set(NAMEPLATE_CUDA_FACTS "no")
  endif()
  string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
  string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}} ${NAMEPLATE_NUMERIC_FLAGS}" NAMEPLATE_CXX_FLAGS)
  configure_file(${PROJECT_SOURCE_DIR}/host/version.cpp.in ${PROJECT_BINARY_DIR}/generated/version.cpp
    @ONLY ESCAPE_QUOTES)

  # The commit is looked up at every build, since a configured tree outlives many commits.
  set(commit_file ${PROJECT_BINARY_DIR}/generated/commit.inc)
  add_custom_target(nameplate_commit
    COMMAND ${CMAKE_COMMAND} -DSOURCE_DIR=${PROJECT_SOURCE_DIR} -DOUTPUT=${commit_file}
            -P ${PROJECT_SOURCE_DIR}/scripts/cmake/write_commit.cmake
    BYPRODUCTS ${commit_file}
    COMMENT "Looking up the commit")
  add_dependencies(${target} nameplate_commit)
  target_sources(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated/version.cpp)
endfunction()

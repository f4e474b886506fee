# What `cmake --install` puts where. Component `program`: the program, its data, documents and help;
# `development`: headers, the library and its CMake package.

include(CMakePackageConfigHelpers)

set(cmake_folder ${CMAKE_INSTALL_LIBDIR}/cmake/Nameplate)
set(document_folder ${CMAKE_INSTALL_DATADIR}/doc/nameplate)

# The program's manual page and completions, which it writes itself; none where it cannot be started.
if(NOT CMAKE_CROSSCOMPILING)
  set(help ${PROJECT_BINARY_DIR}/help)
  set(help_files ${help}/nameplate.1 ${help}/nameplate.bash ${help}/_nameplate ${help}/nameplate.fish)
  add_custom_command(OUTPUT ${help_files}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${help}
    COMMAND nameplate manual > ${help}/nameplate.1
    COMMAND nameplate completion bash > ${help}/nameplate.bash
    COMMAND nameplate completion zsh > ${help}/_nameplate
    COMMAND nameplate completion fish > ${help}/nameplate.fish
    DEPENDS nameplate
    COMMENT "Writing the manual page and the completions"
    VERBATIM)
  add_custom_target(nameplate_help ALL DEPENDS ${help_files})
  install(FILES ${help}/nameplate.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${help}/nameplate.bash RENAME nameplate COMPONENT program
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${help}/_nameplate COMPONENT program
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  install(FILES ${help}/nameplate.fish COMPONENT program
    DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()

# Libraries outside the system's folders (MPI, CUDA) are found where they were linked.
set_target_properties(nameplate PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON)
install(TARGETS nameplate RUNTIME COMPONENT program)
install(DIRECTORY data/ DESTINATION ${NAMEPLATE_INSTALLED_DATA} COMPONENT program)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${document_folder} COMPONENT program)
install(DIRECTORY docs DESTINATION ${document_folder} COMPONENT program
  FILES_MATCHING PATTERN "*.md" PATTERN "*.json")

install(TARGETS nameplate_core EXPORT NameplateTargets ARCHIVE COMPONENT development)
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT NameplateTargets NAMESPACE Nameplate:: DESTINATION ${cmake_folder} COMPONENT development)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/NameplateConfig.cmake.in
  ${PROJECT_BINARY_DIR}/generated/NameplateConfig.cmake
  INSTALL_DESTINATION ${cmake_folder}
  PATH_VARS NAMEPLATE_INSTALLED_DATA
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may break what a consumer relies on.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/NameplateConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES
  ${PROJECT_BINARY_DIR}/generated/NameplateConfig.cmake
  ${PROJECT_BINARY_DIR}/generated/NameplateConfigVersion.cmake
  DESTINATION ${cmake_folder} COMPONENT development)

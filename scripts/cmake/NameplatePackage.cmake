# The Debian packages that cpack makes: nameplate (component `program`) and libnameplate-dev
# (`development`). Version, date and text of the changelog come from the project.

set(package ${PROJECT_BINARY_DIR}/generated/package)
string(TIMESTAMP NAMEPLATE_PACKAGE_DATE "%a, %d %b %Y %H:%M:%S +0000" UTC)  # of SOURCE_DATE_EPOCH, if set
set(NAMEPLATE_MAINTAINER "The Nameplate maintainers <maintainers@nameplate.invalid>")
configure_file(${CMAKE_CURRENT_LIST_DIR}/debian/changelog.in ${package}/changelog @ONLY)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT ${NAMEPLATE_MAINTAINER})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# Documents as Debian has them: compressed, with its form of changelog and licence.
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/debian/finish_documents.cmake)
set(CPACK_NAMEPLATE_CHANGELOG ${package}/changelog)
set(CPACK_NAMEPLATE_COPYRIGHT ${CMAKE_CURRENT_LIST_DIR}/debian/copyright)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME nameplate)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Samples a catalog of announced AI builds, every figure with its source, by
Monte Carlo on CPUs and NVIDIA GPUs: power online, accelerators, compute,
energy and household equivalents, by date, with their uncertainty. Results
are the same bytes on every machine.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnameplate-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "nameplate (= ${PROJECT_VERSION}), libfmt-dev, libtbb-dev, libtomlplusplus-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "The C++ library: headers, static library, CMake package. Reads a catalog,
compiles it to a plan, runs paths of it on CPUs and NVIDIA GPUs, and
summarises what they give.")

include(CPack)

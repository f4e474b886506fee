# Run by cpack on the staged files of each package.

file(GLOB components LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*)
foreach(component IN LISTS components)
  if(component MATCHES "/program$")
    set(name nameplate)
  else()
    set(name libnameplate-dev)
  endif()
  set(documents ${component}/usr/share/doc/${name})
  file(MAKE_DIRECTORY ${documents})
  configure_file(${CPACK_NAMEPLATE_COPYRIGHT} ${documents}/copyright COPYONLY)
  configure_file(${CPACK_NAMEPLATE_CHANGELOG} ${documents}/changelog COPYONLY)
  file(REMOVE ${documents}/LICENSE)  # the copyright file names it
  file(GLOB manuals ${component}/usr/share/man/man1/*.1)
  execute_process(COMMAND gzip --best --no-name --force ${documents}/changelog ${manuals} COMMAND_ERROR_IS_FATAL ANY)
endforeach()

# Vega, Vega-Lite and Vega-Embed, which draw the charts of reports: vega.js (the first two) and vega-embed.js,
# unpacked from the wheel of Panel, which carries them as their authors published them.
#
# Input:  NAMEPLATE_REPORT    AUTO, ON or OFF
#         NAMEPLATE_VEGA_DIR  a folder that has both files; none: PyPI is asked, once for a build folder
# Output: NAMEPLATE_HAS_REPORT, NAMEPLATE_VEGA_FOLDER

set(wheel panel==1.9.4)
set(wheel_sha256 c89c4c1e728297daf0628ea5070fb0da8ad77781e2a3142d302479537c1de6a4)
set(vega vega@6.1.2)
set(vega_lite vega-lite@6.3.0)
set(vega_embed vega-embed@7.0.2)

# Downloads the wheel and unpacks the files to `folder`; leaves `problem` empty if that worked.
function(nameplate_fetch_vega folder problem)
  set(work ${folder}/download)
  file(REMOVE_RECURSE ${work})
  file(MAKE_DIRECTORY ${work})
  file(WRITE ${work}/requirements.txt "${wheel} --hash=sha256:${wheel_sha256}\n")
  find_package(Python3 COMPONENTS Interpreter)
  if(NOT Python3_FOUND)
    set(${problem} "no python3 to download ${wheel} with" PARENT_SCOPE)
    return()
  endif()
  execute_process(
    COMMAND ${Python3_EXECUTABLE} -m pip download --quiet --no-deps --require-hashes --only-binary :all:
            --disable-pip-version-check --dest ${work} --requirement ${work}/requirements.txt
    RESULT_VARIABLE result ERROR_VARIABLE errors OUTPUT_QUIET)
  if(NOT result EQUAL 0)
    string(REGEX REPLACE "[ \n]+" " " errors "${errors}")
    set(${problem} "pip could not download ${wheel}: ${errors}" PARENT_SCOPE)
    return()
  endif()
  file(GLOB archive ${work}/*.whl)
  set(place panel/dist/bundled/vegaplot)
  file(ARCHIVE_EXTRACT INPUT ${archive} DESTINATION ${work}
    PATTERNS ${place}/${vega} ${place}/${vega_lite} ${place}/${vega_embed})
  foreach(name IN ITEMS vega vega_lite vega_embed)
    file(READ ${work}/${place}/${${name}} ${name}_text)
    string(REGEX REPLACE "\n//# sourceMappingURL=[^\n]*" "" ${name}_text "${${name}_text}")
  endforeach()
  file(WRITE ${folder}/vega.js "${vega_text}\n${vega_lite_text}\n")
  file(WRITE ${folder}/vega-embed.js "${vega_embed_text}\n")
  file(REMOVE_RECURSE ${work})
  set(${problem} "" PARENT_SCOPE)
endfunction()

# Finds or fetches the files.
function(nameplate_find_vega)
  set(NAMEPLATE_HAS_REPORT OFF PARENT_SCOPE)
  if(NAMEPLATE_REPORT STREQUAL "OFF")
    return()
  endif()
  set(folder ${NAMEPLATE_VEGA_DIR})
  set(problem "")
  if(NOT folder)
    set(folder ${PROJECT_BINARY_DIR}/${vega})  # another version, another folder
    if(NOT EXISTS ${folder}/vega-embed.js)
      nameplate_fetch_vega(${folder} problem)
    endif()
  endif()
  foreach(name IN ITEMS vega.js vega-embed.js)
    if(NOT problem AND NOT EXISTS ${folder}/${name})
      set(problem "no ${name} in ${folder}")
    endif()
  endforeach()
  if(NOT problem)
    set(NAMEPLATE_HAS_REPORT ON PARENT_SCOPE)
    set(NAMEPLATE_VEGA_FOLDER ${folder} PARENT_SCOPE)
    message(STATUS "Nameplate: with HTML reports")
  elseif(NAMEPLATE_REPORT STREQUAL "ON")
    message(FATAL_ERROR "Nameplate: NAMEPLATE_REPORT is ON, but ${problem}")
  else()
    message(STATUS "Nameplate: without HTML reports: ${problem}")
  endif()
endfunction()

nameplate_find_vega()

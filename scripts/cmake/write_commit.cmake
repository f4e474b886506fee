# cmake -DSOURCE_DIR=... -DOUTPUT=... -P write_commit.cmake
# Writes the checkout's commit as a C++ string literal, with "+modified" if tracked files differ from it;
# "unknown" outside a checkout. The file is touched only when its text changes.
cmake_minimum_required(VERSION 3.25)

set(commit "")
if(EXISTS ${SOURCE_DIR}/.git)  # not a checkout that merely contains this tree
  execute_process(
    COMMAND git -C ${SOURCE_DIR} describe --always --abbrev=12 --exclude=* --dirty=+modified
    OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT commit)
  set(commit unknown)
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "\"${commit}\"\n")

# embed(DATA out): the files of one folder of data become part of the program, as core/embedded.h tells.
# Each file is put in by the assembler (.incbin), so that a large one costs no compile time.
function(embed data out)
    set(folder ${CMAKE_SOURCE_DIR}/${data})
    if(data STREQUAL "texts")
        set(folder ${CMAKE_SOURCE_DIR}/assets/texts)
    endif()
    if(data STREQUAL "assets")
        set(folder ${CMAKE_BINARY_DIR}/assets) # bundled, named by content and compressed by bin/assets
        set(prepared ${CMAKE_BINARY_DIR}/assets.stamp)
        file(GLOB_RECURSE watched CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/*)
        list(FILTER watched EXCLUDE REGEX "/node_modules/")
        add_custom_command(OUTPUT ${prepared}
            COMMAND ${CMAKE_SOURCE_DIR}/bin/assets ${folder}
            COMMAND ${CMAKE_COMMAND} -E touch ${prepared}
            DEPENDS ${watched} ${CMAKE_SOURCE_DIR}/bin/assets COMMENT "Bundling assets" VERBATIM)
    else()
        file(GLOB_RECURSE watched CONFIGURE_DEPENDS ${folder}/*)
        set(prepared "")
    endif()
    set(source ${CMAKE_BINARY_DIR}/embedded/${data}.cpp)
    add_custom_command(OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -DDATA=${data} -DFOLDER=${folder} -DOUT=${source} -P ${CMAKE_SOURCE_DIR}/cmake/embed-files.cmake
        DEPENDS ${watched} ${prepared} ${CMAKE_SOURCE_DIR}/cmake/embed-files.cmake COMMENT "Embedding ${data}" VERBATIM)
    set(${out} ${source} PARENT_SCOPE)
endfunction()

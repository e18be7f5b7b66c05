# Puts db/FOLDER/*.sql into the program: `embedded_sql.h` declares them, sorted by file name.
set(KIOSK_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_sql_files.cmake)
function(kiosk_embed_sql target folder function)
  file(GLOB sql CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/db/${folder}/*.sql)
  set(out ${CMAKE_BINARY_DIR}/generated/${function}.cpp)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DFUNCTION=${function} "-DFILES=${sql}"
            -P ${KIOSK_EMBED_SCRIPT}
    DEPENDS ${sql} ${KIOSK_EMBED_SCRIPT}
    VERBATIM)
  get_target_property(type ${target} TYPE)
  if(NOT type STREQUAL "INTERFACE_LIBRARY")
    target_sources(${target} PRIVATE ${out})
  endif()
endfunction()

# Compiles assets/i18n/LANG.po to build/i18n/LANG/LC_MESSAGES/kiosk.mo.
file(GLOB catalogues CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/i18n/*.po)
set(compiled)
foreach(po ${catalogues})
  get_filename_component(language ${po} NAME_WE)
  set(mo ${CMAKE_BINARY_DIR}/i18n/${language}/LC_MESSAGES/kiosk.mo)
  add_custom_command(
    OUTPUT ${mo}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/i18n/${language}/LC_MESSAGES
    COMMAND ${MSGFMT} --check-format -o ${mo} ${po}
    DEPENDS ${po}
    VERBATIM)
  list(APPEND compiled ${mo})
endforeach()
add_custom_target(catalogues DEPENDS ${compiled})

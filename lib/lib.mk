# The common library, one folder = one layer; DESIGN.md says who may include whom (checked by tests/house).
noinst_LIBRARIES += libportico.a libmodel.a libdocument.a liblink.a

libportico_a_SOURCES =

libmodel_a_SOURCES =

libdocument_a_SOURCES =
libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(PDF_CFLAGS)

liblink_a_SOURCES =
liblink_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS)

# Templates that all areas share; a page's own lie beside its C.
dist_templates_DATA +=

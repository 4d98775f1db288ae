if AREA_API
area_PROGRAMS += cgi-bin/api/api.fcgi
menu_DATA += cgi-bin/api/api.menu
cgi_bin_api_api_fcgi_SOURCES = \
  cgi-bin/api/address.c \
  cgi-bin/api/api.c \
  cgi-bin/api/api.h \
  cgi-bin/api/api_common.c \
  cgi-bin/api/api_description.c \
  cgi-bin/api/api_read.c \
  cgi-bin/api/api_reference.c \
  cgi-bin/api/api_schema.c \
  cgi-bin/api/api_session.c \
  cgi-bin/api/api_write.c \
  cgi-bin/api/customer.c \
  cgi-bin/api/customer_new.c \
  cgi-bin/api/event.c \
  cgi-bin/api/invoice.c \
  cgi-bin/api/offer.c \
  cgi-bin/api/order.c \
  cgi-bin/api/order.h \
  cgi-bin/api/order_new.c \
  cgi-bin/api/order_preview.c \
  cgi-bin/api/order_read.c \
  cgi-bin/api/schema.h \
  cgi-bin/api/subscription.c \
  cgi-bin/api/subscription_change.c
cgi_bin_api_api_fcgi_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
cgi_bin_api_api_fcgi_LDADD = liblink.a $(AREA_LIBS) $(JSON_LIBS)

apitemplatesdir = $(templatesdir)/api
dist_apitemplates_DATA = \
  cgi-bin/api/api_reference.cs
endif

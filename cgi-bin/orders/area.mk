if AREA_ORDERS
area_PROGRAMS += cgi-bin/orders/orders.fcgi
menu_DATA += cgi-bin/orders/orders.menu
cgi_bin_orders_orders_fcgi_SOURCES = \
  cgi-bin/orders/order_canceling.c \
  cgi-bin/orders/order_list.c \
  cgi-bin/orders/order_page.c \
  cgi-bin/orders/order_parts.c \
  cgi-bin/orders/order_retrying.c \
  cgi-bin/orders/orders.c \
  cgi-bin/orders/orders.h

orderstemplatesdir = $(templatesdir)/orders
dist_orderstemplates_DATA = \
  cgi-bin/orders/order_list.cs \
  cgi-bin/orders/order_page.cs
endif

if AREA_CUSTOMERS
area_PROGRAMS += cgi-bin/customers/customers.fcgi
menu_DATA += cgi-bin/customers/customers.menu
cgi_bin_customers_customers_fcgi_SOURCES = \
  cgi-bin/customers/customer_edit.c \
  cgi-bin/customers/customer_list.c \
  cgi-bin/customers/customer_move.c \
  cgi-bin/customers/customer_new.c \
  cgi-bin/customers/customer_page.c \
  cgi-bin/customers/customer_parts.c \
  cgi-bin/customers/customer_scope.c \
  cgi-bin/customers/customers.c \
  cgi-bin/customers/customers.h \
  cgi-bin/customers/customers_sql.c \
  cgi-bin/customers/renewal.h \
  cgi-bin/customers/renewal_list.c \
  cgi-bin/customers/renewal_many.c \
  cgi-bin/customers/subscription_actions.c \
  cgi-bin/customers/subscription_change.c \
  cgi-bin/customers/subscription_change.h \
  cgi-bin/customers/subscription_desk.c \
  cgi-bin/customers/subscription_list.c \
  cgi-bin/customers/subscription_page.c \
  cgi-bin/customers/subscription_preview.c \
  cgi-bin/customers/subscription_usage.c

customerstemplatesdir = $(templatesdir)/customers
dist_customerstemplates_DATA = \
  cgi-bin/customers/customer_list.cs \
  cgi-bin/customers/customer_page.cs \
  cgi-bin/customers/renewal_list.cs \
  cgi-bin/customers/subscription_change.cs \
  cgi-bin/customers/subscription_list.cs \
  cgi-bin/customers/subscription_page.cs \
  cgi-bin/customers/subscription_preview.cs \
  cgi-bin/customers/subscription_usage.cs
endif

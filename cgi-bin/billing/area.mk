if AREA_BILLING
area_PROGRAMS += cgi-bin/billing/billing.fcgi
menu_DATA += cgi-bin/billing/billing.menu
cgi_bin_billing_billing_fcgi_SOURCES = \
  cgi-bin/billing/billing.c \
  cgi-bin/billing/billing.h \
  cgi-bin/billing/invoice_download.c \
  cgi-bin/billing/invoice_list.c \
  cgi-bin/billing/overview_page.c \
  cgi-bin/billing/portal_signin.c \
  cgi-bin/billing/subscription_list.c \
  cgi-bin/billing/visitor_page.c
cgi_bin_billing_billing_fcgi_LDADD = $(DOCUMENT_LIBS) $(AREA_LIBS) $(DOMAIN_LIBS)

billingtemplatesdir = $(templatesdir)/billing
dist_billingtemplates_DATA = \
  cgi-bin/billing/invoice_list.cs \
  cgi-bin/billing/overview_page.cs \
  cgi-bin/billing/portal_ask.cs \
  cgi-bin/billing/subscription_list.cs \
  cgi-bin/billing/visitor_page.cs
endif

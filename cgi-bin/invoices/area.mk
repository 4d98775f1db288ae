if AREA_INVOICES
area_PROGRAMS += cgi-bin/invoices/invoices.fcgi
menu_DATA += cgi-bin/invoices/invoices.menu
cgi_bin_invoices_invoices_fcgi_SOURCES = \
  cgi-bin/invoices/invoice_download.c \
  cgi-bin/invoices/invoice_list.c \
  cgi-bin/invoices/invoice_page.c \
  cgi-bin/invoices/invoices.c \
  cgi-bin/invoices/invoices.h
cgi_bin_invoices_invoices_fcgi_LDADD = $(DOCUMENT_LIBS) $(AREA_LIBS)

invoicestemplatesdir = $(templatesdir)/invoices
dist_invoicestemplates_DATA = \
  cgi-bin/invoices/invoice_list.cs \
  cgi-bin/invoices/invoice_page.cs
endif

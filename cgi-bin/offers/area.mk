if AREA_OFFERS
area_PROGRAMS += cgi-bin/offers/offers.fcgi
menu_DATA += cgi-bin/offers/offers.menu
cgi_bin_offers_offers_fcgi_SOURCES = \
  cgi-bin/offers/offer_labels_page.c \
  cgi-bin/offers/offer_page.c \
  cgi-bin/offers/offer_shelf.c \
  cgi-bin/offers/offers.c \
  cgi-bin/offers/offers.h

offerstemplatesdir = $(templatesdir)/offers
dist_offerstemplates_DATA = \
  cgi-bin/offers/offer_labels_page.cs \
  cgi-bin/offers/offer_page.cs \
  cgi-bin/offers/offer_shelf.cs
endif

if AREA_CHECKOUT
area_PROGRAMS += cgi-bin/checkout/checkout.fcgi
menu_DATA += cgi-bin/checkout/checkout.menu
cgi_bin_checkout_checkout_fcgi_SOURCES = \
  cgi-bin/checkout/basket_add.c \
  cgi-bin/checkout/basket_page.c \
  cgi-bin/checkout/basket_promo.c \
  cgi-bin/checkout/checkout.c \
  cgi-bin/checkout/checkout.h \
  cgi-bin/checkout/checkout_amounts.c \
  cgi-bin/checkout/checkout_details.c \
  cgi-bin/checkout/checkout_review.c \
  cgi-bin/checkout/checkout_steps.c \
  cgi-bin/checkout/customer_existing.c \
  cgi-bin/checkout/customer_for.c \
  cgi-bin/checkout/customer_new.c \
  cgi-bin/checkout/purchase_link.c \
  cgi-bin/checkout/sell_prices.c

checkouttemplatesdir = $(templatesdir)/checkout
dist_checkouttemplates_DATA = \
  cgi-bin/checkout/_details.cs \
  cgi-bin/checkout/basket_add.cs \
  cgi-bin/checkout/basket_page.cs \
  cgi-bin/checkout/checkout_review.cs \
  cgi-bin/checkout/customer_existing.cs \
  cgi-bin/checkout/customer_new.cs \
  cgi-bin/checkout/purchase_page.cs \
  cgi-bin/checkout/sell_prices.cs
endif

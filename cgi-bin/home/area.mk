if AREA_HOME
area_PROGRAMS += cgi-bin/home/home.fcgi
menu_DATA += cgi-bin/home/home.menu
cgi_bin_home_home_fcgi_SOURCES = \
  cgi-bin/home/home.c \
  cgi-bin/home/home.h \
  cgi-bin/home/home_brand.c \
  cgi-bin/home/home_front.c \
  cgi-bin/home/home_logo.c \
  cgi-bin/home/home_page.c

hometemplatesdir = $(templatesdir)/home
dist_hometemplates_DATA = \
  cgi-bin/home/home_page.cs
endif

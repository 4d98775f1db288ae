if AREA_PAGES
area_PROGRAMS += cgi-bin/pages/pages.fcgi
menu_DATA += cgi-bin/pages/pages.menu
cgi_bin_pages_pages_fcgi_SOURCES = \
  cgi-bin/pages/pages.c \
  cgi-bin/pages/pages.h \
  cgi-bin/pages/webpage_picture.c \
  cgi-bin/pages/webpage_show.c
endif

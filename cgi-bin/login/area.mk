if AREA_LOGIN
area_PROGRAMS += cgi-bin/login/login.fcgi
menu_DATA += cgi-bin/login/login.menu
cgi_bin_login_login_fcgi_SOURCES = \
  cgi-bin/login/login.c \
  cgi-bin/login/login.h \
  cgi-bin/login/login_ask.c \
  cgi-bin/login/login_callback.c \
  cgi-bin/login/login_check.c \
  cgi-bin/login/login_enter.c \
  cgi-bin/login/login_left.c \
  cgi-bin/login/login_mail.c \
  cgi-bin/login/login_oidc.c \
  cgi-bin/login/login_passkey.c \
  cgi-bin/login/login_password.c \
  cgi-bin/login/login_portal.c \
  cgi-bin/login/login_register.c
cgi_bin_login_login_fcgi_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
cgi_bin_login_login_fcgi_LDADD = $(FACTOR_LIBS) $(LINK_LIBS) $(OIDC_LIBS) $(AREA_LIBS)

logintemplatesdir = $(templatesdir)/login
dist_logintemplates_DATA = \
  cgi-bin/login/login_ask.cs \
  cgi-bin/login/login_left.cs \
  cgi-bin/login/login_password.cs \
  cgi-bin/login/login_portal.cs \
  cgi-bin/login/login_register.cs
endif

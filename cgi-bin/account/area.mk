if AREA_ACCOUNT
area_PROGRAMS += cgi-bin/account/account.fcgi
menu_DATA += cgi-bin/account/account.menu
cgi_bin_account_account_fcgi_SOURCES = \
  cgi-bin/account/account.c \
  cgi-bin/account/account.h \
  cgi-bin/account/account_page.c \
  cgi-bin/account/account_sessions.c \
  cgi-bin/account/mails_edit.c \
  cgi-bin/account/passkey_edit.c \
  cgi-bin/account/password_edit.c \
  cgi-bin/account/profile_edit.c \
  cgi-bin/account/prove.c \
  cgi-bin/account/qr_drawing.c \
  cgi-bin/account/totp_edit.c \
  cgi-bin/account/totp_removal.c
cgi_bin_account_account_fcgi_CPPFLAGS = $(AM_CPPFLAGS) $(QR_CFLAGS)
cgi_bin_account_account_fcgi_LDADD = liblink.a $(FACTOR_LIBS) $(AREA_LIBS) $(QR_LIBS)

accounttemplatesdir = $(templatesdir)/account
dist_accounttemplates_DATA = \
  cgi-bin/account/account_confirm.cs \
  cgi-bin/account/account_page.cs \
  cgi-bin/account/passkey_edit.cs \
  cgi-bin/account/password_edit.cs \
  cgi-bin/account/profile_edit.cs \
  cgi-bin/account/prove.cs \
  cgi-bin/account/prove_first.cs \
  cgi-bin/account/recovery_codes.cs \
  cgi-bin/account/totp_edit.cs
endif

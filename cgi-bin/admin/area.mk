if AREA_ADMIN
area_PROGRAMS += cgi-bin/admin/admin.fcgi
menu_DATA += cgi-bin/admin/admin.menu
cgi_bin_admin_admin_fcgi_SOURCES = \
  cgi-bin/admin/admin.c \
  cgi-bin/admin/admin.h \
  cgi-bin/admin/admin_history.c \
  cgi-bin/admin/admin_page.c \
  cgi-bin/admin/admin_parts.h \
  cgi-bin/admin/audit_list.c \
  cgi-bin/admin/field.h \
  cgi-bin/admin/field_edit.c \
  cgi-bin/admin/invoice_list.c \
  cgi-bin/admin/mail.h \
  cgi-bin/admin/mail_list.c \
  cgi-bin/admin/mail_preview.c \
  cgi-bin/admin/mail_text_edit.c \
  cgi-bin/admin/mail_text_page.c \
  cgi-bin/admin/offer.h \
  cgi-bin/admin/offer_confirm.c \
  cgi-bin/admin/offer_edit.c \
  cgi-bin/admin/offer_explain.c \
  cgi-bin/admin/offer_items.c \
  cgi-bin/admin/offer_list.c \
  cgi-bin/admin/offer_page.c \
  cgi-bin/admin/offer_sql.c \
  cgi-bin/admin/order.h \
  cgi-bin/admin/order_list.c \
  cgi-bin/admin/order_page.c \
  cgi-bin/admin/org.h \
  cgi-bin/admin/org_edit.c \
  cgi-bin/admin/org_list.c \
  cgi-bin/admin/org_logo.c \
  cgi-bin/admin/org_page.c \
  cgi-bin/admin/org_prices.c \
  cgi-bin/admin/org_register.c \
  cgi-bin/admin/org_sql.c \
  cgi-bin/admin/org_status.c \
  cgi-bin/admin/outbox_list.c \
  cgi-bin/admin/person.h \
  cgi-bin/admin/person_edit.c \
  cgi-bin/admin/person_invite.c \
  cgi-bin/admin/person_list.c \
  cgi-bin/admin/person_move.c \
  cgi-bin/admin/person_page.c \
  cgi-bin/admin/person_place.c \
  cgi-bin/admin/person_status.c \
  cgi-bin/admin/person_view.c \
  cgi-bin/admin/price_edit.c \
  cgi-bin/admin/price_list_edit.c \
  cgi-bin/admin/price_list_list.c \
  cgi-bin/admin/price_list_page.c \
  cgi-bin/admin/product.h \
  cgi-bin/admin/product_edit.c \
  cgi-bin/admin/product_list.c \
  cgi-bin/admin/product_page.c \
  cgi-bin/admin/product_sql.c \
  cgi-bin/admin/tax.h \
  cgi-bin/admin/tax_edit.c \
  cgi-bin/admin/tax_explain.c \
  cgi-bin/admin/tax_list.c \
  cgi-bin/admin/tax_sql.c \
  cgi-bin/admin/promo.h \
  cgi-bin/admin/promo_edit.c \
  cgi-bin/admin/promo_list.c \
  cgi-bin/admin/promo_sql.c \
  cgi-bin/admin/provider.h \
  cgi-bin/admin/provider_edit.c \
  cgi-bin/admin/provider_list.c \
  cgi-bin/admin/role.h \
  cgi-bin/admin/role_edit.c \
  cgi-bin/admin/role_page.c \
  cgi-bin/admin/role_ticks.c \
  cgi-bin/admin/terms_list.c
# Mails' texts and letters, without the library that sends them.
cgi_bin_admin_admin_fcgi_LDADD = liblink.a $(AREA_LIBS)

admintemplatesdir = $(templatesdir)/admin
dist_admintemplates_DATA = \
  cgi-bin/admin/admin_page.cs \
  cgi-bin/admin/audit_list.cs \
  cgi-bin/admin/_mail.cs \
  cgi-bin/admin/field_audiences.cs \
  cgi-bin/admin/field_edit.cs \
  cgi-bin/admin/invoice_list.cs \
  cgi-bin/admin/mail_list.cs \
  cgi-bin/admin/mail_page.cs \
  cgi-bin/admin/mail_text_edit.cs \
  cgi-bin/admin/mail_text_page.cs \
  cgi-bin/admin/offer_explain.cs \
  cgi-bin/admin/offer_items.cs \
  cgi-bin/admin/offer_list.cs \
  cgi-bin/admin/offer_page.cs \
  cgi-bin/admin/order_list.cs \
  cgi-bin/admin/order_page.cs \
  cgi-bin/admin/org_list.cs \
  cgi-bin/admin/org_logo.cs \
  cgi-bin/admin/org_page.cs \
  cgi-bin/admin/outbox_list.cs \
  cgi-bin/admin/person_list.cs \
  cgi-bin/admin/person_page.cs \
  cgi-bin/admin/price_list_list.cs \
  cgi-bin/admin/price_list_page.cs \
  cgi-bin/admin/product_list.cs \
  cgi-bin/admin/product_page.cs \
  cgi-bin/admin/tax_explain.cs \
  cgi-bin/admin/tax_list.cs \
  cgi-bin/admin/tax_page.cs \
  cgi-bin/admin/promo_list.cs \
  cgi-bin/admin/promo_page.cs \
  cgi-bin/admin/provider_list.cs \
  cgi-bin/admin/provider_page.cs \
  cgi-bin/admin/role_list.cs \
  cgi-bin/admin/role_page.cs \
  cgi-bin/admin/terms_list.cs
endif

# The common library, one folder = one layer; tests/house checks who includes whom.
noinst_LIBRARIES += libportico.a libmodel.a libdocument.a liblink.a libfactor.a

libportico_a_SOURCES = \
  lib/base/arena.c \
  lib/base/arena.h \
  lib/base/config.c \
  lib/base/config.h \
  lib/base/crypto.c \
  lib/base/crypto.h \
  lib/base/currency.c \
  lib/base/date.c \
  lib/base/date.h \
  lib/base/date_text.c \
  lib/base/encode.c \
  lib/base/i18n.c \
  lib/base/i18n.h \
  lib/base/json.c \
  lib/base/json.h \
  lib/base/limits.h \
  lib/base/log.c \
  lib/base/log.h \
  lib/base/money.c \
  lib/base/money.h \
  lib/base/posix_zone.c \
  lib/base/posix_zone.h \
  lib/base/pseudo.c \
  lib/base/pseudo.h \
  lib/base/result.c \
  lib/base/result.h \
  lib/base/str.c \
  lib/base/str.h \
  lib/base/utc.c \
  lib/base/utf8.c \
  lib/base/zone.c \
  lib/base/zone.h \
  lib/db/check.c \
  lib/db/connection.c \
  lib/db/db.h \
  lib/db/internal.h \
  lib/db/migrate.c \
  lib/db/migrate.h \
  lib/db/migrate_parse.c \
  lib/db/migrate_state.c \
  lib/db/rows.c \
  lib/db/statement.c \
  lib/db/transaction.c \
  lib/http/body.c \
  lib/http/cookie.c \
  lib/http/http.h \
  lib/http/multipart.c \
  lib/http/params.c \
  lib/http/parse.h \
  lib/http/reply.c \
  lib/http/request.c \
  lib/http/serve.c \
  lib/form/country.c \
  lib/form/form.c \
  lib/form/form.h \
  lib/form/form_check.c \
  lib/form/form_lists.c \
  lib/form/form_lists.h \
  lib/form/form_parse.c \
  lib/form/form_parse.h \
  lib/form/form_show.c \
  lib/form/tax_number.c \
  lib/view/brand.c \
  lib/view/form_view.c \
  lib/view/table_cell.h \
  lib/view/table_csv.c \
  lib/view/table_view.c \
  lib/view/template.c \
  lib/view/template.h \
  lib/view/template_words.c \
  lib/view/tree.c \
  lib/view/view.c \
  lib/view/view.h \
  lib/auth/auth.h \
  lib/auth/factor.c \
  lib/auth/factor.h \
  lib/auth/factor_totp.c \
  lib/auth/handoff.c \
  lib/auth/limit.c \
  lib/auth/passkey.h \
  lib/auth/portal.c \
  lib/auth/portal.h \
  lib/auth/proof.c \
  lib/auth/rights.c \
  lib/auth/rights.h \
  lib/auth/seal.c \
  lib/auth/seal.h \
  lib/auth/session.c \
  lib/auth/shown.c \
  lib/auth/shown.h \
  lib/auth/signin.c \
  lib/auth/vendor_role.c \
  lib/auth/vendor_role.h \
  lib/app/answered.c \
  lib/app/app.h \
  lib/app/check.c \
  lib/app/colour.c \
  lib/app/face.c \
  lib/app/file.c \
  lib/app/dashboard.c \
  lib/app/dashboard.h \
  lib/app/flash.c \
  lib/app/frame.h \
  lib/app/guard.c \
  lib/app/handle.c \
  lib/app/headers.c \
  lib/app/host.c \
  lib/app/list.c \
  lib/app/main.c \
  lib/app/menu.c \
  lib/app/page.c \
  lib/app/parts.c \
  lib/app/parts.h \
  lib/app/parts_roles.c \
  lib/app/refusal.c \
  lib/app/routes.c \
  lib/app/run.c \
  lib/app/shell.c \
  lib/model/audit_row.h \
  lib/model/trail.c \
  lib/model/trail.h

# What needs libraries of its own, for the two areas that prove who somebody is.
libfactor_a_SOURCES = \
  lib/auth/passkey.c \
  lib/auth/passkey_check.c \
  lib/auth/password.c \
  lib/auth/password.h
libfactor_a_CPPFLAGS = $(AM_CPPFLAGS) $(FIDO_CFLAGS) $(JSON_CFLAGS) $(SODIUM_CFLAGS)

libmodel_a_SOURCES = \
  lib/model/address_list.c \
  lib/model/address_list.h \
  lib/model/audit_chain.c \
  lib/model/audit_chain.h \
  lib/model/audit_head.c \
  lib/model/brand.c \
  lib/model/brand.h \
  lib/model/brand_form.c \
  lib/model/change.h \
  lib/model/change_figures.c \
  lib/model/change_lines.c \
  lib/model/change_parts.h \
  lib/model/change_plan.c \
  lib/model/change_post.c \
  lib/model/change_read.c \
  lib/model/change_rule.c \
  lib/model/change_want.c \
  lib/model/change_write.c \
  lib/model/identity.c \
  lib/model/identity.h \
  lib/model/identity_person.c \
  lib/model/invitation.c \
  lib/model/invitation.h \
  lib/model/invitation_many.c \
  lib/model/invitation_parts.h \
  lib/model/invoice.h \
  lib/model/invoice_draft.c \
  lib/model/invoice_issue.c \
  lib/model/invoice_snapshot.c \
  lib/model/invoice_snapshot.h \
  lib/model/ledger.c \
  lib/model/ledger.h \
  lib/model/mail_text.c \
  lib/model/mail_text.h \
  lib/model/offer.c \
  lib/model/offer_text.c \
  lib/model/offer.h \
  lib/model/offer_publish.c \
  lib/model/offer_publish.h \
  lib/model/order.c \
  lib/model/order.h \
  lib/model/order_make.c \
  lib/model/order_parts.h \
  lib/model/order_ask.c \
  lib/model/order_place.c \
  lib/model/order_sell.c \
  lib/model/party.c \
  lib/model/party.h \
  lib/model/person.c \
  lib/model/person.h \
  lib/model/person_seat.c \
  lib/model/person_words.c \
  lib/model/price.c \
  lib/model/price.h \
  lib/model/promo.c \
  lib/model/promo.h \
  lib/model/proration.c \
  lib/model/proration.h \
  lib/model/quote.c \
  lib/model/registration.c \
  lib/model/registration.h \
  lib/model/registration_desk.c \
  lib/model/schedule.c \
  lib/model/schedule.h \
  lib/model/subscription.c \
  lib/model/subscription.h \
  lib/model/subscription_turn.c \
  lib/model/tax.c \
  lib/model/tax.h

libdocument_a_SOURCES = \
  lib/document/document_store.c \
  lib/document/document_store.h \
  lib/document/invoice_pdf.c \
  lib/document/invoice_pdf.h \
  lib/document/paper.c \
  lib/document/paper.h \
  lib/document/snapshot.c \
  lib/document/snapshot.h
libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(PDF_CFLAGS) $(JSON_CFLAGS)

liblink_a_SOURCES = \
  lib/link/compose.c \
  lib/link/json_strict.c \
  lib/link/json_strict.h \
  lib/link/letter.c \
  lib/link/letter.h \
  lib/link/letter_block.h \
  lib/link/letter_html.c \
  lib/link/letter_text.c \
  lib/link/mail.c \
  lib/link/mail.h \
  lib/link/mail_kind.c \
  lib/link/mail_kind.h \
  lib/link/mail_kinds.c \
  lib/link/mail_words.c \
  lib/link/mail_words.h \
  lib/link/oidc.h \
  lib/link/oidc_discovery.c \
  lib/link/oidc_flow.c \
  lib/link/oidc_token.c \
  lib/link/web.c \
  lib/link/web.h
liblink_a_CPPFLAGS = $(AM_CPPFLAGS) $(CURL_CFLAGS) $(JSON_CFLAGS) $(OIDC_CFLAGS)

# Templates that all areas share; a page's own lie beside its C.
dist_templates_DATA += \
  lib/view/brand_logo.cs \
  lib/view/brand_page.cs \
  lib/view/confirm_page.cs \
  lib/view/form.cs \
  lib/view/form_page.cs \
  lib/view/layout_end.cs \
  lib/view/layout_top.cs \
  lib/view/macros.cs \
  lib/view/message.cs \
  lib/view/outcome_page.cs \
  lib/view/portal_front.cs \
  lib/view/table.cs

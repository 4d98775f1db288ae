# Unit tests: one name each; tests/unit/x_test is made of tests/unit/x_test.c and links the whole library.
UNIT_TESTS = \
  tests/unit/access_rule_test \
  tests/unit/address_list_test \
  tests/unit/app_frame_test \
  tests/unit/app_list_test \
  tests/unit/app_pieces_test \
  tests/unit/audit_test \
  tests/unit/auth_session_test \
  tests/unit/auth_device_test \
  tests/unit/auth_seal_test \
  tests/unit/base_arena_test \
  tests/unit/base_config_test \
  tests/unit/base_date_test \
  tests/unit/base_i18n_test \
  tests/unit/base_money_oracle_test \
  tests/unit/base_money_test \
  tests/unit/base_str_test \
  tests/unit/change_oracle_test \
  tests/unit/credit_test \
  tests/unit/db_test \
  tests/unit/factor_test \
  tests/unit/form_check_test \
  tests/unit/form_fill_test \
  tests/unit/http_reply_test \
  tests/unit/http_request_test \
  tests/unit/http_upload_test \
  tests/unit/invoice_cancel_test \
  tests/unit/invoice_test \
  tests/unit/link_compose_test \
  tests/unit/link_letter_test \
  tests/unit/mail_words_test \
  tests/unit/order_state_test \
  tests/unit/order_place_test \
  tests/unit/order_quote_test \
  tests/unit/passkey_test \
  tests/unit/pdf_test \
  tests/unit/price_test \
  tests/unit/schedule_test \
  tests/unit/schema_test \
  tests/unit/subscription_test \
  tests/unit/tax_test \
  tests/unit/usage_test \
  tests/unit/view_brand_test \
  tests/unit/view_gallery_test \
  tests/unit/view_table_test \
  tests/unit/view_test \
  tests/unit/view_tree_test
check_PROGRAMS += $(UNIT_TESTS)
EXTRA_DIST += tests/unit/tap.h tests/unit/billing.h tests/unit/change_shop.h tests/unit/db.h tests/unit/order.h tests/unit/view_rows.h tests/unit/templates
tests_unit_access_rule_test_LDADD = $(AREA_LIBS) $(DOMAIN_LIBS)
tests_unit_link_compose_test_LDADD = $(LINK_LIBS) $(AREA_LIBS)
tests_unit_link_letter_test_LDADD = $(LINK_LIBS) $(AREA_LIBS)
tests_unit_mail_words_test_LDADD = $(LINK_LIBS) $(AREA_LIBS)
tests_unit_pdf_test_LDADD = $(DOCUMENT_LIBS) $(AREA_LIBS)
tests_unit_passkey_test_LDADD = $(FACTOR_LIBS) $(AREA_LIBS)

EXTRA_DIST += tests/unit/http_channel.h

EXTRA_DIST += tests/unit/change_cases.mjs tests/unit/change_oracle.mjs tests/unit/change_rule.mjs tests/unit/money_oracle.mjs tests/unit/usage_cases.mjs tests/fuzz/corpus

# Fuzz targets, with ./configure CC=clang --enable-fuzz: tests/fuzz/x_fuzz is made of tests/fuzz/fuzz_x.c; seeds lie in tests/fuzz/corpus/x.
EXTRA_DIST += tests/fuzz/fuzz.h
if FUZZ
check_PROGRAMS += tests/fuzz/config_fuzz tests/fuzz/date_fuzz tests/fuzz/form_fuzz tests/fuzz/money_fuzz tests/fuzz/request_fuzz \
  tests/fuzz/str_fuzz
endif
tests_fuzz_config_fuzz_SOURCES = tests/fuzz/fuzz_config.c
tests_fuzz_date_fuzz_SOURCES = tests/fuzz/fuzz_date.c
tests_fuzz_form_fuzz_SOURCES = tests/fuzz/fuzz_form.c
tests_fuzz_money_fuzz_SOURCES = tests/fuzz/fuzz_money.c
tests_fuzz_request_fuzz_SOURCES = tests/fuzz/fuzz_request.c
tests_fuzz_str_fuzz_SOURCES = tests/fuzz/fuzz_str.c
tests_fuzz_config_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_date_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_form_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_money_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_request_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_str_fuzz_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_unit_view_brand_test_LDADD = $(AREA_LIBS) -lm

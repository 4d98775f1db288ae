# Unit tests: one name each; tests/unit/x_test is made of tests/unit/x_test.c and links the whole library.
UNIT_TESTS = \
  tests/unit/app_frame_test \
  tests/unit/app_pieces_test \
  tests/unit/base_arena_test \
  tests/unit/base_config_test \
  tests/unit/base_date_test \
  tests/unit/base_i18n_test \
  tests/unit/base_money_test \
  tests/unit/base_str_test \
  tests/unit/db_test \
  tests/unit/form_fill_test \
  tests/unit/http_reply_test \
  tests/unit/http_request_test \
  tests/unit/http_upload_test \
  tests/unit/link_compose_test \
  tests/unit/link_letter_test \
  tests/unit/schema_test \
  tests/unit/view_gallery_test \
  tests/unit/view_table_test \
  tests/unit/view_test
check_PROGRAMS += $(UNIT_TESTS)
EXTRA_DIST += tests/unit/tap.h tests/unit/db.h tests/unit/view_rows.h tests/unit/templates
tests_unit_link_compose_test_LDADD = $(LINK_LIBS) $(AREA_LIBS)
tests_unit_link_letter_test_LDADD = $(LINK_LIBS) $(AREA_LIBS)

EXTRA_DIST += tests/unit/http_channel.h tests/fuzz/fuzz_request.c


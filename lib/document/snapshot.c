#include "lib/document/snapshot.h"

#include "lib/base/crypto.h"
#include "lib/base/i18n.h"
#include "lib/base/log.h"
#include "lib/model/invoice_snapshot.h"
#include "lib/model/payment_type.h"
#include "lib/model/promo.h"
#include "lib/model/tax.h"
#include <jansson.h>
#include <limits.h>
#include <string.h>

enum { LINES_MAX = 1000, TAXES_MAX = 16 };

/* What is being read. The first member that is not as it must be stays in `wrong`; reading goes on, with empty values. */
struct reader {
  struct arena *arena;
  const char *wrong;
  const char *currency;
};

static const char *text_of(struct reader *r, const json_t *in, const char *name)
{
  const json_t *at = json_object_get(in, name);
  if (at && json_is_null(at))
    return "";
  if (!json_is_string(at)) {
    r->wrong = name;
    return "";
  }
  return arena_dup(r->arena, json_string_value(at));
}

static int signed_of(struct reader *r, const json_t *in, const char *name)
{
  const json_t *at = json_object_get(in, name);
  json_int_t n = json_integer_value(at);
  if (!json_is_integer(at) || n < -INT_MAX || n > INT_MAX) {
    r->wrong = name;
    return 0;
  }
  return (int)n;
}

static int int_of(struct reader *r, const json_t *in, const char *name)
{
  int n = signed_of(r, in, name);
  if (n < 0)
    r->wrong = name;
  return n;
}

static struct date date_of(struct reader *r, const json_t *in, const char *name)
{
  struct date d = { 0 };
  const char *text = text_of(r, in, name);
  if (*text && !date_parse(text, &d))
    r->wrong = name;
  return d;
}

static struct money amount_of(struct reader *r, const json_t *in, const char *name)
{
  struct money m = money_of(0, r->currency);
  if (!money_parse(text_of(r, in, name), r->currency, '.', &m))
    r->wrong = name;
  return m;
}

static struct snapshot_party party_of(struct reader *r, const json_t *in)
{
  return (struct snapshot_party){ .name = text_of(r, in, "name"),
                                  .address = text_of(r, in, "address"),
                                  .country = text_of(r, in, "country"),
                                  .tax_number = text_of(r, in, "tax_number"),
                                  .registration_number = text_of(r, in, "registration_number"),
                                  .email = text_of(r, in, "email") };
}

/* An array's size, within a bound. */
static int count_of(struct reader *r, const json_t *array, int most, const char *name)
{
  size_t n = json_array_size(array);
  if (!json_is_array(array) || n > (size_t)most) {
    r->wrong = name;
    return 0;
  }
  return (int)n;
}

/* What was taken off. An invoice of before that was said has its code behind the name alone: there it is the difference. */
static void less_of(struct reader *r, const json_t *in, struct snapshot_line *l)
{
  struct money full, less;
  const json_t *said = json_object_get(in, "allowance");
  l->promo = "";
  l->less = money_of(0, r->currency);
  if (said) {
    l->promo = text_of(r, said, "reason");
    l->promo_bp = int_of(r, said, "rate_bp");
    l->less = amount_of(r, said, "amount");
  } else if (money_share(l->unit, l->units, l->per_units, &full) && money_subtract(full, l->amount, &less) &&
             less.minor &&
             (less.minor < 0) == (full.minor < 0)) { /* not what rounding adds where the price is an average */
    const char *code = promo_of_name(r->arena, l->name);
    l->promo = code ? code : "";
    l->less = less;
  }
  const char *code = *l->promo ? promo_of_name(r->arena, l->name) : NULL;
  if (str_eq(code, l->promo))
    l->name = promo_no_name(r->arena, l->name, code);
}

/* Where the price is not for one, the snapshot says so. */
static int per_of(struct reader *r, const json_t *in)
{
  int per = json_object_get(in, "per") ? int_of(r, in, "per") : 1;
  if (per < 1)
    r->wrong = "per";
  return per < 1 ? 1 : per;
}

static void lines_of(struct reader *r, const json_t *array, struct snapshot *out)
{
  out->n_lines = count_of(r, array, LINES_MAX, "lines");
  out->lines = arena_array(r->arena, (size_t)out->n_lines + 1, sizeof *out->lines);
  for (int i = 0; i < out->n_lines; i++) {
    const json_t *in = json_array_get(array, (size_t)i);
    out->lines[i] = (struct snapshot_line){ .position = int_of(r, in, "position"),
                                            .units = signed_of(
                                                r, in, "units"), /* of what is charged on a credit note: below zero */
                                            .per_units = per_of(r, in),
                                            .rate_bp = int_of(r, in, "rate_bp"),
                                            .name = text_of(r, in, "name"),
                                            .category = text_of(r, in, "category"),
                                            .from = date_of(r, in, "from"),
                                            .to = date_of(r, in, "to"),
                                            .unit = amount_of(r, in, "unit"),
                                            .amount = amount_of(r, in, "amount") };
    less_of(r, in, &out->lines[i]);
  }
}

static void taxes_of(struct reader *r, const json_t *array, struct snapshot *out)
{
  out->n_taxes = count_of(r, array, TAXES_MAX, "taxes");
  out->taxes = arena_array(r->arena, (size_t)out->n_taxes + 1, sizeof *out->taxes);
  for (int i = 0; i < out->n_taxes; i++) {
    const json_t *in = json_array_get(array, (size_t)i);
    out->taxes[i] = (struct snapshot_tax){ .name = text_of(r, in, "name"),
                                           .category = text_of(r, in, "category"),
                                           .note = text_of(r, in, "note"),
                                           .rate_bp = int_of(r, in, "rate_bp"),
                                           .base = amount_of(r, in, "base"),
                                           .tax = amount_of(r, in, "tax") };
  }
}

static void uses_of(struct reader *r, const json_t *in, struct snapshot *out)
{
  const json_t *array = json_object_get(in, "applied");
  out->open = out->total;
  if (!array)
    return;
  out->n_uses = count_of(r, array, LINES_MAX, "applied");
  out->uses = arena_array(r->arena, (size_t)out->n_uses + 1, sizeof *out->uses);
  for (int i = 0; i < out->n_uses; i++) {
    const json_t *use = json_array_get(array, (size_t)i);
    out->uses[i] = (struct snapshot_use){ text_of(r, use, "number"), amount_of(r, use, "amount") };
  }
  out->open = amount_of(r, in, "open");
}

bool snapshot_credit(const struct snapshot *s)
{
  return str_eq(s->type, "381");
}

static void head_of(struct reader *r, const json_t *in, struct snapshot *out)
{
  out->type = text_of(r, in, "type");
  out->number = text_of(r, in, "number");
  out->language = text_of(r, in, "language");
  out->order = text_of(r, in, "order");
  out->po_number = text_of(r, in, "po_number");
  out->issued = date_of(r, in, "issued_on");
  out->due = date_of(r, in, "due_on");
  out->net_terms = int_of(r, in, "net_terms");
  out->payment_type = json_object_get(in, "payment_type") ? text_of(r, in, "payment_type") : "";
  const json_t *corrects = json_object_get(in, "corrects");
  out->corrects = corrects ? text_of(r, corrects, "number") : "";
  if (corrects)
    out->corrects_on = date_of(r, corrects, "issued_on");
  const json_t *bank = json_object_get(json_object_get(in, "seller"), "bank");
  out->bank = text_of(r, bank, "name");
  out->iban = text_of(r, bank, "iban");
  out->bic = text_of(r, bank, "bic");
}

static void all_of(struct reader *r, const json_t *in, struct snapshot *out)
{
  const char *currency = text_of(r, in, "currency");
  if (currency_decimals(currency) < 0) {
    r->wrong = "currency";
    return;
  }
  memcpy(out->currency, currency, 4);
  r->currency = out->currency;
  head_of(r, in, out);
  out->seller = party_of(r, json_object_get(in, "seller"));
  out->payer = party_of(r, json_object_get(in, "payer"));
  const json_t *customer = json_object_get(in, "customer");
  out->has_customer = json_is_object(customer);
  if (out->has_customer)
    out->customer = party_of(r, customer);
  lines_of(r, json_object_get(in, "lines"), out);
  taxes_of(r, json_object_get(in, "taxes"), out);
  out->net = amount_of(r, in, "net");
  out->tax = amount_of(r, in, "tax");
  out->total = amount_of(r, in, "total");
  uses_of(r, in, out);
}

result snapshot_parse(struct arena *a, const char *content, const unsigned char hash[32], struct snapshot *out)
{
  unsigned char is[32];
  struct reader r = { .arena = a };
  *out = (struct snapshot){ 0 };
  sha256(content, strlen(content), is);
  if (memcmp(is, hash, sizeof is) != 0)
    return FAIL("a snapshot is not what was frozen: its hash differs");
  json_t *in = json_loads(content, JSON_REJECT_DUPLICATES, NULL);
  if (!json_is_object(in) || int_of(&r, in, "version") != 1)
    r.wrong = "version";
  else
    all_of(&r, in, out);
  json_decref(in);
  return r.wrong ? FAIL("a snapshot's \"%s\" cannot be read", r.wrong) : OK;
}

result snapshot_load(struct work *w, int64_t invoice_id, struct snapshot *out)
{
  const char *content;
  struct bytes hash;
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT content, hash FROM invoice_snapshot WHERE invoice_id = ?", A(invoice_id)));
  TRY(rows_one(&rows, F(content), F(hash)));
  if (hash.size != 32)
    return FAIL("the snapshot of invoice %lld has no hash", (long long)invoice_id);
  return snapshot_parse(w->arena, content, hash.at, out);
}

result snapshot_foresee(struct work *w, int64_t invoice_id, struct snapshot *out)
{
  struct invoice_content c;
  unsigned char hash[32];
  TRY(invoice_content_read(w, invoice_id, &c));
  const char *content = invoice_snapshot(w->arena, &c);
  sha256(content, strlen(content), hash);
  return snapshot_parse(w->arena, content, hash, out);
}

const char *iban_text(struct arena *a, const char *iban)
{
  struct buf b = BUF(a);
  int n = 0;
  for (const char *s = iban; *s; s++) {
    if (*s == ' ')
      continue;
    if (n && n % 4 == 0)
      buf_putc(&b, ' ');
    buf_putc(&b, *s);
    n++;
  }
  return buf_text(&b);
}

const char *snapshot_unit(struct arena *a, const struct snapshot_line *l, const char *language)
{
  const char *price = money_text(a, l->unit, language);
  return l->per_units > 1
             ? arena_printf(a, t_in(language, N_("%1$s per %2$s")), price, number_text(a, l->per_units, language))
             : price;
}

const char *snapshot_period(struct arena *a, const struct snapshot_line *l, const char *language)
{
  if (!l->from.year)
    return "";
  if (!l->to.year || !date_compare(l->from, l->to))
    return date_text(a, l->from, language);
  return arena_printf(a, "%s \u2013 %s", date_text(a, l->from, language), date_text(a, l->to, language));
}

const char *snapshot_less(struct arena *a, const struct snapshot_line *l, const char *language)
{
  if (!l->less.minor)
    return "";
  const char *what =
      *l->promo ? promo_less_text(a, l->promo, l->promo_bp, language) : t_in(language, N_("Less discount"));
  return arena_printf(a, "%s: %s", what, money_text(a, money_of(-l->less.minor, l->less.currency), language));
}

const char *snapshot_tax_name(struct arena *a, const struct snapshot_tax *x, const char *language)
{
  return arena_printf(a, "%s %s", tax_name_in(language, x->name), rate_text(a, x->rate_bp, language));
}

const char *snapshot_tax_note(const struct snapshot_tax *x, const char *language)
{
  return tax_note_in(language, x->category, x->note);
}

const char *snapshot_corrects(struct arena *a, const struct snapshot *s, const char *language)
{
  return *s->corrects
             ? arena_printf(a, t_in(language, N_("%1$s of %2$s")), s->corrects, date_text(a, s->corrects_on, language))
             : "";
}

const char *snapshot_use_text(struct arena *a, const struct snapshot *s, const char *number, const char *language)
{
  return arena_printf(a, t_in(language, snapshot_credit(s) ? N_("Set against invoice %s") : N_("Less credit note %s")),
                      number);
}

const char *snapshot_open_text(const struct snapshot *s, const char *language)
{
  return t_in(language, snapshot_credit(s) ? N_("Left for coming invoices") : N_("To be paid"));
}

const char *snapshot_pay_text(struct arena *a, const struct snapshot *s, struct money open, const char *language)
{
  const char *amount = money_text(a, open, language), *due = date_text(a, s->due, language);
  if (str_eq(s->payment_type, "card"))
    return arena_printf(a, t_in(language, N_("%1$s will be charged to the card, due %2$s. Please do not transfer it.")),
                        amount, due);
  if (str_eq(s->payment_type, "direct_debit"))
    return arena_printf(
        a, t_in(language, N_("%1$s will be collected by direct debit, due %2$s. Please do not transfer it.")), amount,
        due);
  if (str_eq(s->payment_type, "manual"))
    return arena_printf(a, t_in(language, N_("Please pay %1$s by %2$s as agreed and state the reference.")), amount,
                        due);
  return arena_printf(a, t_in(language, N_("Please pay %s by %s and state the reference.")), amount, due);
}

void snapshot_pay_facts(struct arena *a, const struct snapshot *s, const char *language,
                        void (*put)(void *to, const char *label, const char *value), void *to)
{
  if (payment_type_debited(s->payment_type))
    return;
  put(to, t_in(language, N_("Account holder")), s->seller.name);
  put(to, t_in(language, N_("Bank")), s->bank);
  put(to, t_in(language, N_("IBAN")), iban_text(a, s->iban));
  put(to, t_in(language, N_("BIC")), s->bic);
  put(to, t_in(language, N_("Reference")), s->number);
}

const char *snapshot_terms(struct arena *a, const struct snapshot *s, const char *language)
{
  if (!s->net_terms)
    return t_in(language, N_("Due at once"));
  return arena_printf(a, t_in(language, N_("%d days net")), s->net_terms);
}

/* An issued invoice as it was frozen: the snapshot's JSON (lib/model/invoice_snapshot.h) read back, after its hash was verified. Pages
 * and files show an issued invoice from this alone. Neighbour: invoice_pdf.h. */
#ifndef PORTICO_DOCUMENT_SNAPSHOT_H
#define PORTICO_DOCUMENT_SNAPSHOT_H

#include "lib/db/db.h"

/* Texts are never NULL. */
struct snapshot_party {
  const char *name, *address, *country, *tax_number, *registration_number, *email; /* address: lines, '\n' between */
};
struct snapshot_line {
  int position, units, per_units, rate_bp; /* unit is the price of so many */
  const char *name, *category;
  struct date from, to;            /* no date: no period */
  struct money unit, amount, less; /* units times unit (by per_units) less this is the amount; nil mostly */
  const char *promo;               /* the promotion's code that took it off; "" where there is none */
  int promo_bp;                    /* 0: it is no percentage, or nobody knows */
};
struct snapshot_tax {
  const char *name, *category, *note;
  int rate_bp;
  struct money base, tax;
};
struct snapshot_use { /* set against another document at its issue: that one's number, and how much */
  const char *number;
  struct money amount;
};
struct snapshot {
  const char *type, *number, *language, *order, *po_number, *bank, *iban, *bic,
      *payment_type; /* "" on those of before it was said: a transfer was asked for */
  char currency[4];
  struct date issued, due;
  const char *corrects; /* number of the invoice that a credit note cancels; "" */
  struct date corrects_on;
  int net_terms;
  struct snapshot_party seller, payer, customer;
  bool has_customer; /* it is for somebody else than the payer */
  struct snapshot_line *lines;
  int n_lines;
  struct snapshot_tax *taxes;
  int n_taxes;
  struct snapshot_use *uses;
  int n_uses;
  struct money net, tax, total, open; /* open: what was left at its issue; the total where nothing was set against it */
};

/* FAILED, and a log line, when the text is not what was frozen or is not a snapshot of version 1. */
result snapshot_parse(struct arena *a, const char *content, const unsigned char hash[32], struct snapshot *out);
/* NOT_FOUND: not issued. The caller has made sure that the invoice may be seen. */
result snapshot_load(struct work *w, int64_t invoice_id, struct snapshot *out);

/* What a draft would say if it were issued now: without number, days, and what it would be set against. */
result snapshot_foresee(struct work *w, int64_t invoice_id, struct snapshot *out);

bool snapshot_credit(const struct snapshot *s); /* a credit note: what is given back stands above zero */

/* ---- words that the page and the file share, in the language given ---- */
const char *iban_text(struct arena *a, const char *iban); /* in groups of four */
/* "EX-0001 of 3 May 2027": what it cancels; "" */
const char *snapshot_corrects(struct arena *a, const struct snapshot *s, const char *language);
/* "Less credit note EX-0002" on an invoice, "Set against invoice EX-0001" on a credit note; and what is left of it. */
const char *snapshot_use_text(struct arena *a, const struct snapshot *s, const char *number, const char *language);
const char *snapshot_open_text(const struct snapshot *s, const char *language);
const char *snapshot_unit(struct arena *a, const struct snapshot_line *l,
                          const char *language); /* "0.20 EUR per 1,000" */
const char *snapshot_period(struct arena *a, const struct snapshot_line *l, const char *language); /* "" without one */
/* "Less promotion SPRING, 10 %: -1.20 EUR"; "" where nothing was taken off. */
const char *snapshot_less(struct arena *a, const struct snapshot_line *l, const char *language);
const char *snapshot_tax_name(struct arena *a, const struct snapshot_tax *x, const char *language); /* "VAT 20.00 %" */
const char *snapshot_tax_note(const struct snapshot_tax *x, const char *language); /* why no tax is charged; or "" */
/* What the payer does: "Please pay 12.00 EUR by ..."; or what happens without them. */
const char *snapshot_pay_text(struct arena *a, const struct snapshot *s, struct money open, const char *language);
/* Where they pay it, each fact put by `put`; nothing of what is collected. */
void snapshot_pay_facts(struct arena *a, const struct snapshot *s, const char *language,
                        void (*put)(void *to, const char *label, const char *value), void *to);
const char *snapshot_terms(struct arena *a, const struct snapshot *s,
                           const char *language); /* "30 days", or "at once" */

#endif

/* Adding an offer, and changing its draft. What is published is never edited: saving begins the next version. */
#include "cgi-bin/admin/offer.h"
#include "cgi-bin/admin/org.h"
#include "lib/model/offer_publish.h"
#include "lib/model/payment_type.h"
#include "lib/model/trail.h"

#include <string.h>

static const struct field offer_fields[] = {
  FIELD(struct offer_in, code, N_("Code"), .required = true, .max = 60,
        .hint = N_("Its short, unique name. It stays.")),
  FIELD(struct offer_in, name, N_("Name"), .required = true, .max = 200,
        .hint = N_("As partners and their customers read it")),
  FIELD(struct offer_in, summary, N_("Summary"), .max = 1000, .look = LOOK_AREA),
  FIELD(struct offer_in, terms, N_("Terms"), .max = 15000, .look = LOOK_AREA,
        .hint = N_("What the customer agrees to")),
  FIELD(struct offer_in, term_months, N_("Term in months"), .max = 120, .always = true,
        .group = N_("Term and quantity"),
        .hint = N_("0 runs until cancelled. Otherwise a multiple of what each product's price pays for.")),
  FIELD(struct offer_in, auto_renew, N_("Renews by itself at the end of the term")),
  FIELD(struct offer_in, trial_days, N_("Days of trial, free of charge"), .max = 365, .always = true),
  FIELD(struct offer_in, quantity_min, N_("Smallest quantity"), .required = true, .min = 1, .max = 1000000),
  FIELD(struct offer_in, quantity_max, N_("Largest quantity"), .max = 1000000, .always = true,
        .hint = N_("0 means no limit.")),
  FIELD(struct offer_in, quantity_step, N_("Steps"), .required = true, .min = 1, .max = 1000000),
  FIELD(struct offer_in, sell_floor_bp, N_("Lowest price for the end customer"), .max = 1000000, .look = LOOK_PERCENT,
        .always = true, .group = N_("What partners may ask of their customers"),
        .hint = N_("In percent of the list price. 0: what the partner pays, which is the least in any case.")),
  FIELD(struct offer_in, sell_ceiling_bp, N_("Highest price for the end customer"), .max = 1000000, .always = true,
        .look = LOOK_PERCENT, .hint = N_("In percent of the list price. 0 means no limit.")),
  FIELD(struct offer_in, addon_of, N_("Add-on to"), .none = N_("Nothing: it is sold by itself"),
        .group = N_("Where it appears"),
        .hint = N_("Then it is sold beside that offer only, or to a customer who has it.")),
  FIELD(struct offer_in, labels, N_("Labels"), .max = 200,
        .hint = N_(
            "Comma between. Partners find offers under their labels; one without any is reached by its link alone.")),
  FIELD(struct offer_in, countries, N_("Countries of the end customer"), .max = 800, .look = LOOK_TICKS),
  FIELD(struct offer_in, checkout_tag, N_("Checkout page"), .required = true, .max = 60,
        .hint = N_("The tag of the page that sells it")),
  FIELD(struct offer_in, all_partners, N_("All partners may sell it"),
        .hint = N_("Otherwise those that are ticked below. Nobody ticked: nobody.")),
};
const struct form_def offer_form = FORM(struct offer_in, offer_fields);
const struct form_def offer_draft_form = { offer_fields + 1, COUNT(offer_fields) - 1, sizeof(struct offer_in) };

static const char *const channels[] = { "Partner", "Online" };

/* Nothing yet for a new one. */
static result offer_or_new(struct req *rq, struct offer_row *out)
{
  *out = (struct offer_row){ 0 };
  return rq->captured[0] ? offer_of_path(rq, out) : OK;
}

/* Offers that something can hang on: any but this one and those that hang on others themselves. */
static result parent_choices(struct req *rq, int64_t offer_id, struct option **out)
{
  struct public_id id;
  const char *name, *code;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT o.public_id, v.name, o.code FROM offer o JOIN offer_version v ON v.offer_id = o.id AND v.number ="
      " (SELECT MAX(x.number) FROM offer_version x WHERE x.offer_id = o.id) WHERE o.id <> ? AND v.addon_of IS NULL"
      " ORDER BY v.name LIMIT 1000",
      A(offer_id)));
  struct option *options = arena_array(rq->arena, (size_t)rows_count(&rows) + 1, sizeof *options);
  for (int n = 0; rows_next(&rows, F(id), F(name), F(code)); n++)
    options[n] = (struct option){ id_text(rq, id), arena_printf(rq->arena, "%s (%s)", name, code) };
  *out = options;
  return OK;
}

static void groups_show(struct req *rq, const struct picks *channel, const struct picks *partners,
                        const struct picks *ways, const struct picks *sold, const struct option *orgs)
{
  const struct option labels[] = { { channels[0], t("Partner: our partners sell it") },
                                   { channels[1], t("Online: it stands in the public shop") },
                                   { NULL, NULL } };
  const struct tick_group of_channels = {
    "channels[]", t("Sales channels"), t("Partners see an offer only when “Partner” is ticked."), NULL, labels, channel
  };
  const struct tick_group of_partners = {
    "partners[]", t("Partners that may sell it"), t("Counts only when not all partners may."), NULL, orgs, partners
  };
  tick_group_show(rq, 0, &of_channels);
  tick_group_show(rq, 1, &of_partners);
  struct option words[COUNT(labels) + 8] = { 0 };
  for (int i = 0; payment_types[i].value; i++)
    words[i] = (struct option){ payment_types[i].value, t(payment_types[i].label) };
  const struct tick_group of_ways = { "payment_types[]",
                                      t("How it may be paid"),
                                      t("Nothing ticked: in every way. A payer's own way stands with its bill group."),
                                      NULL,
                                      words,
                                      ways };
  tick_group_show(rq, 2, &of_ways);
  const struct tick_group of_countries = { "countries[]",
                                           t("Countries of the end customer"),
                                           t("Nothing ticked: every country."),
                                           form_error_of(&rq->form, "countries"),
                                           NULL,
                                           sold,
                                           .id = "countries" };
  country_ticks_show(rq, 3, &of_countries);
}

static const struct offer_in fresh = {
  .term_months = 12, .auto_renew = true, .quantity_min = 1, .quantity_step = 1, .checkout_tag = "checkout"
};

result offer_edit(struct req *rq)
{
  struct offer_row o;
  struct option *orgs, *parents;
  struct picks channel, partners, ways, sold;
  TRY(offer_or_new(rq, &o));
  TRY(parent_choices(rq, o.id, &parents));
  if (rq->form.def) {
    picks_posted(rq, "channels[]", &channel);
    picks_posted(rq, "partners[]", &partners);
    picks_posted(rq, "payment_types[]", &ways);
    picks_posted(rq, "countries[]", &sold);
  } else {
    req_form(rq, o.id ? &offer_draft_form : &offer_form);
    *(struct offer_in *)rq->form.data = o.id ? o.in : fresh;
    form_show(&rq->form);
    picks_split(rq, o.id ? o.channels : "Partner", &channel);
    picks_split(rq, o.id ? o.payment_types : "", &ways);
    picks_split(rq, o.id ? o.in.countries : "", &sold);
    TRY(offer_partners(rq, o.version_id, &partners));
  }
  choices_put(rq, "addon_of", parents);
  TRY(org_choices(rq, &orgs));
  groups_show(rq, &channel, &partners, &ways, &sold, orgs);
  offer_crumbs(rq, &o, o.id ? t("Draft") : t("New"));
  struct form_words words = { t("Add an offer"), "/admin/offers/new", t("Add it as a draft"), "/admin/offers" };
  if (o.id)
    words = (struct form_words){
      arena_printf(rq->arena, str_eq(o.status, "draft") ? t("Draft of %s") : t("Next version of %s"), o.in.name),
      arena_printf(rq->arena, "%s/draft", offer_path(rq, &o)), t("Save the draft"), offer_path(rq, &o)
    };
  return form_page(rq, &words);
}

/* Labels as "a,b": trimmed, each once. */
static const char *labels_tidy(struct req *rq, const char *typed)
{
  enum { LABEL_CHARS_MAX = 60 };
  struct picks p;
  picks_split(rq, typed, &p);
  for (int i = 0; i < p.n; i++)
    if (utf8_length(p.values[i]) > LABEL_CHARS_MAX)
      form_refuse(&rq->form, "labels", t("A label can have at most %d characters."), LABEL_CHARS_MAX);
  return picks_join(rq, &p);
}

static result parent_check(struct req *rq, const struct offer_row *o, const struct offer_in *in)
{
  struct option *parents;
  TRY(parent_choices(rq, o->id, &parents));
  for (; parents->value; parents++)
    if (str_eq(parents->value, id_text(rq, in->addon_of)))
      return OK;
  return form_refuse(&rq->form, "addon_of", "%s", t("Choose one of the entries in the list."));
}

static result offer_check(struct req *rq, const struct offer_row *o, struct offer_in *in)
{
  int64_t other;
  result parent = in->addon_of.bits ? parent_check(rq, o, in) : OK;
  if (parent != OK && parent != INVALID)
    return parent;
  if (in->sell_ceiling_bp && in->sell_ceiling_bp < in->sell_floor_bp)
    form_refuse(&rq->form, "sell_ceiling_bp", "%s", t("The highest price is below the lowest."));
  in->labels = labels_tidy(rq, in->labels);
  in->summary = in->summary ? in->summary : "";
  in->terms = in->terms ? in->terms : "";
  if (in->quantity_max && in->quantity_max < in->quantity_min)
    form_refuse(&rq->form, "quantity_max", "%s", t("The largest quantity is below the smallest."));
  if (in->checkout_tag[strspn(in->checkout_tag, "abcdefghijklmnopqrstuvwxyz0123456789-")])
    form_refuse(&rq->form, "checkout_tag", "%s", t("Use small letters, digits and hyphens."));
  if (o->id)
    return rq->form.n_errors ? INVALID : OK;
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows, "SELECT id FROM offer WHERE code = ?", A(in->code)));
  if (rows_next(&rows, F(other)))
    form_refuse(&rq->form, "code", t("Another offer has the code “%s”."), in->code);
  return rq->form.n_errors ? INVALID : OK;
}

/* The new offer's row and its first, empty draft. */
static result offer_insert(struct req *rq, struct offer_row *o, const struct offer_in *in)
{
  o->public_id = public_id_new();
  TRY(db_exec(rq->w, "INSERT INTO offer (public_id, code, created_at) VALUES (?, ?, ?)", A(o->public_id), A(in->code),
              A(rq->w->now)));
  o->id = db_insert_id(rq->w);
  TRY(db_exec(rq->w, "INSERT INTO offer_version (public_id, offer_id, number, name, created_at) VALUES (?, ?, 1, ?, ?)",
              A(public_id_new()), A(o->id), A(in->name), A(rq->w->now)));
  o->version_id = db_insert_id(rq->w);
  return OK;
}

static const char *channels_posted(struct req *rq)
{
  struct picks posted, known = { .n = 0 };
  picks_posted(rq, "channels[]", &posted);
  for (int i = 0; i < COUNT(channels); i++)
    if (picks_have(&posted, channels[i]))
      known.values[known.n++] = channels[i];
  return picks_join(rq, &known);
}

static const char *ways_posted(struct req *rq)
{
  struct picks posted, known = { .n = 0 };
  picks_posted(rq, "payment_types[]", &posted);
  for (const struct option *o = payment_types; o->value; o++)
    if (picks_have(&posted, o->value))
      known.values[known.n++] = o->value;
  return picks_join(rq, &known);
}

/* An archived organisation is not among the choices, so what is meant for it stays. */
static result partners_store(struct req *rq, int64_t version_id)
{
  struct picks partners;
  struct public_id id;
  picks_posted(rq, "partners[]", &partners);
  TRY(db_exec(
      rq->w,
      "DELETE e FROM offer_eligible e JOIN org o ON o.id = e.org_id WHERE e.version_id = ? AND o.status <> 'archived'",
      A(version_id)));
  for (int i = 0; i < partners.n; i++)
    if (public_id_parse(partners.values[i], &id))
      TRY(db_exec(rq->w,
                  "INSERT IGNORE INTO offer_eligible (version_id, org_id) SELECT ?, id FROM org WHERE public_id = ?",
                  A(version_id), A(id)));
  return OK;
}

static result version_store(struct req *rq, int64_t version_id, const struct offer_in *in)
{
  TRY(db_exec(
      rq->w,
      "UPDATE offer_version SET name = ?, summary = ?, terms = ?, term_months = ?, auto_renew = ?, trial_days "
      "= ?, quantity_min = ?,"
      " quantity_max = ?, quantity_step = ?, channels = ?, all_partners = ?, labels = ?, countries = ?, payment_types = ?, "
      "checkout_tag = ?, sell_floor_bp = ?, sell_ceiling_bp = ?, addon_of = (SELECT id FROM offer WHERE public_id = ?)"
      " WHERE id = ? AND status = 'draft'",
      A(in->name), A(in->summary), A(in->terms), A(in->term_months), A(in->auto_renew), A(in->trial_days),
      A(in->quantity_min), A(in->quantity_max), A(in->quantity_step), A(channels_posted(rq)), A(in->all_partners),
      A(in->labels), A(in->countries), A(ways_posted(rq)), A(in->checkout_tag), A(in->sell_floor_bp),
      A(in->sell_ceiling_bp), A(in->addon_of), A(version_id)));
  return partners_store(rq, version_id);
}

result offer_save(struct req *rq)
{
  struct offer_in *in = rq->form.data;
  struct offer_row o;
  const char *unknown;
  TRY(offer_or_new(rq, &o));
  in->countries = countries_posted(rq, "countries[]", o.in.countries, &unknown);
  if (unknown)
    form_refuse(&rq->form, "countries", t("“%s” is no country's code."), unknown);
  if (o.id)
    TRY(form_merged(rq, &o.in));
  TRY(offer_check(rq, &o, in));
  bool is_new = !o.id;
  result r = is_new ? offer_insert(rq, &o, in) : offer_draft_open(rq->w, o.id, &o.version_id);
  if (r == CONFLICT)
    return form_refuse(&rq->form, "code", t("Another offer has the code “%s”."), in->code);
  TRY(r);
  TRY(version_store(rq, o.version_id, in));
  const char *fields = fields_changed(rq->arena, &offer_draft_form, &o.in, in);
  TRY(audit_write(rq->w, is_new ? "offer.added" : "offer.changed", "offer", o.id, 0,
                  arena_printf(rq->arena, "%s%schannels,partners,payment_types", fields, *fields ? "," : ""), NULL));
  if (is_new)
    flash(rq, t("%s was added as a draft. Next: its products, then publish it."), in->name);
  else
    flash(rq, t("The draft of %s was saved. Nothing changes for partners before it is published."), in->name);
  return redirect(rq, is_new ? "%s/items" : "%s", offer_path(rq, &o));
}

/* Keys of the API: made, shown once, rotated, revoked. Whose they are, the pages' audience says. */
#include "lib/app/key_pages.h"

#include "lib/app/key_list.h"
#include "lib/model/org_key.h"

struct key_in {
  const char *name;
};
static const struct field key_fields[] = {
  FIELD(struct key_in, name, N_("Name"), .required = true, .max = 100,
        .hint = N_("Which system uses it, as you call it")),
};
const struct form_def key_form = FORM(struct key_in, key_fields);

static const struct option overlaps[] = { { "0", N_("At once") },
                                          { "3600", N_("In an hour") },
                                          { "86400", N_("In 24 hours") },
                                          { "604800", N_("In 7 days") },
                                          { NULL, NULL } };
struct rotate_in {
  const char *overlap;
};
static const struct field rotate_fields[] = {
  FIELD(struct rotate_in, overlap, N_("The old key ends"), .required = true, .look = LOOK_SELECT, .options = overlaps,
        .hint = N_("Until then both hold, so that you can change it without a gap.")),
};
const struct form_def key_rotate_form = FORM(struct rotate_in, rotate_fields);

static bool vendors(const struct req *rq)
{
  return rq->who.audience == AUDIENCE_STAFF;
}

static const char *keys_path(const struct req *rq)
{
  return vendors(rq) ? "/admin/keys" : "/people/keys";
}

static const char *path_of(struct req *rq, const char *rest)
{
  return arena_printf(rq->arena, "%s/%s", keys_path(rq), rest);
}

static void crumbs(struct req *rq, const char *here)
{
  if (!vendors(rq))
    crumb(rq, t("People"), "/people");
  crumb(rq, t("API keys"), here ? keys_path(rq) : NULL);
  if (here)
    crumb(rq, here, NULL);
}

result key_list(struct req *rq)
{
  crumbs(rq, NULL);
  TRY(keys_show(rq, rq->w->org_id, true));
  view_put(rq->view, "Keys.New", path_of(rq, "new"));
  view_put(rq->view, "Keys.Text",
           vendors(rq) ? t("With a key our own systems ask the portal and order for partners: each request names the "
                           "organisation that it is for.")
                       : t("With a key your own systems ask the portal and order for you."));
  return page(rq, "key_list", t("API keys"));
}

/* ---- making one ---- */
/* What a key that this person makes may open. Staff give it nothing that they may not do for organisations themselves: they look at a
 * shelf who may order from it, and with orders go changes of a customer's address. */
static uint64_t scopes_open(const struct req *rq)
{
  if (!vendors(rq))
    return API_RIGHTS;
  uint64_t orders = ORDER_WRITE | OFFER_READ, open = rq->who.rights & SUPPORT_READ ? API_RIGHTS & ~orders : 0;
  if (rq->who.rights & ORDER_WRITE)
    open |= OFFER_READ;
  return (rq->who.rights & ORDER_WRITE) && (rq->who.rights & CUSTOMER_WRITE) ? open | ORDER_WRITE : open;
}

static const struct option *scope_options(struct req *rq)
{
  struct option *options = arena_array(rq->arena, RIGHT_COUNT + 1, sizeof *options);
  int n = 0;
  for (int i = 0; i < RIGHT_COUNT; i++)
    if (scopes_open(rq) >> i & 1)
      options[n++] = (struct option){ right_key((enum right_index)i), t(right_text((enum right_index)i)) };
  return options;
}

/* Known ones among those that were ticked; NULL when there is none. */
static const char *scopes_of(struct req *rq, const struct picks *picked)
{
  struct picks known = { .n = 0 };
  for (const struct option *o = scope_options(rq); o->value; o++)
    if (picks_have(picked, o->value))
      known.values[known.n++] = o->value;
  return known.n == picked->n && known.n ? picks_join(rq, &known) : NULL;
}

static result key_form_page(struct req *rq, const char *scopes_problem)
{
  struct picks picked = { .n = 0 };
  bool again = rq->form.def != NULL;
  if (!again)
    req_form(rq, &key_form);
  else
    picks_posted(rq, "scopes[]", &picked);
  const struct tick_group group = { .name = "scopes[]",
                                    .legend = t("What it may do"),
                                    .hint = t("Only what the system needs."),
                                    .error = scopes_problem,
                                    .options = scope_options(rq),
                                    .picked = &picked };
  tick_group_show(rq, 0, &group);
  crumbs(rq, t("New key"));
  const struct form_words words = { t("New key"), path_of(rq, "new"), t("Make the key"), keys_path(rq) };
  return form_page(rq, &words);
}

result key_new(struct req *rq)
{
  return key_form_page(rq, NULL);
}

/* The secret is on this page and nowhere else, ever. */
static result secret_page(struct req *rq, const char *name, const char *secret)
{
  crumbs(rq, name);
  view_put(rq->view, "Secret", secret);
  view_put(rq->view, "Keys.Path", keys_path(rq));
  reply_header(rq->out, "Cache-Control", "%s", "no-store");
  return page(rq, "key_secret", t("Keep this key now"));
}

static result full_refuse(struct req *rq)
{
  return refuse(rq, CONFLICT, t("At most %d keys can be active at one time. Revoke one first."), ORG_KEYS_MAX);
}

result key_make(struct req *rq)
{
  const struct key_in *in = rq->form.data;
  struct picks picked;
  const char *secret;
  picks_posted(rq, "scopes[]", &picked);
  const char *scopes = scopes_of(rq, &picked);
  if (!scopes) {
    rq->out->status = 422;
    return key_form_page(rq, t("Tick at least one."));
  }
  result r = org_key_make(rq->w, in->name, scopes, &secret);
  if (r == LIMITED)
    return full_refuse(rq);
  TRY(r);
  return secret_page(rq, in->name, secret);
}

/* ---- one key ---- */
static result key_of_path(struct req *rq, bool lock, struct org_key *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  return org_key_find(rq->w, id, lock, out);
}

static const char *key_path(struct req *rq, const struct org_key *k)
{
  return path_of(rq, id_text(rq, k->public_id));
}

static const struct option actions[] = {
  { "api_key.made", N_("Made") },
  { "api_key.rotated", N_("Made in place of an older one") },
  { "api_key.revoked", N_("Revoked") },
  { NULL, NULL },
};

result key_page(struct req *rq)
{
  struct org_key k;
  TRY(key_of_path(rq, false, &k));
  struct facts f = { rq, "Facts", 0 };
  fact(&f, t("Begins with"), arena_printf(rq->arena, "%s…", k.prefix));
  fact(&f, t("Allowed"), key_scopes_text(rq, k.scopes));
  fact(&f, t("Made by"), k.creator);
  fact_time(&f, t("Made"), k.created_at);
  if (k.last_used_at.us)
    fact_time(&f, t("Last used"), k.last_used_at);
  else
    fact(&f, t("Last used"), t("never"));
  fact(&f, t("Last used from"), k.last_used_from);
  if (k.ends_at.us)
    fact_time(&f, str_eq(k.state, "ended") ? t("Ended") : t("Ends"), k.ends_at);
  crumbs(rq, k.name);
  view_put(rq->view, "Key.Path", key_path(rq, &k));
  view_put(rq->view, "Key.State", k.state);
  view_put(rq->view, "Key.StateWord", option_word(key_states, k.state));
  TRY(history_own(rq, "api_key", k.id, actions));
  return page(rq, "key_page", k.name);
}

/* ---- another one in its place ---- */
static result rotate_refuse(struct req *rq)
{
  return refuse(rq, CONFLICT, "%s", t("This key was rotated already, or it has ended. Make a new one."));
}

/* Whoever rotates a key has the new one. */
static result key_to_rotate(struct req *rq, bool lock, struct org_key *out)
{
  TRY(key_of_path(rq, lock, out));
  return rights_named(out->scopes, API_RIGHTS) & ~scopes_open(rq)
             ? refuse(rq, DENIED, "%s", t("This key may do more than you. Ask somebody who may do as much."))
             : OK;
}

result key_rotate(struct req *rq)
{
  struct org_key k;
  TRY(key_to_rotate(rq, false, &k));
  if (!str_eq(k.state, "active"))
    return rotate_refuse(rq);
  if (!rq->form.def) {
    req_form(rq, &key_rotate_form);
    ((struct rotate_in *)rq->form.data)->overlap = "86400";
    form_show(&rq->form);
  }
  crumbs(rq, k.name);
  const struct form_words words = { arena_printf(rq->arena, t("A new key in place of %s"), k.name),
                                    arena_printf(rq->arena, "%s/rotate", key_path(rq, &k)), t("Make the new key"),
                                    key_path(rq, &k) };
  return form_page(rq, &words);
}

result key_rotate_save(struct req *rq)
{
  const struct rotate_in *in = rq->form.data;
  struct org_key k;
  const char *secret;
  int64_t seconds;
  TRY(key_to_rotate(rq, true, &k));
  if (!str_int64(in->overlap, &seconds))
    return INVALID;
  result r = org_key_rotate(rq->w, &k, (int)seconds, &secret);
  if (r == CONFLICT)
    return rotate_refuse(rq);
  if (r == LIMITED)
    return full_refuse(rq);
  TRY(r);
  return secret_page(rq, k.name, secret);
}

/* ---- its end ---- */
result key_revoke(struct req *rq)
{
  struct org_key k;
  int n = 0;
  TRY(key_of_path(rq, false, &k));
  crumbs(rq, k.name);
  confirm_say(rq, &n, t("Every request with this key is refused from now on."));
  confirm_say(rq, &n, t("What was done with it stays. It cannot be made active again."));
  const struct form_words words = { arena_printf(rq->arena, t("Revoke the key %s?"), k.name),
                                    arena_printf(rq->arena, "%s/revoke", key_path(rq, &k)), t("Revoke it"),
                                    key_path(rq, &k) };
  return confirm_page(rq, &words, true);
}

result key_revoke_save(struct req *rq)
{
  struct org_key k;
  TRY(key_of_path(rq, true, &k));
  TRY(org_key_revoke(rq->w, &k));
  flash(rq, t("The key %s no longer holds."), k.name);
  return redirect(rq, "%s", key_path(rq, &k));
}

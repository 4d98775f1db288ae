/* What can be said about a brand, and what cannot. */
#include "lib/model/brand.h"

#include "lib/base/i18n.h"
#include "lib/model/address_list.h"

#include <string.h>

#define LOOK_FIELDS                                                                                                    \
  FIELD(struct brand_in, name, N_("Name of the portal"), .max = 80,                                                    \
        .hint = N_("At the top of each page and in its title. Empty: the organisation's name")),                       \
      FIELD(struct brand_in, welcome, N_("Welcome"), .max = 400, .look = LOOK_AREA,                                    \
            .hint = N_("A sentence on the page before the sign-in")),                                                  \
      FIELD(struct brand_in, colour, N_("Colour"), .max = 7, .group = N_("How it looks"),                              \
            .hint = N_("Of links and buttons, like #0b6e4f. Empty: ours")),                                            \
      FIELD(struct brand_in, colour_dark, N_("Colour on a dark ground"), .max = 7,                                     \
            .hint = N_("For people who prefer dark pages. Empty: made from the other")),                               \
      FIELD(struct brand_in, footer, N_("Lines at the end of each page"), .max = 600, .look = LOOK_AREA,               \
            .group = N_("What it says")),                                                                              \
      FIELD(struct brand_in, contact, N_("E-mail address for help"), .max = 254, .look = LOOK_EMAIL),                  \
      FIELD(struct brand_in, phone, N_("Telephone for help"), .max = 40, .look = LOOK_PHONE),                          \
      FIELD(struct brand_in, sender, N_("Sender's name in mails"), .max = 80, .hint = N_("Empty: the site's name"))

static const struct field look_fields[] = { LOOK_FIELDS };
const struct form_def brand_look_form = FORM(struct brand_in, look_fields);

static const struct field all_fields[] = {
  LOOK_FIELDS,
  FIELD(struct brand_in, portal, N_("It has a portal of its own"), .group = N_("Where it is, and who comes in"),
        .hint = N_("At its short name, or on the host name below. Only its own people sign in there.")),
  FIELD(struct brand_in, host, N_("Host name"), .max = 253,
        .hint =
            N_("Like portal.partner.example.com. Its DNS and its certificate must lead here: portico doctor looks.")),
  FIELD(struct brand_in, provider, N_("Identity provider that it demands")),
};
const struct form_def brand_form = FORM(struct brand_in, all_fields);

static bool colour_fine(const char *s)
{
  return str_empty(s) || (s[0] == '#' && strlen(s) == 7 && strspn(s + 1, "0123456789abcdefABCDEF") == 6);
}

/* A name, not an address: numbers alone at the end are no domain. */
static bool host_fine(const char *host)
{
  const char *last = strrchr(host, '.');
  return domain_valid(host) && last && last[1 + strspn(last + 1, "0123456789")] != '\0';
}

static result host_check(struct work *w, struct form *f, const struct brand *draft, const char *host)
{
  int64_t other;
  if (!host_fine(host)) {
    form_refuse(f, "host", "%s", t("Enter a host name like portal.partner.example.com, without https:// and port."));
    return OK;
  }
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE portal_host = ? AND id <> ?", A(host), A(draft->org_id)));
  if (rows_next(&rows, F(other)))
    form_refuse(f, "host", t("Another organisation has the host name %s."), host);
  return OK;
}

result brand_check(struct work *w, struct form *f, const struct brand *draft, struct brand_in *in)
{
  static const char *const colours[] = { "colour", "colour_dark" };
  const char **values[] = { &in->colour, &in->colour_dark };
  for (int i = 0; i < 2; i++)
    if (!colour_fine(*values[i]))
      form_refuse(f, colours[i], "%s", t("Enter a colour like #0b6e4f, or leave it empty."));
    else if (*values[i])
      *values[i] = str_lower(w->arena, *values[i]);
  if (!str_empty(in->host)) {
    in->host = str_lower(w->arena, in->host);
    TRY(host_check(w, f, draft, in->host));
    if (!in->portal)
      form_refuse(f, "host", "%s", t("A host name is for an organisation with a portal of its own: tick that, too."));
  }
  if (in->provider.bits && !in->portal)
    form_refuse(f, "provider", "%s", t("Only a portal of its own can demand a provider."));
  return f->n_errors ? INVALID : OK;
}

/* Which mails a person gets: of those that lib/link/mail_kinds.c has for them, what is a courtesy can be turned off. */
#include "cgi-bin/account/account.h"
#include "lib/app/parts.h"
#include "lib/link/mail_kind.h"
#include "lib/model/mail_off.h"
#include "lib/model/trail.h"

enum { KINDS_MAX = 40 };

/* The options of one group, and those of them that are ticked. */
struct offered {
  struct option options[KINDS_MAX + 1];
  struct picks ticked;
  int n;
};

/* Their rights; deciding who comes in is for a partner's administrators, and for those of ours who may do everything. */
static bool is_reader(const struct req *rq, const struct mail_kind *k)
{
  enum mail_who who = is_staff(rq) ? k->own.staff : k->own.partner;
  uint64_t need = who == MAIL_ORDERING  ? ORDER_WRITE
                  : who == MAIL_READING ? SUBSCRIPTION_READ
                  : is_staff(rq)        ? STAFF_RIGHTS
                                        : PEOPLE_WRITE;
  return who == MAIL_ALL || (who != MAIL_NOBODY && (rq->who.rights & need) == need);
}

static void offered_read(struct req *rq, bool optional, const struct picks *off, struct offered *out)
{
  *out = (struct offered){ .n = 0 };
  for (int i = 0; i < n_mail_kinds && out->n < KINDS_MAX; i++) {
    const struct mail_kind *k = &mail_kinds[i];
    if (k->own.optional != optional || !is_reader(rq, k))
      continue;
    out->options[out->n++] = (struct option){ k->key, t(k->own.words) };
    if (!optional || !picks_have(off, k->key))
      out->ticked.values[out->ticked.n++] = k->key;
  }
}

static result off_read(struct req *rq, struct picks *out)
{
  const char *keys;
  TRY(mail_off_all(rq->w, rq->who.person_id, &keys));
  picks_split(rq, keys, out);
  return OK;
}

result mails_edit(struct req *rq)
{
  struct picks off;
  struct offered courtesy, must;
  TRY(off_read(rq, &off));
  offered_read(rq, true, &off, &courtesy);
  offered_read(rq, false, &off, &must);
  const struct tick_group own = {
    .name = "mails[]",
    .legend = t("You can turn these off"),
    .hint = !courtesy.n    ? t("None of the mails that can be turned off goes to you.")
            : is_staff(rq) ? NULL
                           : t("When you want no mails of terms that end, your organisation gets them at its address."),
    .options = courtesy.options,
    .picked = &courtesy.ticked,
  };
  const struct tick_group fixed = {
    .name = "always[]",
    .legend = t("These always come"),
    .hint = t("Without them nobody could sign in, or pay in time."),
    .options = must.options,
    .picked = &must.ticked,
    .locked = &must.ticked,
  };
  account_crumbs(rq, t("Mails"));
  tick_group_show(rq, 0, &own);
  tick_group_show(rq, 1, &fixed);
  const struct form_words words = { t("Which mails you get"), arena_printf(rq->arena, "%s/mails", account_at(rq)),
                                    t("Save"), account_at(rq) };
  return form_page(rq, &words);
}

/* Of the kinds that the page shows, so that one that is no courtesy, or that is not theirs, cannot be turned off by what is sent. */
result mails_save(struct req *rq)
{
  struct picks off, posted;
  struct offered courtesy;
  struct buf changed = BUF(rq->arena);
  TRY(off_read(rq, &off));
  offered_read(rq, true, &off, &courtesy);
  picks_posted(rq, "mails[]", &posted);
  for (int i = 0; i < courtesy.n; i++) {
    const char *mail = courtesy.options[i].value;
    bool no = !picks_have(&posted, mail);
    if (no == picks_have(&off, mail))
      continue;
    TRY(mail_off_set(rq->w, rq->who.person_id, mail, no));
    buf_printf(&changed, "%s%s: %s", changed.size ? "; " : "", mail, no ? "off" : "on");
  }
  if (changed.size)
    TRY(audit_write(rq->w, "person.changed", "person", rq->who.person_id, rq->who.org_id, "mails", buf_text(&changed)));
  flash(rq, "%s",
        changed.size ? t("Your choice is saved. It holds from the next mail on.") : t("Nothing was changed."));
  return redirect(rq, "%s", account_at(rq));
}

/* A person's way out and back in, as the vendor's desk and an organisation's own administrator go it. */
#include "lib/app/parts.h"
#include "lib/model/person.h"

result person_there(struct req *rq, const struct person *p)
{
  if (p->moved_to.bits)
    return refuse(rq, CONFLICT, "%s",
                  t("This person moved to another organisation, and the e-mail address with them."));
  if (p->invited)
    return refuse(rq, CONFLICT, "%s", t("This person was invited and has not accepted yet."));
  return OK;
}

result person_status_page(struct req *rq, const struct person *p, const char *path)
{
  int n = 0;
  if (p->active) {
    confirm_say(
        rq, &n,
        arena_printf(rq->arena, t("%s can no longer sign in, and is signed out everywhere at once."), p->in.name));
    confirm_say(rq, &n, t("What the person did stays under their name. They can be reactivated."));
  } else {
    confirm_say(rq, &n, arena_printf(rq->arena, t("%1$s can sign in again with %2$s."), p->in.name, p->in.email));
  }
  const struct form_words words = { arena_printf(rq->arena, p->active ? t("Deactivate %s?") : t("Reactivate %s?"),
                                                 p->in.name),
                                    arena_printf(rq->arena, "%s/%s", path, p->active ? "deactivate" : "reactivate"),
                                    p->active ? t("Deactivate") : t("Reactivate"), path };
  return confirm_page(rq, &words, p->active);
}

result person_status_told(struct req *rq, const struct person *p, bool active, const char *path)
{
  flash(rq, active ? t("%s can sign in again.") : t("%s can no longer sign in."), p->in.name);
  return redirect(rq, "%s", path);
}

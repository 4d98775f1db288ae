/* Signing in at a bill group's portal (DOMAIN M6): an address, a mail, its link or code. The answer and its time are the same whether a
 * rule lets the address in or not; who mails it looks for the rule, and so does the last step, for it may have been removed meanwhile. */
#include "cgi-bin/billing/billing.h"

#include "lib/model/access_rule.h"

static const struct field ask_fields[] = {
  FIELD(struct portal_ask_in, email, N_("E-mail address"),
        .hint = N_("We send a link and a code. No password is needed."), .required = true, .max = 254,
        .look = LOOK_ADDRESS, .autocomplete = "email"),
  FIELD(struct portal_ask_in, next, "", .max = 400, .look = LOOK_HIDDEN),
};
const struct form_def portal_ask_form = FORM(struct portal_ask_in, ask_fields);

struct door {
  struct bill_group group;
  struct signin_place place;
  bool closed;
};

static result portal_enter(struct req *rq, const struct signin *done);

/* The pages wear the brand of whoever sold, as those behind the door do. */
static result face_find(struct req *rq, const struct bill_group *g)
{
  struct portal p = { .name = g->seller };
  ROWS rows = { 0 };
  TRY(db_query(rq->w, &rows,
               "SELECT IF(portal_name = '', name, portal_name), colour, logo_type, public_id, brand_revision,"
               " portal_footer, portal_contact, portal_phone FROM org WHERE id = ? AND status = 'active'",
               A(g->org_id)));
  rows_next(&rows, F(p.name), F(p.colour), F(p.logo_type), F(p.org_public), F(p.revision), F(p.footer), F(p.contact),
            F(p.phone));
  struct face face = portal_face(rq, &p);
  page_face(rq, &face);
  return OK;
}

static result door_find(struct req *rq, struct door *out)
{
  struct public_id id;
  TRY(req_public_id(rq, 0, &id));
  TRY(bill_group_find(rq->w, id, &out->group));
  if (out->group.own) /* an organisation sees its own bills in the partner portal */
    return NOT_FOUND;
  if (rq->who.bill_group_id != out->group.id) /* who is signed in at another portal is nobody here */
    rq->who = (struct principal){ 0 };
  out->place = (struct signin_place){ bill_group_portal(rq->arena, id), out->group.id, portal_enter };
  out->closed = !out->group.open;
  view_put(rq->view, "Page.Home", out->place.at);
  return face_find(rq, &out->group);
}

static result portal_enter(struct req *rq, const struct signin *done)
{
  const char *token, *next = str_starts(done->next, "/billing") ? path_or(done->next, "/billing") : "/billing";
  struct session_new fresh = { .audience = AUDIENCE_CUSTOMER,
                               .bill_group_id = done->bill_group_id,
                               .email = done->email };
  result r = access_rule_match(rq->w, done->bill_group_id, done->email, &fresh.access_rule_id);
  if (r == NOT_FOUND)
    return refuse(rq, NOT_FOUND, "%s", t("This address may no longer sign in here."));
  TRY(r);
  TRY(signin_session(rq, &fresh, &token));
  return redirect(rq, "%s", next);
}

result portal_ask(struct req *rq)
{
  struct door d;
  TRY(door_find(rq, &d));
  if (rq->who.bill_group_id)
    return redirect(rq, "/billing");
  if (d.closed)
    return portal_closed(rq);
  if (rq->form.def != &portal_ask_form) {
    req_form(rq, &portal_ask_form);
    ((struct portal_ask_in *)rq->form.data)->next = req_param(rq, "next");
    form_show(&rq->form);
  }
  view_form(rq->view, "Form", &rq->form);
  view_put(rq->view, "Signin.At", d.place.at);
  view_put(rq->view, "State.portal", state_make(rq->arena, rq->key, "portal", rq->w->now));
  return page(rq, "billing/portal_ask", t("Sign in to your billing portal"));
}

result portal_send(struct req *rq)
{
  const struct portal_ask_in *in = rq->form.data;
  struct door d;
  TRY(door_find(rq, &d));
  const char *email = rule_address(rq->arena, in->email);
  if (!email)
    return form_refuse(&rq->form, "email", "%s", t("Enter an e-mail address like name@example.com."));
  return d.closed ? portal_closed(rq) : signin_mail_ask(rq, &d.place, email, in->next);
}

result portal_code(struct req *rq)
{
  struct door d;
  TRY(door_find(rq, &d));
  return signin_code_page(rq, &d.place);
}

result portal_code_check(struct req *rq)
{
  struct door d;
  TRY(door_find(rq, &d));
  return signin_code_check(rq, &d.place);
}

result portal_confirm(struct req *rq)
{
  struct door d;
  TRY(door_find(rq, &d));
  return signin_link_page(rq, &d.place);
}

result portal_confirm_use(struct req *rq)
{
  struct door d;
  TRY(door_find(rq, &d));
  return signin_link_use(rq, &d.place);
}

/* Whose session is over comes here from the page that they wanted. The cookie still says which portal it was. */
result portal_again(struct req *rq)
{
  const char *name = cookie_name(rq->arena, session_cookie(AUDIENCE_CUSTOMER), rq->config->plain_http);
  const char *next = req_param(rq, "next");
  struct public_id id;
  result r = session_portal(rq->w, cookie_find(rq->arena, rq->in, name), &id);
  if (r == OK)
    return redirect(rq, "%s?next=%s", bill_group_portal(rq->arena, id), url_encode(rq->arena, next));
  if (r != NOT_FOUND)
    return r;
  view_put(rq->view, "Message.Title", t("Please open your billing portal again"));
  view_put(rq->view, "Message.Text",
           t("You are not signed in. Open the link to your billing portal that you were given, and sign in there."));
  return page(rq, "message", t("Please open your billing portal again"));
}

result portal_closed(struct req *rq)
{
  view_put(rq->view, "Message.Title", t("This billing portal is closed"));
  view_put(rq->view, "Message.Text",
           t("No contract runs any more, and no invoice is open. If you need an older invoice, ask the company that "
             "billed you."));
  return page(rq, "message", t("This billing portal is closed"));
}

/* What happened to a record, read from the audit rows: who, what, when, and which fields. */
#include "cgi-bin/admin/admin_parts.h"

enum { EVENTS_SHOWN = 20, VERSIONS_SHOWN = 30 };

const struct option audit_actions[] = {
  { "org.added", N_("Organisation added") },
  { "org.changed", N_("Organisation changed") },
  { "org.active", N_("Made active") },
  { "org.suspended", N_("Suspended") },
  { "org.archived", N_("Archived") },
  { "org.deleted", N_("Deleted") },
  { "org.logo", N_("Logo changed") },
  { "brand.drafted", N_("Brand: draft changed") },
  { "brand.discarded", N_("Brand: draft thrown away") },
  { "brand.published", N_("Brand published") },
  { "brand.restored", N_("Brand: older version brought back") },
  { "brand.opened", N_("Brand: its administrator may change it") },
  { "brand.closed", N_("Brand: only we may change it") },
  { "org.price_list", N_("Personal price list changed") },
  { "company.added", N_("Company added") },
  { "company.changed", N_("Company changed") },
  { "tax_rule.added", N_("Tax rule added") },
  { "person.added", N_("Person added") },
  { "person.changed", N_("Person changed") },
  { "person.totp_set", N_("Authenticator app set up") },
  { "person.totp_removed", N_("Authenticator app removed") },
  { "person.recovery_codes_made", N_("New recovery codes") },
  { "person.recovery_code_used", N_("Recovery code used") },
  { "person.passkey_added", N_("Passkey added") },
  { "person.passkey_removed", N_("Passkey removed") },
  { "person.password_set", N_("Password set") },
  { "person.password_removed", N_("Password removed") },
  { "person.factors_reset", N_("Second factors taken away") },
  { "access.denied", N_("Was refused") },
  { "api_key.made", N_("API key made") },
  { "api_key.rotated", N_("API key made in place of an older one") },
  { "api_key.revoked", N_("API key revoked") },
  { "api_key.used", N_("API key used") },
  { "session.ended", N_("Signed out on one device") },
  { "session.others_ended", N_("Signed out on all other devices") },
  { "person.deactivated", N_("Deactivated") },
  { "person.reactivated", N_("Reactivated") },
  { "signin.link_printed", N_("Sign-in link made by the administrator") },
  { "signin.oidc", N_("Signed in at the identity provider") },
  { "identity.linked", N_("Identity linked") },
  { "identity.unlinked", N_("Identity unlinked") },
  { "provider.added", N_("Identity provider added") },
  { "provider.enabled", N_("Identity provider switched on") },
  { "provider.disabled", N_("Identity provider switched off") },
  { "fields.switched", N_("Fields switched") },
  { "role.added", N_("Role added") },
  { "role.changed", N_("Role changed") },
  { "role.deleted", N_("Role deleted") },
  { "person.viewed", N_("Pages looked at by staff") },
  { "person.created", N_("Person added") },
  { "provider.changed", N_("Identity provider changed") },
  { "person.invited", N_("Invited") },
  { "person.invitation_revoked", N_("Invitation revoked") },
  { "person.accepted", N_("Invitation accepted") },
  { "person.roles", N_("Roles changed") },
  { "person.moved_away", N_("Moved to another organisation") },
  { "person.moved_here", N_("Came from another organisation") },
  { "org.profile", N_("Profile changed by its administrator") },
  { "org.registration", N_("Self-registration changed") },
  { "registration.waiting", N_("Registered, waits for approval") },
  { "registration.approved", N_("Registration approved") },
  { "registration.declined", N_("Registration declined") },
  { "customer.created", N_("Customer added") },
  { "customer.changed", N_("Customer changed") },
  { "customer.move_planned", N_("Move to another partner planned") },
  { "customer.move_called_off", N_("Move to another partner called off") },
  { "customer.moved_away", N_("Customer moved to another partner") },
  { "customer.made_direct", N_("Customer became our own") },
  { "subscription.made_direct", N_("Subscription: its customer became our own") },
  { "customer.moved_here", N_("Customer came from another partner") },
  { "org.move_planned", N_("Move of all customers planned") },
  { "org.move_called_off", N_("Move of customers called off") },
  { "org.customer_left", N_("A customer moved to another partner") },
  { "org.customer_came", N_("A customer came from another partner") },
  { "subscription.moved", N_("Subscription came from another partner, with its customer") },
  { "customer.prices", N_("Sell prices agreed") },
  { "bill_group.created", N_("Bill group added") },
  { "bill_group.changed", N_("Bill group changed") },
  { "bill_group.viewed", N_("Billing portal looked at by staff") },
  { "access_rule.added", N_("Let into the billing portal") },
  { "access_rule.removed", N_("No longer let into the billing portal") },
  { "subscription.created", N_("Subscription started") },
  { "subscription.started", N_("Subscription in effect") },
  { "subscription.cancelled", N_("Subscription cancelled") },
  { "subscription.expired", N_("Subscription ended") },
  { "subscription.renewed", N_("Subscription renewed") },
  { "subscription.updated", N_("Subscription changed") },
  { "subscription.offer_changed", N_("Subscription's offer changed") },
  { "subscription.extended", N_("Subscription renewed for another term") },
  { "subscription.renewal_on", N_("Subscription renews by itself from now on") },
  { "subscription.renewal_off", N_("Subscription does not renew any more") },
  { "subscription.suspended", N_("Subscription paused") },
  { "subscription.resumed", N_("Subscription's pause ended") },
  { "subscription.change_ordered", N_("Subscription: change ordered for a later day") },
  { "subscription.cancel_ordered", N_("Subscription: end ordered") },
  { "subscription.change_undone", N_("Subscription: change taken back") },
  { "subscription.change_refused", N_("Subscription: change refused") },
  { "subscription_rule.set", N_("Rule of subscriptions set") },
  { "usage.added", N_("Usage added") },
  { "usage.billed", N_("Usage billed") },
  { "order.placed", N_("Order placed") },
  { "order.refused", N_("Order refused") },
  { "order.completed", N_("Order completed") },
  { "order.failed", N_("Order failed") },
  { "order.retried", N_("Order tried again") },
  { "order.cancelled", N_("Order cancelled") },
  { "invoice.drafted", N_("Invoice drafted") },
  { "invoice.issued", N_("Invoice issued") },
  { "invoice.mailed", N_("Invoice mailed") },
  { "invoice.paid", N_("Invoice paid") },
  { "invoice.canceled", N_("Invoice cancelled") },
  { "invoice.dropped", N_("Draft of an invoice dropped") },
  { "invoice.credited", N_("Credit note set against an invoice") },
  { "credit.applied", N_("Credit note used") },
  { "mail.changed", N_("Mail's text changed") },
  { "mail.restored", N_("Mail's built-in text restored") },
  { "mail.tested", N_("Mail tried out") },
  { "webpage.added", N_("Page added") },
  { "webpage.drafted", N_("Page: settings of the draft changed") },
  { "webpage.block_added", N_("Page: block added to the draft") },
  { "webpage.block_changed", N_("Page: block of the draft changed") },
  { "webpage.block_moved", N_("Page: block of the draft moved") },
  { "webpage.block_removed", N_("Page: block taken out of the draft") },
  { "webpage.discarded", N_("Page: draft thrown away") },
  { "webpage.published", N_("Page published") },
  { "webpage.restored", N_("Page: older version brought back") },
  { "webpage.withdrawn", N_("Page withdrawn") },
  { "outbox.retried", N_("Failed messages tried again") },
  { "product.added", N_("Product added") },
  { "product.changed", N_("Product changed") },
  { "price_list.added", N_("Price list added") },
  { "price_list.changed", N_("Price list changed") },
  { "price.set", N_("Price set") },
  { "tax.added", N_("Tax rule added") },
  { "tax.ended", N_("Last day of a tax rule set") },
  { "import.sent", N_("File sent for import") },
  { "import.accepted", N_("Import accepted") },
  { "import.applied", N_("Import applied") },
  { "promo.added", N_("Promotion added") },
  { "promo.changed", N_("Promotion changed") },
  { "terms.published", N_("Order terms published") },
  { "offer.added", N_("Offer added") },
  { "offer.changed", N_("Draft changed") },
  { "offer.items", N_("Products of the draft changed") },
  { "offer.drafted", N_("Next draft begun") },
  { "offer.published", N_("Published") },
  { "offer.retired", N_("Taken off the shelf") },
  { NULL, NULL },
};

result history_show(struct req *rq, const char *noun, int64_t noun_id)
{
  const char *action, *fields, *detail, *name;
  struct utc at;
  ROWS rows = { 0 };
  TRY(db_query(
      rq->w, &rows,
      "SELECT a.at, a.action, a.fields, v.detail, p.name FROM audit a LEFT JOIN audit_value v ON v.audit_id = a.id"
      " LEFT JOIN person p ON p.id = a.person_id WHERE a.noun = ? AND a.noun_id = ? ORDER BY a.id DESC LIMIT 20",
      A(noun), A(noun_id)));
  for (int n = 0; n < EVENTS_SHOWN && rows_next(&rows, F(at), F(action), F(fields), F(detail), F(name)); n++)
    history_put(rq, n, option_word(audit_actions, action), name ? name : t("Portico"), at,
                str_empty(detail) ? NULL : t(detail));
  return OK;
}

void kept_versions_show(struct req *rq, struct rows *rows, const char *path)
{
  struct facts f = { rq, "Versions", 0 };
  struct utc at;
  const char *status, *who;
  int number, of;
  while (f.n < VERSIONS_SHOWN && rows_next(rows, F(number), F(status), F(at), F(of), F(who))) {
    const char *label = arena_printf(rq->arena, t("Version %d"), number);
    const char *when = utc_text(rq->arena, at, rq->w->zone, i18n_current());
    if (str_eq(status, "draft"))
      fact(&f, label, t("Draft"));
    else if (str_eq(status, "published"))
      fact(&f, label, arena_printf(rq->arena, t("Holds since %s"), when));
    else if (!path)
      fact(&f, label, arena_printf(rq->arena, t("Was published at %s"), when));
    else
      fact_link(&f, label, arena_printf(rq->arena, t("Was published at %s: bring it back"), when),
                arena_printf(rq->arena, "%s/restore?version=%d", path, number));
    if (of)
      fact_note(&f, arena_printf(rq->arena, t("brought back version %d"), of));
    else if (!str_empty(who))
      fact_note(&f, who);
  }
}

void may_show(struct req *rq)
{
  view_put_bool(rq->view, "May.Org", rq->who.rights & ORG_WRITE);
  view_put_bool(rq->view, "May.User", rq->who.rights & USER_WRITE);
  view_put_bool(rq->view, "May.Catalogue", rq->who.rights & CATALOGUE_WRITE);
}

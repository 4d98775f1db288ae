/* The table of mails. A new mail is a row here and a job of the worker that fills its values (bin/worker_mail.c: mail_begin). */
#include "lib/base/date.h"
#include "lib/base/i18n.h"
#include "lib/base/money.h"
#include "lib/base/str.h"
#include "lib/link/mail_kind.h"

#define SITE                                                                                                           \
  {                                                                                                                    \
    "site", MAIL_WORD, false, N_("The portal's name"), ""                                                              \
  }
#define GREETING                                                                                                       \
  {                                                                                                                    \
    "greeting", MAIL_WORD, false, N_("“Hello” with the reader's name, where it is known"), ""                          \
  }

static const struct date first = { 2027, 5, 1 }, last = { 2027, 5, 31 };

static void order_sample(struct arena *a, const char *name, struct letter *part)
{
  const char *language = i18n_current();
  if (str_eq(name, "facts")) {
    letter_fact(part, t("Starts on"), date_text(a, first, language));
    letter_fact(part, t("PO number"), "PO-1234");
    letter_fact(part, t("Invoiced to"), t("Example Partner Ltd"));
  } else {
    letter_amount(part, t("5 × Example product, a year"), money_text(a, money_of(120000, "EUR"), language));
    letter_total(part, t("Total before tax"), money_text(a, money_of(120000, "EUR"), language));
    letter_amount(part,
                  arena_printf(a, t("%s %s on %s"), t("VAT"), rate_text(a, 1900, language),
                               money_text(a, money_of(120000, "EUR"), language)),
                  money_text(a, money_of(22800, "EUR"), language));
    letter_total(part, t("Due now, tax included"), money_text(a, money_of(142800, "EUR"), language));
  }
}

static void customer_sample(struct arena *a, const char *name, struct letter *part)
{
  if (str_eq(name, "items")) {
    letter_fact(part, t("Example product"), "5");
    return;
  }
  letter_fact(part, t("Starts on"), date_text(a, first, i18n_current()));
  letter_fact(part, t("Reference"), "O-1234");
}

static void invoice_sample(struct arena *a, const char *name, struct letter *part)
{
  const char *total = money_text(a, money_of(142800, "EUR"), i18n_current());
  const char *due = date_text(a, last, i18n_current());
  if (str_eq(name, "facts")) {
    letter_fact(part, t("For"), t("Example Customer Ltd"));
    letter_fact(part, t("Total"), total);
    letter_fact(part, t("Due date"), due);
    return;
  }
  letter_paragraph(part, t("Please pay %s by %s and state the reference."), total, due);
  letter_fact(part, t("Account holder"), t("Example Vendor Ltd"));
  letter_fact(part, t("IBAN"), "AT61 1904 3002 3457 3201");
  letter_fact(part, t("Reference"), "EX-0001");
}

static void credit_sample(struct arena *a, const char *name, struct letter *part)
{
  const char *total = money_text(a, money_of(2032, "EUR"), i18n_current());
  if (str_eq(name, "facts"))
    letter_fact(part, t("Total"), total);
  else
    letter_paragraph(part, t("We owe you %s. Nothing is to be paid."), total);
}

static void subscription_sample(struct arena *a, const char *name, struct letter *part)
{
  (void)name;
  letter_fact(part, t("Offer"), t("Example product"));
  letter_fact(part, t("Quantity"), "5");
  letter_fact(part, t("From"), date_text(a, first, i18n_current()));
  letter_fact(part, t("Reference"), "O-1234");
}

static void waiting_sample(struct arena *a, const char *name, struct letter *part)
{
  (void)a, (void)name;
  letter_fact(part, t("Kim Example"), "kim@partner.example.com");
}

static void moved_sample(struct arena *a, const char *name, struct letter *part)
{
  (void)name;
  letter_fact(part, t("Subscriptions"), "3");
  letter_fact(part, t("From"), date_text(a, first, i18n_current()));
  letter_fact(part, t("Reason"), t("The customer asked for it."));
}

#define CUSTOMER_WORD                                                                                                  \
  {                                                                                                                    \
    "customer", MAIL_WORD, false, N_("The end customer's name"), N_("Example Customer Ltd")                            \
  }
#define OFFER_WORD                                                                                                     \
  {                                                                                                                    \
    "offer", MAIL_WORD, false, N_("The subscription's offer"), N_("Example product")                                   \
  }
#define SUBSCRIPTION_LINK                                                                                              \
  {                                                                                                                    \
    "link", MAIL_LINK, false, N_("The button to the subscription"), "/customers/subscriptions"                         \
  }

/* It goes to an address that signs in nobody, or to one that is not an account yet. */
#define NOBODY_HERE                                                                                                    \
  {                                                                                                                    \
    NULL, 0, 0, false                                                                                                  \
  }

const struct mail_kind mail_kinds[] = {
  { "signin",
    N_("Sign-in"),
    N_("Whoever asks to sign in by mail"),
    N_("Sign in to {site}"),
    N_("{greeting}\n\nPress the button to sign in to {site}.\n\n{link: Sign in}\n\n"
       "Or type this code in the window where you asked for it:\n\n{code}\n\n"
       "Both are valid for {validity} and work once.\n\n"
       "~ If you did not ask for this, nothing happens until somebody presses the button."),
    { SITE,
      GREETING,
      { "link", MAIL_LINK, true, N_("The button that signs in"), "/login/confirm?t=example" },
      { "code", MAIL_CODE, true, N_("The code to type instead"), "ABCD2345" },
      { "validity", MAIL_WORD, false, N_("How long link and code are valid"), N_("10 minutes") } },
    NULL,
    { N_("Links and codes to sign in, and to show that it is you"), MAIL_ALL, MAIL_ALL, false } },

  { "portal_signin",
    N_("Sign-in to a billing portal"),
    N_("An end customer who asks to sign in to a bill group's portal"),
    N_("Sign in to your billing portal at {seller}"),
    N_("{greeting}\n\nPress the button to see the bills of {payer}.\n\n{link: Sign in}\n\n"
       "Or type this code in the window where you asked for it:\n\n{code}\n\n"
       "Both are valid for {validity} and work once.\n\n"
       "~ If you did not ask for this, nothing happens until somebody presses the button."),
    { SITE,
      GREETING,
      { "seller", MAIL_WORD, false, N_("Who sold, and whose brand the portal wears"), N_("Example Partner Ltd") },
      { "payer", MAIL_WORD, false, N_("Who pays"), N_("Example Customer Ltd") },
      { "link", MAIL_LINK, true, N_("The button that signs in"), "/billing/example/confirm?t=example" },
      { "code", MAIL_CODE, true, N_("The code to type instead"), "ABCD2345" },
      { "validity", MAIL_WORD, false, N_("How long link and code are valid"), N_("10 minutes") } },
    NULL,
    NOBODY_HERE },

  { "invitation",
    N_("Invitation"),
    N_("Whoever is invited into an organisation"),
    N_("You are invited to {site}"),
    N_("{greeting}\n\n{sender} invites you to work for {organisation} in {site}.\n\n{link: See the invitation}\n\n"
       "The link is valid for {validity} and works once.\n\n"
       "~ If you do not know what this is about, do nothing: without you nothing happens."),
    { SITE,
      GREETING,
      { "sender", MAIL_WORD, false, N_("Who invites"), N_("Kim Example") },
      { "organisation", MAIL_WORD, false, N_("The organisation that one is invited into"), N_("Example Partner Ltd") },
      { "link", MAIL_LINK, true, N_("The button that shows the invitation"), "/people/accept?t=example" },
      { "validity", MAIL_WORD, false, N_("How long the link is valid"), N_("7 days") } },
    NULL,
    NOBODY_HERE },

  { "registration",
    N_("Registration"),
    N_("Whoever registers, so that they show that the address is theirs"),
    N_("Your registration at {site}"),
    N_("{greeting}\n\nSomebody, most likely you, would like to join {organisation} in {site}. Press the button if it was you.\n\n"
       "{link: Go on}\n\nThe link is valid for {validity} and works once.\n\n"
       "~ If it was not you, do nothing: without you nothing happens."),
    { SITE,
      GREETING,
      { "organisation", MAIL_WORD, false, N_("The organisation that one would like to join"),
        N_("Example Partner Ltd") },
      { "link", MAIL_LINK, true, N_("The button that goes on"), "/login/register/confirm?t=example" },
      { "validity", MAIL_WORD, false, N_("How long the link is valid"), N_("24 hours") } },
    NULL,
    NOBODY_HERE },

  { "registration_approved",
    N_("Registration approved"),
    N_("Whoever registered"),
    N_("Your registration at {site}"),
    N_("{greeting}\n\n{organisation} has approved your registration. You can sign in now.\n\n{link: Sign in}"),
    { SITE,
      GREETING,
      { "organisation", MAIL_WORD, false, N_("The organisation that decided"), N_("Example Partner Ltd") },
      { "link", MAIL_LINK, true, N_("The button to the sign-in page"), "/login" } },
    NULL,
    NOBODY_HERE },

  { "registration_declined",
    N_("Registration declined"),
    N_("Whoever registered"),
    N_("Your registration at {site}"),
    N_("{greeting}\n\n{organisation} has declined your registration. Ask a colleague there if you think this is a mistake."),
    { SITE,
      GREETING,
      { "organisation", MAIL_WORD, false, N_("The organisation that decided"), N_("Example Partner Ltd") } },
    NULL,
    NOBODY_HERE },

  { "registrations_waiting",
    N_("Registrations that wait"),
    N_("The administrators of the organisation, who decide, and ours; one mail for all who came meanwhile"),
    N_("New people wait for approval at {site}"),
    N_("{greeting}\n\n{what}\n\n{people}\n\n{link: See who waits}"),
    { SITE,
      GREETING,
      { "what", MAIL_WORD, false, N_("How many wait for whom, in a sentence"),
        N_("3 people registered and wait for your approval.") },
      { "people", MAIL_PART, true, N_("A table: who waits; for our administrators, at which organisations"), "" },
      { "link", MAIL_LINK, false, N_("The button to the list of those who wait"), "/people/waiting" } },
    waiting_sample,
    { N_("People who registered and wait for approval"), MAIL_DECIDING, MAIL_DECIDING, true } },

  { "customer_moved",
    N_("Customer moved to another partner"),
    N_("The administrators of the partner that it left, and of the one that it came to"),
    N_("{customer}: a change of partner"),
    N_("{greeting}\n\n{what}\n\n{facts}\n\n{link: See the customer}"),
    { SITE,
      GREETING,
      CUSTOMER_WORD,
      { "what", MAIL_WORD, false, N_("Whether it came or left, in a sentence"),
        N_("Example Customer Ltd is your customer now, with its subscriptions and orders.") },
      { "facts", MAIL_PART, true, N_("A table: subscriptions, day, reason"), "" },
      { "link", MAIL_LINK, false, N_("The button to the customer, for the one that it came to; else it is left out"),
        "/customers" } },
    moved_sample,
    { N_("Customers that come to your organisation or leave it"), MAIL_DECIDING, MAIL_NOBODY, true } },

  { "order_placed",
    N_("Order placed"),
    N_("The partner's person who ordered"),
    N_("Order {order} for {customer}"),
    N_("{greeting}\n\nYour order {order} for {customer} is placed.\n\n{facts}\n\nWhat is invoiced, before tax:\n\n{prices}\n\n"
       "{link: See the order}"),
    { SITE,
      GREETING,
      { "order", MAIL_WORD, false, N_("The order's reference"), "O-1234" },
      { "customer", MAIL_WORD, false, N_("The end customer's name"), N_("Example Customer Ltd") },
      { "facts", MAIL_PART, false, N_("A table: start, PO number, who is invoiced"), "" },
      { "prices", MAIL_PART, true, N_("A table: what is invoiced, with prices"), "" },
      { "link", MAIL_LINK, false, N_("The button to the order"), "/orders" } },
    order_sample,
    { N_("Orders that you place: what was ordered, and what is invoiced"), MAIL_ORDERING, MAIL_NOBODY, true } },

  { "order_failed",
    N_("Order failed"),
    N_("Whoever placed the order; for one of a program, the organisation"),
    N_("Order {order} for {customer} failed"),
    N_("{greeting}\n\nThe order {order} of {organisation} for {customer} could not be carried out. Nothing was made, and nothing is "
       "invoiced.\n\nThe reason: {reason}\n\n{next}\n\n{link: See the order}"),
    { SITE,
      GREETING,
      { "order", MAIL_WORD, false, N_("The order's reference"), "O-1234" },
      CUSTOMER_WORD,
      { "organisation", MAIL_WORD, false, N_("The organisation that it was placed for"), N_("Example Partner Ltd") },
      { "reason", MAIL_WORD, false, N_("Why it failed, in a sentence"), N_("The organisation is not active.") },
      { "next", MAIL_WORD, true, N_("Who tries it again, in a sentence"),
        N_("Our staff see it and try it again. You need not order again.") },
      { "link", MAIL_LINK, false, N_("The button to the order"), "/orders" } },
    NULL,
    { N_("Orders that you placed and that failed"), MAIL_ORDERING, MAIL_ORDERING, false } },

  { "order_customer",
    N_("Order placed, to the end customer"),
    N_("The end customer whom a partner ordered for; it holds no prices"),
    N_("Your order with {organisation}"),
    N_("{greeting}\n\n{organisation} has ordered the following for you.\n\n{items}\n\n{facts}\n\n"
       "~ If you have questions, write to {contact}."),
    { SITE,
      GREETING,
      { "organisation", MAIL_WORD, false, N_("The partner's name"), N_("Example Partner Ltd") },
      { "order", MAIL_WORD, false, N_("The order's reference"), "O-1234" },
      { "items", MAIL_PART, true, N_("A table: what was ordered, and how many"), "" },
      { "facts", MAIL_PART, false, N_("A table: start and reference"), "" },
      { "contact", MAIL_WORD, false, N_("Where the partner can be written to, or its name"),
        "sales@partner.example.com" } },
    customer_sample,
    NOBODY_HERE },

  { "invoice",
    N_("Invoice"),
    N_("The payer's billing contact; the invoice is attached"),
    N_("Invoice {invoice} from {seller}"),
    N_("{greeting}\n\nYour invoice {invoice} of {date} is attached.\n\n{facts}\n\n{payment}\n\n{link: See the invoice}"),
    { SITE,
      GREETING,
      { "invoice", MAIL_WORD, false, N_("The invoice's number"), "EX-0001" },
      { "seller", MAIL_WORD, false, N_("The company that invoices"), N_("Example Vendor Ltd") },
      { "date", MAIL_WORD, false, N_("The day of issue"), "on:2027-05-01" },
      { "total", MAIL_WORD, false, N_("The amount"), "EUR:142800" },
      { "due", MAIL_WORD, false, N_("The day until which it is to be paid"), "on:2027-05-31" },
      { "facts", MAIL_PART, false, N_("A table: customer, PO number, total, due date"), "" },
      { "payment", MAIL_PART, true, N_("How to pay: amount, bank and reference; or that nothing is to be paid"), "" },
      { "link", MAIL_LINK, false, N_("The button to the invoice, for a payer who can sign in; else it is left out"),
        "/invoices" } },
    invoice_sample,
    { N_("Invoices, when yours is the address of the billing contact"), MAIL_ALL, MAIL_NOBODY, false } },

  { "credit_note",
    N_("Credit note"),
    N_("The payer's billing contact; the credit note is attached"),
    N_("Credit note {invoice} from {seller}"),
    N_("{greeting}\n\nYour credit note {invoice} of {date} is attached.\n\n{facts}\n\n{payment}\n\n{link: See the credit note}"),
    { SITE,
      GREETING,
      { "invoice", MAIL_WORD, false, N_("The credit note's number"), "EX-0001" },
      { "seller", MAIL_WORD, false, N_("The company that invoices"), N_("Example Vendor Ltd") },
      { "date", MAIL_WORD, false, N_("The day of issue"), "on:2027-05-01" },
      { "total", MAIL_WORD, false, N_("The amount"), "EUR:2032" },
      { "due", MAIL_WORD, false, N_("The day until which it is to be paid"), "on:2027-05-31" },
      { "facts", MAIL_PART, false, N_("A table: customer, PO number, total"), "" },
      { "payment", MAIL_PART, true, N_("That nothing is to be paid"), "" },
      { "link", MAIL_LINK, false, N_("The button to the credit note, for a payer who can sign in; else it is left out"),
        "/invoices" } },
    credit_sample,
    { N_("Credit notes, when yours is the address of the billing contact"), MAIL_ALL, MAIL_NOBODY, false } },

  { "subscription_changed",
    N_("Subscription changed"),
    N_("The partner's person who changed it; for a change by us, the organisation"),
    N_("{offer} for {customer}: {order}"),
    N_("{greeting}\n\n{what}\n\n{facts}\n\n{link: See the subscription}"),
    { SITE,
      GREETING,
      OFFER_WORD,
      CUSTOMER_WORD,
      { "order", MAIL_WORD, false, N_("The order's reference"), "O-1234" },
      { "what", MAIL_WORD, false, N_("What was done, in a sentence"), N_("The subscription was changed.") },
      { "facts", MAIL_PART, true, N_("A table: offer, quantity, day, reference, what is due now"), "" },
      SUBSCRIPTION_LINK },
    subscription_sample,
    { N_("Subscriptions that you change: what was changed, and what is due"), MAIL_ORDERING, MAIL_NOBODY, true } },

  { "subscription_customer",
    N_("Subscription changed, to the end customer"),
    N_("The end customer of a partner that is invoiced itself; it holds no prices"),
    N_("Your subscription with {organisation}"),
    N_("{greeting}\n\n{what}\n\n{facts}\n\n~ If you have questions, write to {contact}."),
    { SITE,
      GREETING,
      { "organisation", MAIL_WORD, false, N_("The partner's name"), N_("Example Partner Ltd") },
      { "what", MAIL_WORD, false, N_("What was done, in a sentence"), N_("The subscription was changed.") },
      { "facts", MAIL_PART, true, N_("A table: offer, quantity, day, reference"), "" },
      { "contact", MAIL_WORD, false, N_("Where the partner can be written to, or its name"),
        "sales@partner.example.com" } },
    subscription_sample,
    NOBODY_HERE },

  { "renewal",
    N_("Term ends soon"),
    N_("Who ordered it, or the organisation: 90, 60 and 30 days ahead"),
    N_("{offer} for {customer}: the term ends on {end}"),
    N_("{greeting}\n\nThe term of {offer} for {customer} ends on {end}. {then}\n\n{link: See the subscription}"),
    { SITE,
      GREETING,
      OFFER_WORD,
      CUSTOMER_WORD,
      { "end", MAIL_WORD, false, N_("The last day of the term"), "on:2027-05-31" },
      { "then", MAIL_WORD, false, N_("Whether it renews by itself, in a sentence"),
        N_("It renews by itself at the prices of now, unless you change it before.") },
      SUBSCRIPTION_LINK },
    NULL,
    { N_("Subscriptions that you ordered whose term ends soon"), MAIL_READING, MAIL_NOBODY, true } },
};
const int n_mail_kinds = (int)(sizeof mail_kinds / sizeof *mail_kinds);

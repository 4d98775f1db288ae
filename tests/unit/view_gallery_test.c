/* One page of each kind with plausible values: it must render without losing a part. With PORTICO_GALLERY=folder the pages are
 * also written there, to be looked at and to be judged by the page checkers (tests/lib/gallery.mjs serves them). */
#include "lib/base/i18n.h"
#include "lib/view/view.h"
#include "tests/unit/tap.h"
#include "tests/unit/view_rows.h"

#define SIZE(array) ((int)(sizeof(array) / sizeof *(array)))

static struct arena *arena;
static struct view *v;

/* ---- the layout's values, as the application's frame puts them ---- */
static const char *const areas[][2] = {
  { "Home", "/home" },   { "Offers", "/offers" },           { "Customers", "/customers" }, { "Orders", "/orders" },
  { "Deals", "/deals" }, { "Commissions", "/commissions" }, { "Invoices", "/invoices" },   { "Library", "/library" },
  { "Team", "/team" },   { "Training", "/training" },       { "Support", "/support" },
};

static void layout(const char *title, const char *here, bool signed_in)
{
  v = view_new(arena, "en", "Europe/Vienna");
  view_put(v, "Page.Title", title);
  view_put(v, "Page.Path", here);
  view_put(v, "Page.RequestId", "7q2v9x4m1c8d3");
  view_put(v, "Site.Name", "Portico");
  view_put(v, "Site.Assets", "1");
  view_put(v, "State.theme", "signed.state");
  if (!signed_in)
    return;
  view_put(v, "Csrf", "csrf");
  view_put(v, "FormKey", "formkeyformkeyformkeyA");
  view_put(v, "Person.Name", "Robin Example");
  view_put(v, "Person.Email", "robin@partner.example.com");
  view_put(v, "Person.Org", "Northwind Example GmbH");
  view_put(v, "Brand.Name", "Northwind Example");
  for (int i = 0; i < SIZE(areas); i++) {
    view_item(v, "Page.Menu", i, "Label", areas[i][0]);
    view_item(v, "Page.Menu", i, "Href", areas[i][1]);
    if (str_eq(areas[i][1], here))
      view_item(v, "Page.Menu", i, "Current", "1");
  }
}

static void crumb(int n, const char *label, const char *href)
{
  view_item(v, "Page.Crumbs", n, "Label", label);
  if (href)
    view_item(v, "Page.Crumbs", n, "Href", href);
}

static void end(const char *template_name, const char *file_name)
{
  struct buf out = BUF(arena);
  bool good = view_render(v, template_name, &out) == OK;
  ok(good && strstr(buf_text(&out), "</html>"), "%s renders, %zu bytes", file_name, out.size);
  const char *folder = getenv("PORTICO_GALLERY");
  if (folder && good) {
    FILE *file = fopen(arena_printf(arena, "%s/%s.html", folder, file_name), "w");
    ok(file && fwrite(out.at, 1, out.size, file) == out.size && fclose(file) == 0, "%s is written", file_name);
  }
  view_end(v);
}

/* ---- lists ---- */
static const struct option order_states[] = { { "complete", "Complete" },
                                              { "processing", "In progress" },
                                              { "failed", "Needs attention" },
                                              { "cancelled", "Cancelled" },
                                              { "draft", "Draft" },
                                              { NULL, NULL } };
static const struct column order_columns[] = {
  { "reference", "Order", COLUMN_LINK, .href = "/orders/", .id = "public_id", .main = true },
  { "customer", "Customer", COLUMN_TEXT, .sort = "customer" },
  { "placed", "Placed", COLUMN_DATE, .sort = "placed" },
  { "seats", "Seats", COLUMN_NUMBER },
  { "total", "Total", COLUMN_MONEY, .currency = "currency" },
  { "status", "State", COLUMN_STATE, .words = order_states },
};
static const struct table order_table = { order_columns, SIZE(order_columns), NULL, 0 };
static const char *const order_names[] = { "reference", "customer", "placed", "seats",
                                           "total",     "currency", "status", "public_id" };
static const char *const orders[] = {
  "PO-2026-0117", "Alder & Ash Example Ltd",
  "2026-11-18",   "25",
  "1200000",      "EUR",
  "complete",     "0000000000001", /* */
  "PO-2026-0116", "Birch Example GmbH",
  "2026-11-17",   "1200",
  "24000050",     "EUR",
  "processing",   "0000000000002", /* */
  "PO-2026-0114", "Cedar Example and Partners of the Northern Harbour",
  "2026-11-12",   "8",
  "38400",        "USD",
  "failed",       "0000000000003", /* */
  "PO-2026-0111", "Dogwood Example AG",
  "2026-11-03",   "3",
  "14400",        "EUR",
  "cancelled",    "0000000000004", /* */
  "PO-2026-0109", "Elm Example S.A.",
  NULL,           NULL,
  "960000",       "EUR",
  "draft",        "0000000000005",
};

static void list_put(const char *name, const struct table *table, const char *const *names, int n_names,
                     const char *const *cells, int n)
{
  struct given given = { names, cells, n_names, n, 0 };
  struct rows rows = ROWS_GIVEN(arena, &given);
  view_table(v, name, table, &rows, 50);
}

static void orders_put(int n)
{
  list_put("Orders", &order_table, order_names, SIZE(order_names), orders, n);
}

static void list(void)
{
  layout("Orders", "/orders", true);
  crumb(0, "Orders", NULL);
  view_put(v, "Page.Flash", "Order PO-2026-0117 is placed. We told the customer by mail.");
  orders_put(5);
  view_put(v, "Orders.Search", "");
  view_put(v, "Orders.CsvHref", "/orders?format=csv");
  view_put(v, "Orders.OlderHref", "/orders?key=x");
  view_put(v, "Orders.Columns.2.SortHref", "/orders?sort=placed");
  view_put(v, "Orders.Columns.2.Sorted", "1");
  view_put(v, "Orders.Columns.1.SortHref", "/orders?sort=customer");
  view_put(v, "Orders.Filters.0.Name", "state");
  view_put(v, "Orders.Filters.0.Label", "State");
  view_item(v, "Orders.Filters.0.Options", 0, "Value", "");
  view_item(v, "Orders.Filters.0.Options", 0, "Label", "Any");
  view_item(v, "Orders.Sums", 0, "Label", "Total in EUR");
  view_item(v, "Orders.Sums", 0, "Text", money_text(arena, money_of(26174450, "EUR"), "en"));
  view_item(v, "Orders.Sums", 1, "Label", "Total in USD");
  view_item(v, "Orders.Sums", 1, "Text", money_text(arena, money_of(38400, "USD"), "en"));
  end("gallery_list", "list");
}

static void list_empty(void)
{
  layout("Orders", "/orders", true);
  crumb(0, "Orders", NULL);
  orders_put(0);
  view_put(v, "Orders.Empty", "Your orders will stand here. You have not placed one yet.");
  view_put(v, "Orders.EmptyAction.Label", "Look at the offers");
  view_put(v, "Orders.EmptyAction.Href", "/offers");
  end("gallery_list", "empty");
}

/* ---- one thing ---- */
static void fact(int n, const char *label, const char *text)
{
  view_item(v, "Facts", n, "Label", label);
  view_item(v, "Facts", n, "Text", text);
}

static void event(int n, const char *what, const char *who, const char *when)
{
  view_item(v, "History", n, "What", what);
  view_item(v, "History", n, "Who", who);
  view_item(v, "History", n, "When", when);
  view_item(v, "History", n, "Iso", "2026-11-18T09:12:00Z");
}

static void detail(void)
{
  layout("Alder & Ash Example Ltd", "/deals", true);
  crumb(0, "Deals", "/deals");
  crumb(1, "Alder & Ash Example Ltd", NULL);
  view_put(v, "Deal.Status", "approved");
  view_put(v, "Deal.StatusWord", "Registered until 3 March 2027");
  fact(0, "Registration", "R-2026-0042");
  fact(1, "Product line", "Workplace");
  fact(2, "Expected value", money_text(arena, money_of(4800000, "EUR"), "en"));
  fact(3, "Contact", "kim@alder.example.org");
  view_item(v, "Facts", 3, "Href", "mailto:kim@alder.example.org");
  fact(4, "Expected close", "28 February 2027");
  view_item(v, "Facts", 4, "Iso", "2027-02-28");
  view_item(v, "Facts", 4, "Note", "in 100 days");
  view_item(v, "Documents", 0, "Label", "Requirements.pdf");
  view_item(v, "Documents", 0, "Href", "/deals/x/files/1");
  view_item(v, "Documents", 0, "Text", "PDF, 240 kB");
  view_item(v, "Documents", 0, "Icon", "document");
  event(0, "Approved; protected for 90 days", "Channel manager", "18 November 2026, 10:12");
  view_item(v, "History", 0, "Note", "Terms of the Gold tier, 18 % commission.");
  event(1, "Submitted", "Robin Example", "16 November 2026, 09:30");
  event(2, "Draft begun", "Robin Example", "16 November 2026, 09:04");
  end("gallery_detail", "detail");
}

/* ---- forms ---- */
struct deal {
  const char *account, *country, *email, *timeline, *note;
  struct money budget;
  struct date close;
  int64_t seats, discount;
  bool existing;
};
static const struct option timelines[] = {
  { "soon", "In this quarter" }, { "later", "Later this year" }, { "open", "Not known yet" }, { NULL, NULL }
};
static const struct field deal_fields[] = {
  FIELD(struct deal, account, "Company", .required = true, .autocomplete = "organization",
        .hint = "As it stands in the company register", .group = "The customer"),
  FIELD(struct deal, country, "Country", .required = true, .look = LOOK_COUNTRY),
  FIELD(struct deal, email, "Contact's e-mail", .look = LOOK_EMAIL, .autocomplete = "off"),
  FIELD(struct deal, existing, "They are our customer already", .group = "The customer"),
  FIELD(struct deal, budget, "Budget", .hint = "What the customer can spend", .required = true, .group = "The deal"),
  FIELD(struct deal, seats, "Seats", .min = 1, .max = 100000),
  FIELD(struct deal, discount, "Discount that you ask for", .look = LOOK_PERCENT),
  FIELD(struct deal, close, "Expected close", .required = true),
  FIELD(struct deal, timeline, "When do they decide?", .look = LOOK_RADIO, .options = timelines, .required = true),
  FIELD(struct deal, note, "What should we know?", .look = LOOK_AREA, .max = 2000),
};
static const struct form_def deal_form = FORM(struct deal, deal_fields);
struct signin {
  const char *email;
};
static const struct field signin_fields[] = {
  FIELD(struct signin, email, "E-mail", .required = true, .look = LOOK_EMAIL, .autocomplete = "email"),
};
static const struct form_def signin_form = FORM(struct signin, signin_fields);

static const char *typed(void *at, const char *name)
{
  const char *const *pairs = at;
  for (; *pairs; pairs += 2)
    if (str_eq(pairs[0], name))
      return pairs[1];
  return NULL;
}

static void form_page(const char *file_name, const char *const *pairs)
{
  struct form form;
  layout("Register a deal", "/deals", true);
  crumb(0, "Deals", "/deals");
  crumb(1, "Register a deal", NULL);
  form_open(&form, arena, &deal_form, "en", 0);
  if (pairs)
    form_fill(&form, typed, (void *)pairs);
  view_form(v, "Form", &form);
  end("gallery_form", file_name);
}

static void forms(void)
{
  static const char *const wrong[] = { "account",
                                       "Alder & Ash \"Example\" <Ltd>",
                                       "country",
                                       "XX",
                                       "email",
                                       "kim@",
                                       "budget",
                                       "a lot",
                                       "budget_currency",
                                       "EUR",
                                       "seats",
                                       "12",
                                       "existing",
                                       "1",
                                       "timeline",
                                       "later",
                                       NULL };
  form_page("form", NULL);
  form_page("form_wrong", wrong);
  struct form form;
  layout("Sign in", "/login", false);
  view_put(v, "State.login", "signed.state");
  form_open(&form, arena, &signin_form, "en", 0);
  view_form(v, "Form", &form);
  end("gallery_signin", "signin");
}

/* ---- steps and documents ---- */
static const struct column line_columns[] = {
  { "what", "Product", COLUMN_TEXT, .main = true },
  { "quantity", "Quantity", COLUMN_NUMBER },
  { "price", "Price", COLUMN_MONEY, .currency = "currency" },
  { "total", "Total", COLUMN_MONEY, .currency = "currency" },
};
static const struct table line_table = { line_columns, SIZE(line_columns), NULL, 0 };
static const char *const line_names[] = { "what", "quantity", "price", "total", "currency" };
static const char *const lines[] = {
  "Workplace Standard, yearly", "25", "4000", "100000", "EUR", "Support Plus", "1", "20000", "20000", "EUR"
};

static void lines_put(void)
{
  list_put("Lines", &line_table, line_names, SIZE(line_names), lines, 2);
  view_item(v, "Lines.Sums", 0, "Label", "To pay today");
  view_item(v, "Lines.Sums", 0, "Text", money_text(arena, money_of(120000, "EUR"), "en"));
}

static void steps(void)
{
  static const char *const words[] = { "Offer", "Customer", "Payment", "Review" };
  layout("Review the order", "/offers", true);
  crumb(0, "Offers", "/offers");
  crumb(1, "Review", NULL);
  for (int i = 0; i < SIZE(words); i++) {
    view_item(v, "Steps", i, "Label", words[i]);
    view_item(v, "Steps", i, i < 3 ? "Done" : "Current", "1");
    view_item(v, "Steps", i, "Href", "/checkout/step");
  }
  fact(0, "Customer", "Alder & Ash Example Ltd");
  fact(1, "Starts", "20 November 2026");
  fact(2, "Term", "12 months, renews itself");
  fact(3, "Payment", "Invoice, 30 days");
  lines_put();
  view_put(v, "Total", money_text(arena, money_of(120000, "EUR"), "en"));
  end("gallery_steps", "steps");
}

static void document(void)
{
  layout("Invoice 2026-00311", "/invoices", true);
  crumb(0, "Invoices", "/invoices");
  crumb(1, "2026-00311", NULL);
  fact(0, "Issued", "20 November 2026");
  fact(1, "Due", "20 December 2026");
  lines_put();
  end("gallery_document", "document");
}

/* ---- the dashboard ---- */
static void card(int n, const char *title, const char *figure, const char *change, const char *more, const char *href)
{
  view_item(v, "Cards", n, "Title", title);
  view_item(v, "Cards", n, "Figure", figure);
  view_item(v, "Cards", n, "Change", change);
  view_item(v, "Cards", n, "More", more);
  view_item(v, "Cards", n, "Href", href);
}

static void dashboard(void)
{
  static const char *const months[] = { "June", "July", "August", "September", "October", "November" };
  static const int64_t sold[] = { 3200000, 4100000, 2800000, 5200000, 6100000, 7400000 };
  layout("Good morning, Robin", "/home", true);
  card(0, "Sold this month", money_text(arena, money_of(7400000, "EUR"), "en"), "21 % more than in October",
       "Orders of this month", "/orders");
  view_spark(v, "Cards.0.Spark", sold, SIZE(sold));
  view_put(v, "Cards.0.Spark.Title",
           "Sold in the last six months, from 32,000.00 EUR in June to 74,000.00 EUR in November");
  for (int i = 0; i < SIZE(months); i++) {
    view_item(v, "Cards.0.Points", i, "Label", months[i]);
    view_item(v, "Cards.0.Points", i, "Text", money_text(arena, money_of(sold[i], "EUR"), "en"));
  }
  card(1, "Registered deals", "7", "Two end within 14 days", "Open deals", "/deals");
  card(2, "Commission to come", money_text(arena, money_of(1284050, "EUR"), "en"), "Next payout on 1 December 2026",
       "Commissions", "/commissions");
  orders_put(3);
  end("gallery_dashboard", "dashboard");
}

static void message(void)
{
  layout("This page is not there", "/nowhere", true);
  view_put(v, "Message.Title", "This page is not there");
  view_put(v, "Message.Text", "The address may be mistyped, or what it showed is no longer yours to see.");
  view_put(v, "Message.Action.Label", "Go to the start page");
  view_put(v, "Message.Action.Href", "/home");
  end("message", "message");
}

int main(void)
{
  arena = arena_new(8 << 20, NULL, NULL);
  i18n_language("en");
  view_setup("lib/view", "tests/unit/templates");
  list();
  list_empty();
  detail();
  forms();
  steps();
  document();
  dashboard();
  message();
  return tap_done();
}

/* What pages of several areas share: facts, groups of ticks, pages that are one form, one question or one answer. */
#ifndef PORTICO_APP_PARTS_H
#define PORTICO_APP_PARTS_H

#include "lib/app/app.h"
#include "lib/model/offer.h"

/* ---- facts: one a line; an empty text is left out ---- */
struct facts {
  struct req *rq;
  const char *list; /* the name in the tree */
  int n;
};
/* label is ready to be shown; so is text */
void fact(struct facts *f, const char *label, const char *text);
void fact_to(void *facts, const char *label, const char *text); /* the same, for those who call back */
void fact_link(struct facts *f, const char *label, const char *text, const char *href);
void fact_note(struct facts *f, const char *note);                 /* beside the last one */
void fact_date(struct facts *f, const char *label, struct date d); /* none: left out */
void fact_time(struct facts *f, const char *label, struct utc t);

/* The word of a value in a list of options, through t(); the value itself when it is not there. */
const char *option_word(const struct option *options, const char *value);

/* ---- several choices of one kind, as ticks named "name[]" ---- */
enum { PICKS_MAX = 300 };
struct picks {
  const char *values[PICKS_MAX];
  int n;
};
/* Those of the body, in the order sent, each once; what is beyond PICKS_MAX is left out. Whether they are choices is not looked at. */
void picks_posted(const struct req *rq, const char *name, struct picks *out);
void picks_split(struct req *rq, const char *comma_list,
                 struct picks *out); /* each trimmed, empty and repeated ones left out */
const char *picks_join(struct req *rq, const struct picks *p);
/* The posted ones that are public ids, as a JSON array of numbers: for one statement. */
const char *picks_ids_json(struct req *rq, const char *name);
bool picks_have(const struct picks *p, const char *value);

/* A group of ticks below the form's fields. error NULL: none. */
struct tick_group {
  const char *name, *legend, *hint, *error;
  const struct option *options; /* shown as they are */
  const struct picks *picked;
  const struct picks *locked; /* shown, but not to be changed; NULL: none */
  const char *id;             /* where several groups have one name; NULL: the name */
};
void tick_group_show(struct req *rq, int n, const struct tick_group *g);
/* The same of the countries, by their names and parts of the world; g has no options. */
void country_ticks_show(struct req *rq, int n, const struct tick_group *g);
/* Their codes, comma between, as they were sent; was, when they are the same. *unknown: what is no country's code; NULL. Arena. */
const char *countries_posted(struct req *rq, const char *name, const char *was, const char **unknown);

/* Roles of a partner's people as such a group, named "roles[]". */
const struct option *role_options(struct req *rq);
/* What was ticked, as keys, comma between; *problem: the sentence when it is nothing or not of the list, else NULL. */
const char *roles_posted(struct req *rq, const char **problem);
/* Draws it: from role_keys, or from what was posted, with its problem, when a form comes again. */
void roles_show(struct req *rq, const char *role_keys);
/* The words of a comma list of roles. */
const char *roles_text(struct req *rq, const char *role_keys);

/* ---- what happened: a line of the template's history(); who NULL or "" is nobody, note NULL none ---- */
void history_put(struct req *rq, int n, const char *what, const char *who, struct utc at, const char *note);

/* The last events of a partner's record, from the audit rows of its organisation: those that actions has a word for. Our own staff stand
 * there without a name. */
result history_own(struct req *rq, const char *noun, int64_t noun_id, const struct option *actions);
/* The same, with more to say: the words of these actions have the reason that was given beside them, and nobody is named where the field
 * "who" is hidden. Values of records never stand there. Staff who look at an organisation's record read everybody's name. */
struct history {
  const char *noun;
  int64_t noun_id;
  const struct option *actions; /* both end with NULL */
  const char *const *reasons;
  enum shown_field who;
};
result history_of(struct req *rq, const struct history *h);

/* ---- pages ---- */
struct form_words {
  const char *title, *action, *submit, *cancel; /* addresses and words */
};
/* rq->form, then the groups of ticks, then one button. */
result form_page(struct req *rq, const struct form_words *words);
/* The form of a form_page, before its own rules: with what somebody else changed in the record (now) since the page was shown. */
result form_merged(struct req *rq, const void *now);
/* Confirm.N.Text says what will happen; rq->form's hidden fields go along. danger: the button's look. */
void confirm_say(struct req *rq, int *n, const char *text);
result confirm_page(struct req *rq, const struct form_words *words, bool danger);
/* Sums by billing period, as the template's price_lines(list) and together(list); sell: what the customer pays stands beside. */
void price_lines_show(struct req *rq, const char *list, const struct offer_price *prices, int n, bool sell);
/* What is due now by tax and what comes later, as the template's bill_now(nothing) and bill_later() have it, and whether
 * MoreFollow. */
struct quote;
void quote_payments_show(struct req *rq, const struct quote *q, struct date day);
/* A placed order's lines, as the template's ordered() has them, and what it came to, as ordered_bill() has it; w->org_id is its
 * organisation's, staff's too. */
struct order;
struct order_sums;
result order_lines_show(struct req *rq, const struct order *o, const struct order_sums *sums);
void order_bill_show(struct req *rq, const struct order *o, const struct order_sums *sums);
/* What was done, as a list of Facts that the handler has put; text above it, a way on below. */
result outcome_page(struct req *rq, const char *title, const char *text, const char *href, const char *label);

/* ---- a person deactivated and reactivated; path: their page ---- */
struct person;
/* CONFLICT, with a sentence: moved to another organisation, or not come yet. */
result person_there(struct req *rq, const struct person *p);
/* Asks before it is done; the form leads to path/deactivate or path/reactivate. */
result person_status_page(struct req *rq, const struct person *p, const char *path);
result person_status_told(struct req *rq, const struct person *p, bool active, const char *path);

/* Run-time choices of one of rq->form's fields; at most 4 fields have some. */
void choices_put(struct req *rq, const char *field, const struct option *options);

/* The names of the fields that differ, comma between, for the audit row; "" when none does. */
const char *fields_changed(struct arena *a, const struct form_def *def, const void *before, const void *after);

/* A colour of rq->form must be read in its theme (WCAG 2.2, 1.4.3); beside the field stand its contrast and the nearest one that can be. */
void colour_check(struct req *rq, const char *field, const char *colour, bool dark);
/* A small picture that was uploaded: its bytes and its kind by them. NULL, or the sentence that says what is wrong. */
const char *picture_posted(const struct req *rq, const char *name, struct bytes *out, const char **type);
const char *picture_ending(const char *type); /* "png" */
/* Its width and height in pixels. False: they cannot be read, or one is beyond PICTURE_SIDE_MAX. */
enum { PICTURE_SIDE_MAX = 8000 };
bool picture_size(struct bytes picture, const char *type, int *width, int *height);
/* The page on which one is put in, replaced or taken away ("remove"). problem: what was wrong with the last try; NULL or "". */
struct picture_words {
  const char *title, *name, *action, *cancel, *hint, *save, *remove; /* name: the field's; action, cancel: addresses */
  const char *now, *now_alt;                                         /* the picture that is there: its address; NULL */
  const char *revision;                                              /* goes along, hidden; NULL: none */
};
struct picture_words logo_words(struct req *rq, const char *brand_path); /* of a brand's logo, without title and now */
result picture_page(struct req *rq, const struct picture_words *words, const char *problem);
/* Where an organisation's logo is, browsers keep it for ever: revision is its brand's. type: "image/png"; "" for none is "". */
const char *logo_href(struct arena *a, struct public_id org, const char *type, int revision);

/* A path's public id as text, for links. */
const char *id_text(struct req *rq, struct public_id id);

/* A filter above a list: a select that the address keeps. options begin with "" for all. */
void filter_show(struct req *rq, const char *list, int n, const char *name, const char *label,
                 const struct option *options);
/* The same of a table of words, each through t(), after "All": the chosen value, "" for all; NULL: another one
 * was asked for. */
const char *filter_words(struct req *rq, const char *list, int n, const char *name, const char *label,
                         const struct option *words);

#endif

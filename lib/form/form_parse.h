/* What form.c, the walk over the fields, asks of form_parse.c, the reading of one, and of form_show.c, its writing. */
#ifndef PORTICO_FORM_FORM_PARSE_H
#define PORTICO_FORM_FORM_PARSE_H

#include "lib/form/form.h"

/* Reads f->typed[i] into the member; notes a sentence in f->errors[i] when it cannot. */
void field_parse(struct form *f, int i);
/* Writes the member into f->typed[i]. */
void field_show(struct form *f, int i);
const char *field_missing(struct form *f, int i); /* what is said beside one that must be filled and is not */
bool field_visible(const struct form *f, int i);
/* The run-time options for that name; NULL without any. */
const struct option *choice_find(const struct form *f, const char *name);
/* basis points or minor units as a figure without sign of currency: "1,234.50" */
char *figure_text(const struct form *f, struct money m);

#endif

/* The lists behind a look, and the checks of what is typed into one. */
#ifndef PORTICO_FORM_FORM_LISTS_H
#define PORTICO_FORM_FORM_LISTS_H

#include "lib/form/form.h"

const struct option *language_options(void); /* each in its own language, so that its speakers find it */
const struct option *zone_options(void);     /* a choice by city; zone_known() decides what is valid */
bool option_known(const struct option *options, const char *value);
bool phone_valid(const char *s); /* 5 to 15 digits (E.164), with + in front and the usual marks between */
bool url_valid(const char *s);   /* http or https, a host, nothing that a header or an attribute could trip over */

#endif

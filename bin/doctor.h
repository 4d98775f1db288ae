/* portico doctor: what it found, a sentence each that says what to do. BAD makes it fail, a note does not. */
#ifndef PORTICO_BIN_DOCTOR_H
#define PORTICO_BIN_DOCTOR_H

#include "bin/portico.h"

struct findings {
  int bad, warned;
};
/* ---- doctor.c: it is well; worth a look, or lacking for now; broken ---- */
void fine(struct findings *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
void warn(struct findings *f, const char *format, ...) __attribute__((format(printf, 2, 3)));
void bad(struct findings *f, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- doctor_files.c ---- */
void check_settings(struct cli *c, struct findings *f);
void check_key(struct cli *c, struct findings *f);
void check_storage(struct cli *c, struct findings *f);

/* ---- doctor_fonts.c ---- */
void check_fonts(struct findings *f);

/* ---- doctor_people.c ---- */
void check_grants(struct cli *c, struct findings *f);
void check_keepers(struct cli *c, struct findings *f);
void check_factors(struct cli *c, struct findings *f);
void check_sellers(struct cli *c, struct findings *f);

/* ---- doctor_hosts.c ---- */
void check_hosts(struct cli *c, struct findings *f);

#endif

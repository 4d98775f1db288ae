/* The two pseudo-locales, which show at a glance a text that bypasses t(), a layout too narrow for a long language, and one
 * that is not mirrored. */
#ifndef PORTICO_BASE_PSEUDO_H
#define PORTICO_BASE_PSEUDO_H

enum pseudo { PSEUDO_NONE, PSEUDO_LONG, PSEUDO_MIRROR };

/* The text's form in that pseudo-locale; printf directives stay as they are. Lives until pseudo_reset. */
const char *pseudo_text(enum pseudo kind, const char *text);
void pseudo_reset(void);

#endif

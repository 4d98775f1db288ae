/* One lifetime's memory: a request's, a job's or the process's. Nothing is freed alone; the arena is dropped as a whole.
 * An allocation never answers NULL: past the limit it calls the arena's exhausted hook, which must not return
 * (app.c jumps to the 503 page, command-line programs exit with a sentence). */
#ifndef PORTICO_BASE_ARENA_H
#define PORTICO_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* bytes_max caps what the arena may hold; exhausted(arg) is called past it or when the system has no memory. */
struct arena *arena_new(size_t bytes_max, void (*exhausted)(void *arg), void *arg);
void arena_reset(struct arena *a); /* keeps a block of at most 1 MB, so a process reaches a steady size */
void arena_free(struct arena *a);  /* NULL is fine */
size_t arena_used(const struct arena *a);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *a, size_t bytes) __attribute__((malloc, returns_nonnull, alloc_size(2)));
/* n * bytes with the overflow refused as exhaustion. */
void *arena_array(struct arena *a, size_t n, size_t bytes) __attribute__((malloc, returns_nonnull, alloc_size(2, 3)));
char *arena_dup(struct arena *a, const char *s) __attribute__((returns_nonnull, nonnull));
char *arena_dupn(struct arena *a, const char *s, size_t n) __attribute__((returns_nonnull)); /* adds the NUL */
char *arena_printf(struct arena *a, const char *format, ...)
    __attribute__((returns_nonnull, nonnull, format(printf, 2, 3)));

#define NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif

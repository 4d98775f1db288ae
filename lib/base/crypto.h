/* Hashes and comparisons, from OpenSSL: the one thing in base that is not libc's, because every layer above needs it. */
#ifndef PORTICO_BASE_CRYPTO_H
#define PORTICO_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>

void sha256(const void *at, size_t size, unsigned char out[32]);
void hmac_sha256(const unsigned char *key, size_t key_size, const void *at, size_t size, unsigned char out[32]);
bool secret_equal(const void *a, const void *b, size_t size); /* constant time */

#endif

/* Hashes and comparisons, from OpenSSL: the one thing in base that is not libc's, because every layer above needs it. */
#ifndef PORTICO_BASE_CRYPTO_H
#define PORTICO_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>

/* These cannot fail: they abort the process when the library does. */
void sha256(const void *at, size_t size, unsigned char out[32]);
void hmac_sha256(const unsigned char *key, size_t key_size, const void *at, size_t size, unsigned char out[32]);
/* For one-time codes alone, whose standard (RFC 6238) and apps want it. */
void hmac_sha1(const unsigned char *key, size_t key_size, const void *at, size_t size, unsigned char out[20]);
bool secret_equal(const void *a, const void *b, size_t size); /* constant time */

/* The hash under which the database keeps a token: 32 random bytes that are carried in base64url. False: not one of ours by its form; NULL
 * is none. */
bool token_kept(const char *token, unsigned char hash[32]);

/* A key of its own for each purpose, from the installation's: HMAC-SHA256(key, purpose). */
void key_derive(const unsigned char key[32], const char *purpose, unsigned char out[32]);
/* Ed25519 (RFC 8032): the seed is the private key. */
void ed25519_public(const unsigned char seed[32], unsigned char out[32]);
void ed25519_sign(const unsigned char seed[32], const void *at, size_t size, unsigned char signature[64]);
bool ed25519_valid(const unsigned char public_key[32], const void *at, size_t size, const unsigned char signature[64]);
enum { GCM_NONCE_BYTES = 12, GCM_TAG_BYTES = 16 };
/* AES-256-GCM of size bytes into out (as many), with text (a purpose) authenticated beside them. A nonce is used once with a key. */
void gcm_seal(const unsigned char key[32], const unsigned char nonce[GCM_NONCE_BYTES], const char *beside,
              const void *at, size_t size, unsigned char *out, unsigned char tag[GCM_TAG_BYTES]);
bool gcm_open(const unsigned char key[32], const unsigned char nonce[GCM_NONCE_BYTES], const char *beside,
              const void *at, size_t size, unsigned char *out,
              const unsigned char tag[GCM_TAG_BYTES]); /* false: not what was sealed with this key */

#endif

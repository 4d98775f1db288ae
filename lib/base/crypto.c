#include "lib/base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>

void sha256(const void *at, size_t size, unsigned char out[32])
{
  if (EVP_Digest(at, size, out, NULL, EVP_sha256(), NULL) != 1)
    abort();
}

void hmac_sha256(const unsigned char *key, size_t key_size, const void *at, size_t size, unsigned char out[32])
{
  unsigned length = 32;
  if (!HMAC(EVP_sha256(), key, (int)key_size, at, size, out, &length))
    abort();
}

bool secret_equal(const void *a, const void *b, size_t size)
{
  return CRYPTO_memcmp(a, b, size) == 0;
}

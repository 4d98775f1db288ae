#include "lib/base/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>

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

void key_derive(const unsigned char key[32], const char *purpose, unsigned char out[32])
{
  hmac_sha256(key, 32, purpose, strlen(purpose), out);
}

void ed25519_public(const unsigned char seed[32], unsigned char out[32])
{
  size_t size = 32;
  EVP_PKEY *pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
  if (!pair || EVP_PKEY_get_raw_public_key(pair, out, &size) != 1)
    abort();
  EVP_PKEY_free(pair);
}

void ed25519_sign(const unsigned char seed[32], const void *at, size_t size, unsigned char signature[64])
{
  size_t length = 64;
  EVP_PKEY *pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, seed, 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  if (!pair || !context || EVP_DigestSignInit(context, NULL, NULL, NULL, pair) != 1 ||
      EVP_DigestSign(context, signature, &length, at, size) != 1)
    abort();
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(pair);
}

bool ed25519_valid(const unsigned char public_key[32], const void *at, size_t size, const unsigned char signature[64])
{
  EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, 32);
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  bool valid = key && context && EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) == 1 &&
               EVP_DigestVerify(context, signature, 64, at, size) == 1;
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  return valid;
}

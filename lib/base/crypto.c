#include "lib/base/crypto.h"

#include "lib/base/str.h"
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

void hmac_sha1(const unsigned char *key, size_t key_size, const void *at, size_t size, unsigned char out[20])
{
  unsigned length = 20;
  if (!HMAC(EVP_sha1(), key, (int)key_size, at, size, out, &length))
    abort();
}

bool secret_equal(const void *a, const void *b, size_t size)
{
  return CRYPTO_memcmp(a, b, size) == 0;
}

bool token_kept(const char *token, unsigned char hash[32])
{
  unsigned char raw[32];
  size_t size = 0;
  if (str_empty(token) || !base64url_decode(token, raw, sizeof raw, &size) || size != sizeof raw)
    return false;
  sha256(raw, sizeof raw, hash);
  return true;
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

static EVP_CIPHER_CTX *gcm_start(const unsigned char key[32], const unsigned char nonce[GCM_NONCE_BYTES],
                                 const char *beside, int sealing)
{
  int n;
  EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
  if (!c || EVP_CipherInit_ex(c, EVP_aes_256_gcm(), NULL, key, nonce, sealing) != 1 ||
      EVP_CipherUpdate(c, NULL, &n, (const unsigned char *)beside, (int)strlen(beside)) != 1)
    abort();
  return c;
}

void gcm_seal(const unsigned char key[32], const unsigned char nonce[GCM_NONCE_BYTES], const char *beside,
              const void *at, size_t size, unsigned char *out, unsigned char tag[GCM_TAG_BYTES])
{
  int n;
  EVP_CIPHER_CTX *c = gcm_start(key, nonce, beside, 1);
  if (EVP_CipherUpdate(c, out, &n, at, (int)size) != 1 || EVP_CipherFinal_ex(c, out + n, &n) != 1 ||
      EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, GCM_TAG_BYTES, tag) != 1)
    abort();
  EVP_CIPHER_CTX_free(c);
}

bool gcm_open(const unsigned char key[32], const unsigned char nonce[GCM_NONCE_BYTES], const char *beside,
              const void *at, size_t size, unsigned char *out, const unsigned char tag[GCM_TAG_BYTES])
{
  int n = 0;
  unsigned char copy[GCM_TAG_BYTES];
  memcpy(copy, tag, sizeof copy);
  EVP_CIPHER_CTX *c = gcm_start(key, nonce, beside, 0);
  bool fits = EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, GCM_TAG_BYTES, copy) == 1 &&
              EVP_CipherUpdate(c, out, &n, at, (int)size) == 1 && EVP_CipherFinal_ex(c, out + n, &n) == 1;
  EVP_CIPHER_CTX_free(c);
  return fits;
}

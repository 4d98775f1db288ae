/* The audit chain against a thousand tamperings: each is done in a transaction, found by the verifier, which must name the first bad
 * record, and rolled back. The tamperer owns the database but not the installation's key or the files outside. */
#include "lib/base/crypto.h"
#include "lib/model/audit_chain.h"
#include "lib/model/trail.h"
#include "tests/unit/db.h"

enum { RECORDS = 60, ROUNDS = 1000 };

static struct test_db db;
static struct audit_head head;
static uint64_t seed;

static int64_t pick(int64_t n) /* xorshift: the same rounds for the same seed */
{
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (int64_t)(seed % (uint64_t)n);
}

static result records_write(struct work *w, void *arg)
{
  (void)arg;
  for (int i = 0; i < RECORDS; i++)
    TRY(audit_write(w, "order.placed", "customer_order", i + 1, 7, "status,lines",
                    i % 3 ? NULL : "status: draft -> complete"));
  return OK;
}

static result seal(struct work *w, void *arg)
{
  return audit_seal(w, arg, &head);
}

static const char *verify(struct audit_fault *f)
{
  result r = audit_verify(&db.owner, &head, 1, f);
  return r != OK ? "(failed)" : f->what;
}

/* One change to the record with this sequence number; answers the first sequence number that must be named. */
typedef int64_t (*tampering)(int64_t seq);
#define DO(...) need(db_exec(&db.owner, __VA_ARGS__) == OK && db_changed(&db.owner) > 0, "the tampering is done")

static int64_t edit_action(int64_t seq)
{
  DO("UPDATE audit SET action = 'order.cancelled' WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t edit_time(int64_t seq)
{
  DO("UPDATE audit SET at = at - INTERVAL 1 SECOND WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t edit_person(int64_t seq)
{
  DO("UPDATE audit SET person_id = 99 WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t edit_org(int64_t seq)
{
  DO("UPDATE audit SET org_id = NULL WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t edit_content_hash(int64_t seq)
{
  DO("UPDATE audit SET content_hash = UNHEX(SHA2('x', 256)) WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)",
     A(seq));
  return seq;
}

static int64_t edit_seal(int64_t seq)
{
  DO("UPDATE audit_seal SET hash = UNHEX(SHA2('x', 256)) WHERE seq = ?", A(seq));
  return seq;
}

static int64_t value_seq(int64_t seq) /* records with values: 1, 4, 7 ... */
{
  return seq - (seq - 1) % 3;
}

static int64_t edit_value(int64_t seq)
{
  seq = value_seq(seq);
  DO("UPDATE audit_value SET detail = 'status: draft' WHERE audit_id = (SELECT audit_id FROM audit_seal WHERE seq = ?)",
     A(seq));
  return seq;
}

static int64_t delete_value(int64_t seq)
{
  seq = value_seq(seq);
  DO("DELETE FROM audit_value WHERE audit_id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t delete_record(int64_t seq)
{
  DO("DELETE FROM audit WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  return seq;
}

static int64_t delete_record_and_seal(int64_t seq)
{
  DO("DELETE a, s FROM audit_seal s JOIN audit a ON a.id = s.audit_id WHERE s.seq = ?", A(seq));
  return seq == RECORDS ? seq : seq + 1; /* the one after it shows the hole; at the end the head outside does */
}

static int64_t other(int64_t seq)
{
  int64_t second = 1 + pick(RECORDS);
  return second == seq ? seq % RECORDS + 1 : second;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

static int64_t swap_contents(int64_t seq)
{
  int64_t second = other(seq);
  DO("UPDATE audit a JOIN audit b JOIN audit_seal s ON s.audit_id = a.id JOIN audit_seal t ON t.audit_id = b.id"
     " SET a.noun_id = b.noun_id, a.content_hash = b.content_hash WHERE s.seq = ? AND t.seq = ?",
     A(seq), A(second));
  return seq;
}

static int64_t swap_seals(int64_t seq)
{
  int64_t second = other(seq);
  DO("UPDATE audit_seal SET audit_id = -audit_id WHERE seq IN (?, ?)", A(seq), A(second));
  DO("UPDATE audit_seal s JOIN (SELECT seq, audit_id FROM audit_seal WHERE seq IN (?, ?)) o ON o.seq <> s.seq"
     " SET s.audit_id = -o.audit_id WHERE s.seq IN (?, ?) AND s.audit_id < 0",
     A(seq), A(second), A(seq), A(second));
  return least(seq, second);
}

static int64_t truncate_tail(int64_t seq)
{
  DO("DELETE a, s FROM audit_seal s JOIN audit a ON a.id = s.audit_id WHERE s.seq >= ?", A(seq));
  return seq;
}

/* The careful tamperer: takes a record out and makes the whole chain after it anew, right in itself. */
static int64_t chain_anew(int64_t seq)
{
  int sealed;
  struct audit_head fresh;
  DO("DELETE FROM audit WHERE id = (SELECT audit_id FROM audit_seal WHERE seq = ?)", A(seq));
  DO("DELETE FROM audit_seal");
  need(audit_seal(&db.owner, &sealed, &fresh) == OK && sealed == RECORDS - 1, "a chain of its own");
  return RECORDS; /* the head outside speaks of a record that is not there any more */
}

static const tampering tamperings[] = { edit_action,   edit_time,  edit_person,   edit_org,      edit_content_hash,
                                        edit_seal,     edit_value, delete_value,  delete_record, delete_record_and_seal,
                                        swap_contents, swap_seals, truncate_tail, chain_anew };

static void thousand(void)
{
  enum { KINDS = sizeof tamperings / sizeof *tamperings };
  int missed = 0, misnamed = 0;
  for (int i = 0; i < ROUNDS; i++) {
    struct audit_fault f;
    need(db_begin(&db.owner) == OK && db_exec(&db.owner, "SET SESSION foreign_key_checks = 0") == OK, "round %d", i);
    int64_t want = tamperings[i % KINDS](1 + pick(RECORDS));
    const char *what = verify(&f);
    missed += !what;
    if (what && f.seq != want) {
      printf("# kind %d: named %lld, want %lld: %s\n", i % KINDS, (long long)f.seq, (long long)want, what);
      misnamed++;
    }
    db_rollback(&db.owner);
  }
  is_int(missed, 0, "no tampering of %d goes unseen", ROUNDS);
  is_int(misnamed, 0, "the first bad record is named each time");
}

static void in_order(void)
{
  struct audit_fault f;
  int sealed = 0;
  need(db_transaction(&db.owner, records_write, NULL) == OK, "records");
  need(db_transaction(&db.owner, seal, &sealed) == OK, "sealed");
  is_int(sealed, RECORDS, "all of them");
  ok(!verify(&f), "an honest trail is in order");
  is_int(f.records, RECORDS, "every record was looked at");
  need(db_transaction(&db.owner, seal, &sealed) == OK, "sealed again");
  is_int(sealed, 0, "nothing is sealed twice");
}

static result erase(struct work *w, void *arg)
{
  (void)arg;
  return db_exec(w, "UPDATE audit_value SET detail = NULL LIMIT 1");
}

static void erased(void)
{
  struct audit_fault f;
  need(db_transaction(&db.owner, erase, NULL) == OK, "a person's values are erased");
  ok(!verify(&f), "the chain still holds");
}

static void unsealed(void)
{
  struct audit_fault f;
  need(db_transaction(&db.owner, records_write, NULL) == OK, "more records");
  db.owner.now = utc_add_s(db.owner.now, 120);
  const char *what = verify(&f);
  ok(what && f.audit_id > 0, "records that nobody sealed for a minute are named");
}

/* RFC 8032, 7.1, test 2 */
static void signature(void)
{
  unsigned char private_key[32], public_key[32], want[32], sign[64], want_sign[64];
  size_t size;
  hex_decode("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", private_key, 32, &size);
  hex_decode("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", want, 32, &size);
  hex_decode(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
      want_sign, 64, &size);
  ed25519_public(private_key, public_key);
  is_bytes(public_key, want, 32, "the public key");
  ed25519_sign(private_key, "\x72", 1, sign);
  is_bytes(sign, want_sign, 64, "the signature");
  ok(ed25519_valid(public_key, "\x72", 1, sign) && !ed25519_valid(public_key, "\x73", 1, sign),
     "valid for its text alone");
}

static void heads(void)
{
  char folder[] = "/tmp/portico-audit-XXXXXX";
  unsigned char key[32] = "an installation's key", foreign[32] = "another";
  struct config config = { .storage = mkdtemp(folder) };
  struct audit_head *read;
  const char *why = NULL;
  int n;
  is_int(audit_heads_read(&config, key, db.arena, &read, &n, &why), OK, "no file yet");
  is_int(n, 0, "no head");
  is_int(audit_head_write(&config, key, &head, db.owner.now, db.arena), OK, "written");
  is_int(audit_heads_read(&config, key, db.arena, &read, &n, &why), OK, "read");
  ok(n == 2 && read[1].seq == head.seq && !memcmp(read[1].hash, head.hash, 32), "the head and the hourly line");
  is_int(audit_heads_read(&config, foreign, db.arena, &read, &n, &why), INVALID, "not signed by this key");
  unlink(arena_printf(db.arena, "%s/audit-head", folder));
  unlink(arena_printf(db.arena, "%s/audit-heads", folder));
  rmdir(folder);
}

int main(void)
{
  const char *given = getenv("PORTICO_SEED");
  seed = given ? strtoull(given, NULL, 10) : 20261120;
  printf("# PORTICO_SEED=%llu\n", (unsigned long long)seed);
  signature();
  test_db_open(&db, "audit_test");
  need(migrate_run(&db.owner, "schema") == OK, "the schema");
  in_order();
  heads();
  thousand();
  erased();
  unsealed();
  test_db_close(&db);
  return tap_done();
}

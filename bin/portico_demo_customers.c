/* Generated customers for measuring: names in many scripts, all made up, the same for the same seed. A thousand travel as one
 * JSON text in one statement, so the time goes into the tables and not into round trips. */
#include "bin/portico.h"
#include "lib/base/json.h"

#include <stdio.h>
#include <string.h>

enum { BATCH = 1000, ORGS_MAX = 64, WORDS = 8 };

static const struct script {
  const char *country, *between;
  const char *first[WORDS], *second[WORDS], *kind[WORDS];
} scripts[] = {
  { "GB",
    " ",
    { "Blue", "Quiet", "Granite", "Silver", "Northern", "Copper", "Willow", "Amber" },
    { "Harbour", "Orchard", "Bridge", "Meadow", "Lantern", "Compass", "Anvil", "Beacon" },
    { "Trading", "Works", "Studio", "Logistics", "Clinic", "Bakery", "School", "& Daughters" } },
  { "AT",
    " ",
    { "Grüne", "Stille", "Helle", "Große", "Alte", "Weiße", "Schöne", "Kühle" },
    { "Brücke", "Mühle", "Quelle", "Straße", "Werkstätte", "Höhe", "Wiese", "Bäckerei" },
    { "GmbH", "KG", "OG", "e. U.", "Verein", "AG", "Handel", "Söhne" } },
  { "GR",
    " ",
    { "Κόκκινη", "Ήσυχη", "Παλιά", "Νέα", "Λευκή", "Μεγάλη", "Μικρή", "Χρυσή" },
    { "Γέφυρα", "Αυλή", "Θάλασσα", "Ελιά", "Πέτρα", "Πηγή", "Αγορά", "Φωλιά" },
    { "ΑΕ", "ΕΠΕ", "ΟΕ", "Εμπόριο", "Εργαστήρι", "Φούρνος", "Σχολείο", "Ναυτιλία" } },
  { "BG",
    " ",
    { "Синя", "Тиха", "Стара", "Нова", "Бяла", "Голяма", "Зелена", "Златна" },
    { "Река", "Гора", "Планина", "Мелница", "Чешма", "Градина", "Звезда", "Улица" },
    { "ООД", "ЕООД", "АД", "Търговия", "Ателие", "Пекарна", "Училище", "Транспорт" } },
  { "KW",
    " ",
    { "الجسر", "النخلة", "البحر", "الواحة", "القمر", "النهر", "الريح", "اللؤلؤة" },
    { "الأزرق", "الخضراء", "الهادئ", "القديمة", "الجديد", "الذهبي", "الشمالية", "البيضاء" },
    { "للتجارة", "للنقل", "للتعليم", "للبرمجيات", "للصناعة", "للسفر", "للبناء", "للأغذية" } },
  { "JP",
    "",
    { "青い", "静かな", "北の", "新しい", "古い", "大きな", "小さな", "明るい" },
    { "橋", "森", "港", "山", "川", "星", "庭", "灯台" },
    { "商店", "工房", "物流", "製作所", "学園", "書房", "農園", "電機" } },
  { "VN",
    " ",
    { "Cầu", "Rừng", "Biển", "Vườn", "Đồi", "Sông", "Nhà", "Phố" },
    { "Xanh", "Yên", "Mới", "Cũ", "Vàng", "Trắng", "Lớn", "Nhỏ" },
    { "Thương Mại", "Vận Tải", "Xây Dựng", "Giáo Dục", "Thực Phẩm", "Điện Tử", "Du Lịch", "Sản Xuất" } },
  { "TH",
    "",
    { "สะพาน", "ป่า", "ทะเล", "สวน", "ภูเขา", "แม่น้ำ", "บ้าน", "ถนน" },
    { "เขียว", "เงียบ", "ใหม่", "เก่า", "ทอง", "ขาว", "ใหญ่", "เล็ก" },
    { "การค้า", "ขนส่ง", "ก่อสร้าง", "อาหาร", "ท่องเที่ยว", "ศึกษา", "การผลิต", "เกษตร" } },
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

struct batch {
  const int64_t *orgs;
  int n_orgs;
  int64_t first, n; /* customers first .. first + n - 1 of this run */
  uint64_t seed;
};

/* splitmix64: the same numbers on every machine. */
static uint64_t mix(uint64_t x)
{
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

static void customer_put(struct arena *a, struct json *j, const struct batch *b, int64_t i)
{
  uint64_t r = mix(b->seed + mix((uint64_t)i));
  const struct script *s = &scripts[r % SCRIPTS];
  /* Half of a real book is Latin: two in eight scripts are not enough. */
  if (r >> 63)
    s = &scripts[r >> 62 & 1];
  const char *name = arena_printf(a, "%s%s%s%s%s %lld", s->first[r >> 8 & 7], s->between, s->second[r >> 16 & 7],
                                  s->between, s->kind[r >> 24 & 7], (long long)i);
  struct utc at = utc_add_s(utc_of(1577836800), (int64_t)(mix(r) % (6u * 365 * 86400))); /* within 2020 to 2025 */
  json_object(j, NULL);
  json_int(j, "i", i);
  json_int(j, "p", (int64_t)(mix(r + 1) >> 1 | 1));
  json_int(j, "o", b->orgs[(r >> 32) % (uint64_t)b->n_orgs]);
  json_text(j, "n", name);
  json_text(j, "e", arena_printf(a, "office@c%lld.example.%s", (long long)i, r & 256 ? "com" : "net"));
  json_text(j, "c", s->country);
  json_text(j, "t", utc_sql(a, at));
  json_end_object(j);
}

/* The parties of this batch get ids from first on; a later customer row names its party by the same sum. */
static result batch_insert(struct work *w, void *arg)
{
  const struct batch *b = arg;
  struct buf text = BUF(w->arena);
  struct json j = JSON(&text);
  int64_t before = 0;
  json_array(&j, NULL);
  for (int64_t i = 0; i < b->n; i++)
    customer_put(w->arena, &j, b, b->first + i);
  json_end_array(&j);
  {
    ROWS rows = { 0 };
    TRY(db_query(w, &rows, "SELECT COALESCE(MAX(id), 0) FROM party"));
    TRY(rows_one(&rows, F(before)));
  }
  before -= b->first - 1;
  TRY(db_exec(w,
              "INSERT INTO party (id, legal_name, email, country) SELECT ? + j.i, j.n, j.e, j.c FROM JSON_TABLE(?, "
              "'$[*]' COLUMNS "
              "(i BIGINT PATH '$.i', n VARCHAR(200) PATH '$.n', e VARCHAR(254) PATH '$.e', c CHAR(2) PATH '$.c')) j",
              A(before), A(buf_text(&text))));
  return db_exec(
      w,
      "INSERT INTO customer (public_id, org_id, party_id, name, email, country, billing_account, created_at) "
      "SELECT j.p, j.o, ? + j.i, j.n, j.e, j.c, CONCAT('D-', HEX(j.p)), j.t FROM JSON_TABLE(?, '$[*]' COLUMNS "
      "(i BIGINT PATH '$.i', p BIGINT PATH '$.p', o BIGINT PATH '$.o', n VARCHAR(200) PATH '$.n', "
      "e VARCHAR(254) PATH '$.e', c CHAR(2) PATH '$.c', t DATETIME(6) PATH '$.t')) j",
      A(before), A(buf_text(&text)));
}

static result orgs_find(struct work *w, const char *slug, int64_t orgs[ORGS_MAX], int *n)
{
  ROWS rows = { 0 };
  TRY(db_query(w, &rows, "SELECT id FROM org WHERE status = 'active' AND (? IS NULL OR slug = ?) ORDER BY id LIMIT 64",
               A(slug), A(slug)));
  *n = 0;
  while (*n < ORGS_MAX && rows_next(&rows, F(orgs[*n])))
    ++*n;
  return *n > 0 ? OK : NOT_FOUND;
}

result demo_customers(struct work *w, int64_t n, int64_t seed, const char *org_slug)
{
  int64_t orgs[ORGS_MAX];
  struct batch b = { .orgs = orgs, .first = 1, .seed = mix(~mix((uint64_t)seed)) };
  TRY(orgs_find(w, org_slug, orgs, &b.n_orgs));
  struct work own = *w; /* an arena that is emptied after each batch */
  own.arena = arena_new((size_t)64 << 20, NULL, NULL);
  result r = OK;
  while (r == OK && b.first <= n) {
    b.n = n - b.first + 1 < BATCH ? n - b.first + 1 : BATCH;
    r = db_transaction(&own, batch_insert, &b);
    b.first += b.n;
    arena_reset(own.arena);
  }
  arena_free(own.arena);
  return r;
}

// The tests are tested: faults are planted into a copy of the tree in var/planted, one at a time, and the test that guards against each must
// fail, by its name. A plant whose text is no longer in the file fails too: it must be planted anew where the code went.
//   PORTICO_FAULT=full node tests/fault/planted.mjs      all; with a WORD: only the plants whose names, or whose tests', hold it
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/portal.mjs';
import { Failure, equal, note, ok, run, skip, test } from '../lib/tap.mjs';

const copy = path.join(root, 'var/planted');
const build = path.join(copy, 'build');
const MINUTE = 60_000;

/** what: name; file, from, to: the edit, and: one more; by: the test file; fails: the test's name (a regular expression). */
const PLANTS = [
  { what: 'one customer is found without its organisation', file: 'cgi-bin/customers/customers_sql.c', from: 'FROM customer WHERE public_id = ? AND org_id <=> ?', to: 'FROM customer WHERE public_id = ? AND (org_id <=> ? OR 1 = 1)',
    by: 'tests/web/access_idor.mjs', fails: "another organisation's answers as what does not exist" },
  { what: 'the customer list is everybody\'s', file: 'lib/block/customer_rows.c', from: 'WHERE r.org_id = ?', to: 'WHERE (r.org_id = ? OR 1 = 1)',
    by: 'tests/web/access_crawl.mjs', fails: 'nobody sees a word of another organisation' },
  { what: 'an order is found without its organisation, and so is its customer', file: 'lib/model/order.c', from: 'WHERE o.public_id = ? AND o.org_id <=> ?', to: 'WHERE o.public_id = ? AND (o.org_id <=> ? OR 1 = 1)',
    and: { file: 'cgi-bin/orders/order_page.c', from: 'FROM customer WHERE id = ? AND org_id = ?', to: 'FROM customer WHERE id = ? AND (org_id = ? OR 1 = 1)' },
    by: 'tests/web/access_idor.mjs', fails: "another organisation's answers as what does not exist" },
  { what: 'a right is loosened', file: 'cgi-bin/customers/customers.c', from: '"/customers/{id}", customer_page, .need = CUSTOMER_READ', to: '"/customers/{id}", customer_page, .need = SIGNED_IN',
    by: 'tests/web/access.mjs', fails: 'every cell is as written' },
  { what: 'a role gets a right', file: 'lib/auth/rights.c', from: 'PEOPLE_READ | OFFER_READ }', to: 'PEOPLE_READ | OFFER_READ | CUSTOMER_READ }',
    by: 'tests/web/access.mjs', fails: 'every cell is as written' },
  { what: 'a role of the vendor\'s staff gets a right', file: 'schema/0044-vendor-roles.sql', from: "'admin.read,support.read', TRUE", to: "'admin.read,support.read,audit.read', TRUE",
    by: 'tests/web/access.mjs', fails: 'every cell is as written' },
  { what: 'a field switch is loosened: a hidden column stays in lists and files', file: 'lib/app/list.c', from: 'if (shown(rq, table->columns[i].shown))', to: 'if (i >= 0)',
    by: 'tests/web/fields.mjs', fails: 'a hidden column is in no list' },
  { what: 'a field switch is loosened: a search looks into what is hidden', file: 'cgi-bin/people/person_list.c', from: 'A(list_like_in(rq, SHOWN_PERSON_EMAIL))', to: 'A(like)',
    by: 'tests/web/fields.mjs', fails: 'what is hidden is not found' },
  { what: 'a field switch is loosened: a read-only field is read', file: 'lib/form/form.c', from: 'if (f->access[i] != ACCESS_OPEN)\n      continue;\n    f->typed', to: 'if (f->access[i] == ACCESS_HIDDEN)\n      continue;\n    f->access[i] = ACCESS_OPEN;\n    f->typed',
    by: 'tests/web/fields.mjs', fails: 'a read-only field is seen' },
  { what: 'a field switch of end customers is loosened: the overview says what is hidden', file: 'cgi-bin/billing/overview_page.c', from: 'if_shown(rq, SHOWN_BILL_TAX_NUMBER, p->tax_number)', to: 'p->tax_number',
    by: 'tests/web/fields_customer.mjs', fails: 'bill\\.tax_number: hidden' },
  { what: 'a field switch of end customers is loosened: a hidden document is handed out', file: 'cgi-bin/billing/invoice_download.c', from: 'if (!shown(rq, SHOWN_INVOICE_FILE))', to: 'if (!shown(rq, SHOWN_INVOICE_FILE) && !rq->who.bill_group_id)',
    by: 'tests/web/fields_customer.mjs', fails: 'a hidden file is not handed out' },
  { what: 'a value without escaping in a template', file: 'cgi-bin/customers/customer_page.cs', from: '<?cs var:Customer.Name ?>', to: '<?cs uvar:Customer.Name ?>',
    by: 'tests/house/lint.pl', fails: null },
  { what: 'a form\'s extra field is believed', file: 'lib/app/signin_pages.c', from: 'rq->in->remote, i18n_current(),', to: 'rq->in->remote, *req_param(rq, "language") ? "de" : i18n_current(),',
    by: 'tests/web/access_forms.mjs', fails: 'undeclared fields: POST /login$' },
  { what: 'any form token will do', file: 'lib/auth/proof.c', from: 'return secret_equal(mac, given, sizeof mac);', to: 'return given[0] == given[0];',
    by: 'tests/web/access_forms.mjs', fails: 'forged: POST /login/out$' },
  { what: 'the origin is compared by its beginning', file: 'lib/auth/proof.c', from: 'str_eq(rq->origin, site_url)', to: 'str_starts(rq->origin, site_url)',
    by: 'tests/web/access_forms.mjs', fails: 'forged: POST /login$' },
  { what: 'a used link works again', file: 'lib/auth/signin.c', from: 'SET used_at = ? WHERE token_hash = ? AND bill_group_id <=> ? AND used_at IS NULL', to: 'SET used_at = ? WHERE token_hash = ? AND bill_group_id <=> ? AND 1 = 1',
    by: 'tests/web/access_signin.mjs', fails: 'a used, an expired, a superseded' },
  { what: 'an update is lost: tries of a code are read, added to and written back', file: 'lib/auth/signin.c',
    from: ' AND expires_at > ? FOR UPDATE",', to: ' AND expires_at > ? AND SLEEP(0.02) = 0",', // and slowly, so that two of them meet each time
    and: { file: 'lib/auth/signin.c', from: 'SET tries = tries + 1 WHERE id = ?", A(id)', to: 'SET tries = ? WHERE id = ?", A(tries + 1), A(id)',
      and: { file: 'lib/db/connection.c', from: 'innodb_snapshot_isolation=ON', to: 'innodb_snapshot_isolation=OFF' } },
    by: 'tests/web/access_signin.mjs', fails: 'five tries also when fifty come at once' },
  { what: 'asking looks the address up first', file: 'lib/auth/signin.c', from: "  TRY(signin_supersede(w, wish, email));", to: "  { ROWS q = { 0 }; TRY(db_query(w, &q, \"SELECT SLEEP(0.0003) FROM person WHERE email = ?\", A(email))); }\n  TRY(signin_supersede(w, wish, email));",
    by: 'tests/web/access_signin.mjs', fails: 'asking takes the same time' },
  { what: 'a look-alike address ends the real one\'s link', file: 'lib/auth/signin.c', from: 'WHERE email = ? AND BINARY email = BINARY ?', to: "WHERE email = ? AND (1 = 1 OR ? = '')",
    by: 'tests/web/access_signin.mjs', fails: 'only looks alike' },
  { what: 'the old session outlives a new sign-in', file: 'lib/auth/session.c', from: 'SET ended_at = ? WHERE token_hash = ? AND ended_at IS NULL', to: 'SET ended_at = ended_at WHERE ? > 0 AND token_hash = ? AND ended_at IS NULL',
    by: 'tests/web/access_signin.mjs', fails: 'a cookie that was there before is not kept' },
  { what: 'a deactivated person stays in', file: 'lib/auth/session.c', from: ' AND p.active', to: ' AND (p.active OR 1 = 1)',
    by: 'tests/web/access.mjs', fails: 'every cell is as written' },
  { what: 'next= leads to another host', file: 'lib/app/page.c', from: "path[1] != '/' && ", to: '', and: { file: 'lib/http/reply.c', from: "path[1] != '/' && ", to: '' },
    by: 'tests/web/access_signin.mjs', fails: 'one lands on this site' },
  { what: 'the cookie is readable by scripts', file: 'lib/http/reply.c', from: '; HttpOnly', to: '',
    by: 'tests/web/access_signin.mjs', fails: 'for no script' },
  { what: 'a header is forgotten', file: 'lib/app/headers.c', from: '"X-Content-Type-Options", "nosniff"', to: '"X-Other", "nosniff"',
    by: 'tests/web/access_crawl.mjs', fails: 'every answer of the crawl has its headers' },
  { what: 'a change counts a day too few', file: 'lib/model/proration.c', from: 'return date_days(to) - date_days(from) + 1;', to: 'return date_days(to) - date_days(from);',
    by: 'tests/unit/change_oracle_test', fails: 'to the cent as the oracle says' },
  { what: 'a part of a price is cut, not rounded', file: 'lib/model/proration.c', from: '!money_share(money_of(amount, ""), days, of, &part)', to: '!money_share(money_of(amount / of * days + amount % of * days / of, ""), 1, 1, &part)',
    by: 'tests/unit/change_oracle_test', fails: 'to the cent as the oracle says' },
  { what: 'a credit is shown and not booked', file: 'lib/model/change_write.c', from: 'if (p->lines[i].what == PLAN_CREDIT || p->lines[i].what == PLAN_CHARGE)', to: 'if (p->lines[i].what == PLAN_CHARGE)',
    by: 'tests/unit/change_oracle_test', fails: 'to the cent as the oracle says' },
  { what: 'a cancellation gives nothing back', file: 'lib/model/change_lines.c', from: 'if (recurring && how != ENDED &&', to: 'if (recurring && how == REPLACED &&',
    by: 'tests/unit/change_oracle_test', fails: 'to the cent as the oracle says' },
  { what: 'a planned period ends a day late', file: 'lib/model/schedule.c', from: '.to = date_add_days(next, -1)', to: '.to = next',
    by: 'tests/unit/change_oracle_test', fails: 'to the cent as the oracle says' },
  { what: 'half a cent is lost', file: 'lib/base/money.c', from: 'if (size * 2 >= denominator)', to: 'if (size * 2 > denominator)',
    by: 'tests/unit/base_money_oracle_test', fails: 'answered as exact integers do' },
];

// ---- the copy ----
const linked = ['node_modules'];
function copyTree() {
  fs.rmSync(copy, { recursive: true, force: true });
  fs.mkdirSync(path.join(copy, 'var'), { recursive: true });
  const skip = [...linked, 'var', '.git', 'autom4te.cache', ...fs.readdirSync(root).filter((name) => /^build(-(?!aux))?/.test(name) && name !== 'build-aux')];
  const words = ['-C', root, ...skip.map((name) => `--exclude=./${name}`), '-cf', '-', '.'];
  execFileSync('bash', ['-c', 'tar "$@" | tar -xf - -C "$0"', copy, ...words]);
  for (const name of linked) if (fs.existsSync(path.join(root, name))) fs.symlinkSync(path.join(root, name), path.join(copy, name));
  for (const name of ['cache', 'node']) {
    fs.mkdirSync(path.join(root, 'var/cache'), { recursive: true });
    if (fs.existsSync(path.join(root, 'var', name))) fs.symlinkSync(path.join(root, 'var', name), path.join(copy, 'var', name));
  }
}
function command(program, args, options = {}) {
  return new Promise((done) => {
    execFile(program, args, { cwd: copy, maxBuffer: 64 << 20, timeout: 30 * MINUTE, ...options }, (error, out, err) => done({ status: error ? (error.code ?? 1) : 0, out, err }));
  });
}
// Not by tools/build, which might fetch into the linked node_modules.
const STEPS = '[ -x configure ] || autoreconf -i; mkdir -p build && cd build && { [ -e Makefile ] || ../configure $CONFIGURE_FLAGS; } && make -s -j"$(nproc)" all && make -s stage';
async function make() {
  const { status, err, out } = await command('bash', ['-c', STEPS]);
  if (status !== 0) throw new Failure(`the copy does not build:\n${(out + err).split('\n').slice(-15).join('\n')}`);
}
/** The failed tests of a test file, by name; only those that match are run. */
async function verdict({ by, fails }) {
  if (by.endsWith('.pl')) {
    const { status, out } = await command('perl', [by]);
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? [] : ['lint'], out };
  }
  if (by.startsWith('tests/unit/')) { // a program that needs a database server: tests/run brings one
    const { out } = await command('bash', ['-c', 'make -s -C build "$0" && tests/run "build/$0"', by], { env: { ...process.env, PORTICO_BUILD: build, PORTICO_ORACLE_CHANGES: '60' } });
    return { passed: Number(/^(\d+) passed/m.exec(out)?.[1] ?? 0), failed: [...out.matchAll(/^\s+not ok \d+ - (.*)$/gm)].map((m) => m[1]), out };
  }
  const { out } = await command(process.execPath, [by], { env: { ...process.env, PORTICO_BUILD: build, PORTICO_ONLY: fails } });
  const failed = [...out.matchAll(/^not ok \d+ - (.*)$/gm)].map((m) => m[1]);
  return { passed: [...out.matchAll(/^ok \d+ - /gm)].length, failed, out };
}

// Quick, so it is always looked at: where the faults go.
const places = (plant) => (plant ? [plant, ...places(plant.and)] : []);
test('the code that the faults are planted into is there', () => {
  const gone = PLANTS.flatMap(places).filter(({ file, from }) => !fs.readFileSync(path.join(root, file), 'utf8').includes(from));
  equal(gone.map(({ file, from }) => `${file}: ${from}`), []);
});

const word = process.argv[2];
if (!word && process.env.PORTICO_FAULT !== 'full') {
  test('planted faults', () => skip('they take minutes: ./dev check --all, or PORTICO_FAULT=full'));
  await run();
}
const chosen = PLANTS.filter((p) => !word || `${p.what} ${p.by}`.includes(word));
const guards = [...new Set(chosen.map((p) => p.by))].map((by) => ({ by, fails: [...new Set(chosen.filter((p) => p.by === by).map((p) => p.fails))].join('|') }));

test('the copy builds', async () => {
  copyTree();
  await make();
}, { limit: 30 * MINUTE });

for (const guard of guards) {
  test(`without a fault, ${guard.by} passes`, async () => {
    const { passed, failed, out } = await verdict(guard);
    ok(passed >= guard.fails.split('|').length && !failed.length, `passed ${passed}, failed ${failed}\n${out.slice(-1500)}`);
  }, { limit: 15 * MINUTE });
}

function edit({ file, from, to, and }) {
  const target = path.join(copy, file);
  const text = fs.readFileSync(target, 'utf8');
  if (!text.includes(from)) throw new Failure(`${file} no longer holds: ${from}`);
  fs.writeFileSync(target, text.replaceAll(from, () => to));
  const undo = and && edit(and);
  return () => {
    fs.writeFileSync(target, text);
    undo?.();
  };
}
for (const plant of chosen) {
  test(`found: ${plant.what}`, async () => {
    const undo = edit(plant);
    try {
      if (!plant.by.endsWith('.pl')) await make();
      const { failed, passed, out } = await verdict(plant);
      const named = plant.fails === null ? failed.length > 0 : failed.some((name) => new RegExp(plant.fails).test(name));
      ok(named, `${plant.by} did not notice (passed ${passed}, failed: ${failed.join('; ') || 'none'})\n${out.slice(-1200)}`);
      note(failed.join('; '));
    } finally {
      undo();
    }
  }, { limit: 30 * MINUTE });
}

await run();

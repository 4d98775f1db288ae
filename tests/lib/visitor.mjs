// Somebody who visits the portal without a browser: requests as written (no path is tidied), a cookie jar, forms.
import http from 'node:http';

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#34': '"' };
export const plain = (html) =>
  html.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    return ENTITIES[name] ?? (name[0] === '#' ? String.fromCodePoint(Number(name.slice(1))) : whole);
  });
function attributes(tag) {
  const found = {};
  const body = tag.replace(/^<\w+/, '').replace(/\/?>$/, '');
  for (const [, name, a, b, c] of body.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g))
    found[name.toLowerCase()] = plain(a ?? b ?? c ?? '');
  return found;
}

function selected(select) {
  const options = [...select.matchAll(/<option\b([^>]*)>([^<]*)/gi)].map(([, tag, text]) => ({ ...attributes(`<o ${tag}>`), text }));
  const chosen = options.find((o) => 'selected' in o) ?? options[0];
  return chosen ? chosen.value ?? plain(chosen.text.trim()) : undefined;
}

function valuesOf(inner) {
  const values = {};
  for (const [tag] of inner.matchAll(/<input\b[^>]*>/gi)) {
    const a = attributes(tag);
    if (!a.name || 'disabled' in a || ['submit', 'button', 'file', 'image'].includes(a.type)) continue;
    if (['checkbox', 'radio'].includes(a.type) && !('checked' in a)) continue;
    values[a.name] = a.value ?? (a.type === 'checkbox' ? 'on' : '');
  }
  for (const [, tag, inside] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
    const { name } = attributes(`<s ${tag}>`);
    const value = selected(inside);
    if (name && value !== undefined) values[name] = value;
  }
  for (const [, tag, text] of inner.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/gi)) {
    const { name } = attributes(`<t ${tag}>`);
    if (name) values[name] = plain(text.replace(/^\r?\n/, ''));
  }
  return values;
}

/** All forms of a page: [{ action, method, values }] */
export function formsOf(html) {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, tag, inner]) => {
    const a = attributes(`<f ${tag}>`);
    return { action: a.action ?? '', method: (a.method ?? 'get').toUpperCase(), values: valuesOf(inner), html: inner };
  });
}

/** The form whose action matches (text or regular expression); without one, the last POST form inside <main>, else the last. */
export function formOf(html, action) {
  if (action !== undefined) {
    const fits = (f) => (action instanceof RegExp ? action.test(f.action) : f.action === action);
    const form = formsOf(html).find(fits);
    if (!form) throw new Error(`no form with the action ${action}; there are: ${formsOf(html).map((f) => f.action).join(' ')}`);
    return form;
  }
  const main = /<main\b[\s\S]*<\/main>/i.exec(html)?.[0] ?? html;
  const posts = formsOf(main).filter((f) => f.method === 'POST');
  if (!posts.length) throw new Error('the page has no form that posts');
  return posts.at(-1);
}

export class Visitor {
  constructor(portal, { headers = {}, email, language } = {}) {
    this.portal = portal;
    this.email = email;
    this.jar = new Map();
    this.headers = { ...(language ? { 'accept-language': language } : {}), ...headers };
  }

  get cookie() {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  keep(lines = []) {
    for (const line of lines) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value === '' || /max-age=0\b/i.test(line)) this.jar.delete(name);
      else this.jar.set(name, value);
    }
  }

  request(method, target, { cookie = this.cookie, headers = {}, body, timeout = 60_000 } = {}) {
    const all = { ...this.headers, ...(cookie ? { cookie } : {}), ...(body !== undefined ? { 'content-length': Buffer.byteLength(body) } : {}), ...headers };
    return new Promise((done, failed) => {
      const request = http.request({ host: '127.0.0.1', port: this.portal.port, path: target, method, agent: false, timeout,
        headers: { host: `localhost:${this.portal.port}`, ...all } }, (reply) => {
        const parts = [];
        reply.on('data', (part) => parts.push(part));
        reply.on('error', failed);
        reply.on('end', () => {
          this.keep(reply.headers['set-cookie']);
          const bytes = Buffer.concat(parts);
          done({ status: reply.statusCode, headers: reply.headers, bytes, text: bytes.toString('utf8'), path: target,
            location: reply.headers.location ?? null, cookies: reply.headers['set-cookie'] ?? [] });
        });
      });
      request.on('timeout', () => request.destroy(new Error(`${method} ${target}: no answer within ${timeout / 1000} s`)));
      request.on('error', failed);
      request.end(body);
    });
  }

  get(target, options) {
    return this.request('GET', target, options);
  }

  /** form: an object, [[name, value] ...] or a ready text. Says where it comes from, as browsers do. */
  post(target, form = {}, options = {}) {
    const body = typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...options.headers };
    return this.request('POST', target, { ...options, headers, body });
  }

  /** Posts a page's form as a person would: its hidden values and what is preset, with the given values over them. */
  submit(page, values = {}, { action, ...options } = {}) {
    const form = formOf(page.text, action);
    return this.post(form.action || page.path, { ...form.values, ...values }, options);
  }

  /** Follows redirects within the site; answers the last page. */
  async follow(page) {
    let last = page;
    for (let i = 0; i < 8 && [301, 302, 303, 307, 308].includes(last.status); i++) {
      const to = new URL(last.location, this.portal.url);
      last = await this.get(to.pathname + to.search);
    }
    return last;
  }

  async signOut() {
    const home = await this.get('/home');
    return this.submit(home, {}, { action: /\/login\/out/ });
  }
}

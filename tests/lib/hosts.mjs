// One person at one browser on several hosts of the portal: a jar of cookies a host, and the way from one host to the other as a browser
// goes it (redirects, and Refresh).
import { formOf, plain } from './visitor.mjs';

export class Traveller {
  constructor(portal) {
    this.portal = portal;
    this.jars = new Map();
  }

  /** The visitor of a host; 'localhost' is the main one. */
  on(host) {
    if (!this.jars.has(host)) this.jars.set(host, this.portal.visitor({ headers: { host: `${host}:${this.portal.port}` } }));
    return this.jars.get(host);
  }

  /** Goes to an address, and on for as long as the answer leads on; { ..., url }. stop: a part of an address not to go to. */
  async go(address, { stop } = {}) {
    let url = new URL(address, this.portal.url);
    for (let i = 0; i < 12; i++) {
      const page = await this.on(url.hostname).get(url.pathname + url.search);
      const to = page.status === 303 ? page.location : /^0; url=(.*)$/.exec(page.headers.refresh ?? '')?.[1];
      if (!to || (stop && to.includes(stop))) return { ...page, url, to };
      url = new URL(to, url);
    }
    throw new Error(`${address} leads round and round`);
  }

  /** Sends a form of a page that go() answered, and goes on. */
  async send(page, values = {}, { action, stop } = {}) {
    const form = formOf(page.text, action);
    const reply = await this.on(page.url.hostname).post(form.action, { ...form.values, ...values });
    const url = new URL(form.action, page.url);
    if (reply.status !== 303) return { ...reply, url };
    return stop && reply.location.includes(stop) ? { ...reply, url, to: reply.location } : this.go(new URL(reply.location, url), { stop });
  }

  /** From a sub-portal's page to the main host's sign-in page, in by a mailed link's token, and back; stop as above. */
  async signIn(host, email, { next = '/home', stop } = {}) {
    const front = await this.go(`http://${host}:${this.portal.port}/login?next=${encodeURIComponent(next)}`);
    const asked = await this.send(front, {}, { action: '/login/begin' });
    if (asked.url.hostname !== 'localhost' || asked.url.pathname !== '/login') return asked;
    await this.portal.sql('DELETE FROM limit_window'); // a test asks more often than a person may
    const since = this.portal.mailCount();
    await this.send(asked, { email }, { action: '/login' });
    const [mail] = await this.portal.mails({ to: email, since, link: '/confirm' });
    const confirm = await this.go(mail.links.find((l) => l.includes('/login/confirm')));
    return this.send(confirm, {}, { action: /confirm/, stop });
  }
}

export const words = (html) => plain(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');

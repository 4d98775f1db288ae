// The catalogue and the partners as staff make them, by the desk's own forms over HTTP: no file and no table is touched.
import { equal } from './tap.mjs';

/** The hidden proofs of a page's forms. */
export const proofs = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
export const idOf = (location) => /\/(\w{13})(\/|$)/.exec(location)[1];

/** send(path, values, ticks, from): posts with the proofs of a fresh page; ticks: { 'channels[]': [...] }. */
export const sender = (desk) => async (path, values, ticks = {}, from = path) => {
  const body = new URLSearchParams({ ...proofs(await desk.get(from)), ...values });
  for (const [name, list] of Object.entries(ticks)) for (const value of list) body.append(name, value);
  return desk.post(path, body.toString());
};

/** The things that can be sold and who sells them; each word answers the public id of what it made. */
export function maker(desk) {
  const send = sender(desk), today = new Date().toISOString().slice(0, 10);
  const made = async (...sent) => {
    const reply = await send(...sent);
    equal(reply.status, 303, `${sent[0]}: ${reply.text.replace(/<[^>]+>/g, ' ').slice(-1500)}`);
    return reply.location;
  };
  const price = (at, amount, product) => made(`${at}/prices/new`, { amount, amount_currency: 'EUR', from: today, until: '', ...(product ? { product } : {}) });
  const optionOf = async (path, words) => new RegExp(`<option value="([^"]+)"[^>]*>[^<]*${words}`).exec((await desk.get(path)).text)[1];
  const self = {
    send,
    async product(code, name, amount) {
      const id = idOf(await made('/admin/products/new', { code, name, charge: 'recurring', period_months: '1', tax_class: 'standard' }));
      await price(`/admin/products/${id}`, amount);
      return id;
    },
    /** An organisation; values over what everyone has. */
    async organisation(slug, name, values) {
      const entity = await optionOf('/admin/partners/new', 'GmbH');
      return idOf(await made('/admin/partners/new', { name, slug, legal_entity: entity, currency: 'EUR', legal_name: `${name} GmbH`, seat_limit: '0',
        email: `office@${slug}.example.com`, address1: 'Beispielweg 3', city: 'Wien', postal_code: '1020', country: 'AT', language: 'en', ...values }));
    },
    person: (org, name, email, roles) => made(`/admin/partners/${org}/users/new`, { name, email, language: 'en', zone: 'UTC' }, { 'roles[]': roles }),
    /** A price list of the organisation's own: prices [[product, amount] ...]. */
    async pricesOf(org, name, prices) {
      const list = idOf(await made('/admin/prices/new', { name }));
      for (const [product, amount] of prices) await price(`/admin/prices/${list}`, amount, product);
      await made(`/admin/partners/${org}/prices`, { price_list: list });
    },
    /** An offer of one product for these organisations, published. */
    async offer(code, name, label, product, orgs) {
      const values = { code, name, summary: `${name}, by the month.`, term_months: '12', trial_days: '0', quantity_min: '1', quantity_max: '0', quantity_step: '1', labels: label, checkout_tag: 'checkout' };
      const id = idOf(await made('/admin/offers/new', values, { 'channels[]': ['Partner'], 'partners[]': orgs }));
      await made(`/admin/offers/${id}/items`, { product, quantity: '1' });
      await self.publish(id);
      return id;
    },
    async publish(offer) {
      equal((await desk.submit(await desk.get(`/admin/offers/${offer}/publish`))).status, 303, 'published');
    },
    async retire(offer) {
      equal((await desk.submit(await desk.get(`/admin/offers/${offer}/retire`))).status, 303, 'taken off');
    },
    /** The next version of an offer, published: the one before is stale from then on. */
    async renew(offer) {
      const page = await desk.get(`/admin/offers/${offer}/draft`);
      equal((await desk.submit(page, {}, { action: `/admin/offers/${offer}/draft` })).status, 303);
      await self.publish(offer);
    },
  };
  return self;
}

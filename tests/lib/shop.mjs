// Buying in the portal, step by step as a person does, over HTTP.
import { formOf, formsOf } from './visitor.mjs';

const must = (reply, status, what) => {
  if (reply.status !== status) throw new Error(`${what} answered ${reply.status}, not ${status}: ${reply.text.slice(0, 600)}`);
  return reply;
};

/** A page of the offers or the checkout: the visitor's own, or, for staff with `behalf` (an organisation's public id), that organisation's. */
export const own = (visitor, area, rest = '') => `/${area}${visitor.behalf ? `/staff/${visitor.behalf}` : ''}${rest}`;

/** { name: public id } of everything that this visitor may buy. */
export async function shelf(visitor) {
  const found = {};
  const offers = own(visitor, 'offers'), first = await visitor.get(offers);
  const labels = first.location ? [first.location] : [...first.text.matchAll(/href="(\/offers\/[^"]+)"/g)].map((m) => m[1]).filter((href) => href.startsWith(`${offers}/`) && !href.slice(offers.length + 1).includes('/'));
  for (const label of new Set(labels)) {
    const { text } = must(await visitor.get(label), 200, label);
    for (const [, id, name] of text.matchAll(/<h2><a href="\/offers\/(?:staff\/\w+\/)?o\/([0-9a-z]{13})">([^<]*)</g)) found[name] = id;
  }
  return found;
}

/** Puts an offer in, or changes how many. */
export async function put(visitor, offer, quantity) {
  const page = await visitor.get(own(visitor, 'checkout', `?purchase=${offer}`));
  return visitor.submit(page, { quantity: String(quantity) }, { action: own(visitor, 'checkout', '/basket') });
}

export const somebody = { company: 'Ada Example GmbH', first_name: 'Ada', last_name: 'Example', email: 'ada@example.com', phone: '+43 1 5550123',
  address1: 'Beispielweg 1', address2: 'Stiege 2', city: 'Wien', region: '', postal_code: '1010', country: 'AT', tax_number: '' };

/** The customer step: values of a new one, or { customer: public id }. */
export async function choose(visitor, values) {
  const path = own(visitor, 'checkout', values.customer ? '/details?choose=1' : '/details/new');
  const form = formsOf((await visitor.get(path)).text).find((f) => f.method === 'POST' && f.action.startsWith(own(visitor, 'checkout', '/details')));
  return visitor.post(form.action, { ...form.values, ...values });
}

export const review = (visitor) => visitor.get(own(visitor, 'checkout', '/review'));

/** What the review's form would send. */
export const placing = (page) => formOf(page.text, '/checkout/place').values;

/** The whole way: lines [[offer's name, quantity] ...]. Answers the review, the reply, and the order's public id. */
export async function order(visitor, lines, values = somebody) {
  const offers = await shelf(visitor);
  for (const [name, quantity] of lines) must(await put(visitor, offers[name], quantity), 303, `putting ${name}`);
  must(await choose(visitor, values), 303, 'the customer step');
  const page = must(await review(visitor), 200, 'the review');
  const reply = must(await visitor.submit(page, {}, { action: own(visitor, 'checkout', '/place') }), 303, 'placing');
  return { review: page, reply, id: reply.location.split('/').pop() };
}

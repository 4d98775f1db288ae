// Files of products, offers, prices and uses, sent by somebody at the desk.
import { equal } from './tap.mjs';

export const HEAD = { taxes: 'seller,country,region,needs_tax_number,tax_class,name,rate,category,note,valid_from,valid_until',
  products: 'code,name,description,charge,period_months,tax_class', prices: 'list,product,currency,from_units,amount,valid_from,valid_until',
  offers: 'code,name,summary,term_months,auto_renew,trial_days,quantity_min,quantity_max,quantity_step,channels,all_partners,labels,countries,items' };
export const text = (page) => page.text.replace(/<[^>]+>/g, ' ').replace(/&nbsp;|\u00a0/g, ' ').replace(/\s+/g, ' ');
export const hidden = (page) => Object.fromEntries([...page.text.matchAll(/<input type="hidden" name="(_csrf|_key)" value="([^"]*)"/g)].map((m) => [m[1], m[2]]));
/** New, changed, faulty. */
export const figures = (page) => /New (\d+) Changed (\d+) Faults (\d+)/.exec(text(page)).slice(1).map(Number);

export async function send(desk, kind, csv, name = `${kind}.csv`) {
  const boundary = 'portico-test-boundary';
  const parts = Object.entries({ ...hidden(await desk.get('/admin/imports')), kind }).map(([k, v]) => `--${boundary}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`);
  parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`);
  return desk.request('POST', '/admin/imports', { body: Buffer.from(parts.join('')), headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' } });
}
/** Its page's address. */
export async function sent(desk, kind, csv) {
  const reply = await send(desk, kind, csv);
  equal(reply.status, 303, reply.text.slice(0, 300));
  return reply.location;
}
export async function accept(desk, path) {
  equal((await desk.post(`${path}/apply`, hidden(await desk.get(path)))).status, 303);
}

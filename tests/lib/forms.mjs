// Forms filled as a person would, from their own HTML: for tests that send every form of the portal.
import { plain } from './visitor.mjs';

function attribute(tag, name) {
  const found = new RegExp(`\\b${name}\\s*=\\s*"([^"]*)"`, 'i').exec(tag);
  return found ? plain(found[1]) : undefined;
}
function textFor(name, tag) {
  const type = attribute(tag, 'type') ?? 'text';
  if (type === 'email' || /mail/.test(name)) return 'someone@customer.example.com';
  if (type === 'date' || /_on$|date/.test(name)) return '2027-01-15';
  if (type === 'tel' || /phone/.test(name)) return '+49 30 5550100';
  if (type === 'url') return 'https://www.example.com/';
  if (type === 'number' || /quantity|seats|count/.test(name)) return attribute(tag, 'min') ?? '1';
  if (attribute(tag, 'inputmode') === 'decimal') return '10.00';
  if (attribute(tag, 'inputmode') === 'numeric') return '1';
  if (/country/.test(name)) return 'DE';
  if (/postal|zip/.test(name)) return '10115';
  if (/colou?r/.test(name)) return '#0b6e4f';
  if (/slug|sku|key|code/.test(name)) return 'try-1';
  return 'Sample words';
}

/** The form's values with what is empty filled in. */
export function filled(form) {
  const values = { ...form.values };
  for (const [tag] of form.html.matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (!name || ['submit', 'button', 'image', 'file'].includes(type)) continue;
    if (['radio', 'checkbox'].includes(type)) {
      if (values[name] === undefined && (type === 'radio' || name.endsWith('[]') || /\srequired/i.test(tag))) values[name] = attribute(tag, 'value') ?? 'on';
    } else if (type !== 'hidden' && !values[name]) values[name] = textFor(name, tag);
  }
  for (const [, tag, inner] of form.html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
    const name = attribute(tag, 'name');
    if (name && !values[name]) values[name] = [...inner.matchAll(/<option\b[^>]*?value="([^"]*)"/gi)].map(([, v]) => plain(v)).find(Boolean) ?? '';
  }
  for (const [, tag] of form.html.matchAll(/<textarea\b([^>]*)>/gi)) {
    const name = attribute(tag, 'name');
    if (name && !values[name]) values[name] = 'Sample words';
  }
  return values;
}

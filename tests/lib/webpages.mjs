// Pages without code, built at the desk as a person does: const { add, block, publish } = builder(desk);
import { equal } from './tap.mjs';

export function builder(desk) {
  /** The form of a page (from, else where it goes) with these values. */
  const sent = (path, values, options = {}) => desk.get(options.from ?? path).then((page) => desk.submit(page, values, { action: path }));
  /** A draft; answers its desk's path. */
  async function add(tag, values = {}) {
    const reply = await sent('/admin/pages/new', { tag, kind: 'pricing', title: `Page ${tag}`, ...values });
    equal([tag, reply.status], [tag, 303]);
    return reply.location;
  }
  async function block(page, kind, values = {}) {
    const reply = await sent(`${page}/blocks/new?kind=${kind}`, values);
    equal([kind, reply.status], [kind, 303]);
    return reply.location;
  }
  const publish = (page) => sent(`${page}/publish`, {});
  const orgId = async (name) => new RegExp(`name="partners\\[\\]" value="(\\w{13})"[^>]*><label[^>]*>${name}`).exec((await desk.get('/admin/pages/new')).text.replace(/id="[^"]*" /g, ''))[1];
  return { sent, add, block, publish, orgId };
}

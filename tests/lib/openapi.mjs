// The API's description as judges see it: a public linter (the rules of Redocly's CLI, its strictest set), and ajv for what is answered.
import { createConfig, lintFromString } from '@redocly/openapi-core';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What the linter finds: [] is clean. No network: the document refers to nothing outside. */
export async function lint(text) {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const found = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
  return found.map((f) => `${f.severity} ${f.ruleId}: ${f.message} at ${f.location?.[0]?.pointer ?? ''}`);
}

/** Every operation: [{ method, path, id, operation }] */
export const operationsOf = (doc) => Object.entries(doc.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, id: operation.operationId, operation })));

export class Judge {
  constructor(doc) {
    this.doc = doc;
    this.ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: 'https://api.test/doc', ...doc });
    this.checks = new Map();
  }

  resolve(part) {
    return part?.$ref ? part.$ref.slice(2).split('/').reduce((at, key) => at[key], this.doc) : part;
  }

  check(schema) {
    const key = JSON.stringify(schema);
    if (!this.checks.has(key)) this.checks.set(key, this.ajv.compile(JSON.parse(key.replaceAll('"#/', '"https://api.test/doc#/'))));
    return this.checks.get(key);
  }

  /** What of this answer the document does not describe: [] when it does. */
  deviations({ method, path, operation }, reply) {
    const where = `${method} ${path} ${reply.status}`;
    const described = this.resolve(operation.responses[reply.status]);
    if (!described) return [`${where}: this status is not described: ${reply.text.slice(0, 300)}`];
    const wrong = [];
    const type = (reply.headers['content-type'] ?? '').split(';')[0];
    const content = described.content?.[type];
    if (described.content && !content) wrong.push(`${where}: ${type} is not described`);
    if (!described.content && reply.text) wrong.push(`${where}: a body that is not described`);
    if (content) {
      const check = this.check(content.schema);
      if (!check(type.endsWith('json') ? reply.json : reply.text)) wrong.push(`${where}: ${this.ajv.errorsText(check.errors)} in ${reply.text.slice(0, 400)}`);
    }
    for (const name of Object.keys(described.headers ?? {}))
      if (!(name.toLowerCase() in reply.headers) && name !== 'Idempotent-Replayed') wrong.push(`${where}: no header ${name}`);
    return wrong;
  }
}

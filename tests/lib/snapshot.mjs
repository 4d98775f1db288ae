// The database put back to how it was, as often as wanted, and its changes as text: for tests that send the same form twice.
import mysql from 'mysql2/promise';
import { checksums, differing, tablesOf } from './access.mjs';

export class Snapshot {
  /** Keeps a copy of every table in a database beside it. */
  static async take(portal) {
    const own = new Snapshot();
    own.portal = portal;
    own.link = await mysql.createConnection({ socketPath: portal.settings['Database.Socket'], user: 'root', database: 'portico', dateStrings: true,
      supportBigNumbers: true, bigNumberStrings: true });
    await own.link.query('SET FOREIGN_KEY_CHECKS = 0');
    await own.link.query('CREATE DATABASE kept');
    own.columns = {};
    for (const table of await tablesOf(portal)) {
      const [columns] = await own.link.query(
        "SELECT COLUMN_NAME AS name, DATA_TYPE AS type, GENERATION_EXPRESSION IS NOT NULL AS made FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'portico' AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
        [table]);
      own.columns[table] = columns;
      await own.link.query(`CREATE TABLE kept.\`${table}\` LIKE portico.\`${table}\``);
      await own.copy(table, 'portico', 'kept');
    }
    await own.restore(await tablesOf(portal)); // counters of ids begin where they will begin each time
    own.base = await checksums(portal);
    own.counters = await own.next();
    return own;
  }

  /** The next id of each table: a row that was taken back has moved it and left no other trace. */
  async next() {
    const [rows] = await this.link.query("SELECT TABLE_NAME AS name, AUTO_INCREMENT AS id FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'portico' AND AUTO_INCREMENT IS NOT NULL");
    return Object.fromEntries(rows.map((row) => [row.name, String(row.id)]));
  }

  async copy(table, from, to) {
    const names = this.columns[table].filter((c) => !Number(c.made)).map((c) => `\`${c.name}\``).join(', ');
    await this.link.query(`INSERT INTO ${to}.\`${table}\` (${names}) SELECT ${names} FROM ${from}.\`${table}\``);
  }

  async restore(tables) {
    const changed = tables ?? new Set([...differing(this.base, await checksums(this.portal)), ...differing(this.counters, await this.next())]);
    for (const table of changed) {
      await this.link.query(`TRUNCATE TABLE portico.\`${table}\``);
      await this.copy(table, 'kept', 'portico');
    }
  }

  /** { table: rows as text } of what is not as it was; random and time columns are masked. */
  async changes({ without = [] } = {}) {
    const found = {};
    for (const table of differing(this.base, await checksums(this.portal)).filter((name) => !without.includes(name))) {
      const masked = new Set(this.columns[table].filter((c) => /binary|datetime|timestamp/.test(c.type) || ['public_id', 'hash', 'reference', 'prefix'].includes(c.name)).map((c) => c.name));
      const [rows] = await this.link.query(`SELECT * FROM portico.\`${table}\``);
      const lines = rows.map((row) => JSON.stringify(Object.entries(row).map(([name, value]) => [name, masked.has(name) && value !== null ? '*' : String(value).replace(/\b[0-9a-f]{16,64}\b/g, '*')])));
      found[table] = lines.sort().join('\n');
    }
    return found;
  }

  async end() {
    await this.link.end();
  }
}

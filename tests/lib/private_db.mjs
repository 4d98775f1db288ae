// A MariaDB of one's own for tests that must stop it, or must not share it: a unix socket in a fresh folder, all migrations loaded.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import mysql from 'mysql2/promise';
import { pause } from './wait.mjs';

const FLAGS = [
  '--innodb-log-file-size=8M', '--innodb-undo-tablespaces=0', '--innodb-buffer-pool-size=64M', '--performance-schema=OFF', '--innodb-use-native-aio=0',
  '--innodb-flush-method=nosync', '--innodb-flush-log-at-trx-commit=2', // tools/instance-db.sh says why
];
const schema = path.join(import.meta.dirname, '../../schema');

export class PrivateDb {
  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portico-db-'));
    this.socket = path.join(this.folder, 's');
    this.user = os.userInfo().username;
  }
  async start() {
    const args = [
      '--no-defaults', `--user=${this.user}`, `--datadir=${this.folder}/d`, `--socket=${this.socket}`, '--skip-networking',
      `--pid-file=${this.folder}/p`, `--tmpdir=${this.folder}`, `--log-error=${this.folder}/e`, ...FLAGS,
      '--character-set-server=utf8mb4', '--collation-server=utf8mb4_uca1400_ai_ci',
    ];
    this.server = spawn(fs.existsSync('/usr/sbin/mariadbd') ? '/usr/sbin/mariadbd' : 'mariadbd', args, { stdio: 'ignore' });
    for (let i = 0; i < 2400 && this.server.exitCode === null; i++) {
      try {
        this.link = await mysql.createConnection({ socketPath: this.socket, user: 'root', multipleStatements: true, timezone: 'Z' });
        this.link.on('error', () => {}); // the test stops the server under it
        return;
      } catch {
        await pause(50);
      }
    }
    throw new Error(`the database does not start: ${fs.readFileSync(`${this.folder}/e`, 'utf8')}`);
  }
  async create() {
    execFileSync('mariadb-install-db', [
      '--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve', '--force', `--user=${this.user}`,
      `--datadir=${this.folder}/d`, ...FLAGS,
    ], { stdio: 'ignore' });
    await this.start();
    await this.link.query('CREATE DATABASE portico');
    await this.use();
    for (const file of fs.readdirSync(schema).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort()) {
      await this.link.query(fs.readFileSync(path.join(schema, file), 'utf8'));
    }
  }
  async use() {
    await this.link.query("USE portico; SET time_zone = '+00:00'");
  }
  async rows(sql, values = []) {
    return (await this.link.query(sql, values))[0];
  }
  async one(sql, values = []) {
    return (await this.rows(sql, values))[0];
  }
  /** At once, as a power cut would. */
  async stop() {
    this.link?.destroy();
    const gone = new Promise((done) => this.server.once('exit', done));
    this.server.kill('SIGKILL');
    await gone;
  }
  async remove() {
    await this.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import mysql from 'mysql2/promise';
import { dispatchOrder, registerOrder } from './bare-writes.mjs';

/**
 * What is possible here at best: `node:http` and `mysql2` alone, no framework, no sign-in, no rules. It reads with the
 * very statements of the product and writes the very rows of the product (both learnt from it before), each request's
 * rows in one transaction. The tallies, which every order moves, are moved by one worker for all that came meanwhile,
 * as the product does.
 */
const [, , url] = process.argv;
const pool = mysql.createPool({
  uri: url,
  connectionLimit: 16,
  timezone: 'Z',
  dateStrings: true,
  supportBigNumbers: true,
  charset: 'utf8mb4',
});
pool.on('connection', (connection) => connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED'));

const plans = new Map();
const turns = new Map();
let templates = null;
let number = Date.now();
const waiting = { register: 0, dispatch: 0 };
let moving = null;

const routes = {
  'POST /plan': async (body) => {
    plans.set(body.name, body.variants);
    return {};
  },
  'POST /templates': async (body) => {
    templates = body;
    return {};
  },
  'GET /read': async (_body, name) => {
    const variants = plans.get(name);
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    return using(async (connection) => {
      const answers = [];
      for (const sql of variants[turn % variants.length]) answers.push((await connection.query(sql))[0]);
      return answers;
    });
  },
  'POST /register': async () => {
    number += 1;
    const code = `9${number}`;
    const answer = await inTransaction((connection) => registerOrder(connection, templates, { code, id: randomUUID }));
    moveTallies('register');
    return answer;
  },
  'POST /dispatch': async (body) => {
    const answer = await inTransaction((connection) =>
      dispatchOrder(connection, templates, { code: body.code, id: randomUUID }),
    );
    moveTallies('dispatch');
    return answer;
  },
  'GET /idle': async () => {
    await moving;
    return {};
  },
};

function moveTallies(kind) {
  waiting[kind] += 1;
  moving ??= moveAll().finally(() => (moving = null));
}

async function moveAll() {
  while (waiting.register + waiting.dispatch > 0) {
    const kinds = Object.keys(waiting).filter((kind) => waiting[kind] > 0);
    for (const kind of kinds) waiting[kind] = 0;
    await inTransaction(async (connection) => {
      for (const kind of kinds) for (const sql of templates.tallies[kind]) await connection.query(sql);
    });
  }
}

async function using(work) {
  const connection = await pool.getConnection();
  try {
    return await work(connection);
  } finally {
    connection.release();
  }
}

function inTransaction(work) {
  return using(async (connection) => {
    await connection.query('START TRANSACTION');
    try {
      const answer = await work(connection);
      await connection.query('COMMIT');
      return answer;
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    }
  });
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const [path, name] = request.url.split('?');
    try {
      const text = Buffer.concat(chunks).toString('utf8');
      const answer = await routes[`${request.method} ${path}`](text === '' ? {} : JSON.parse(text), name);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(500).end(String(error.stack));
    }
  });
});
// ends with whoever started it
process.stdin.on('end', () => process.exit(0)).resume();
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));

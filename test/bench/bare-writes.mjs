/** The rows that an order brings into being, copied from one that the product raised, under another code. */

const quoted = (name) => `\`${name}\``;

function renamed(value, template, code) {
  return typeof value === 'string' ? value.replaceAll(template.orderCode, code) : value;
}

async function insert(connection, table, rows) {
  if (rows.length === 0) return 0;
  const names = Object.keys(rows[0]);
  const places = `(${names.map(() => '?').join(', ')})`;
  const sql = `INSERT INTO ${table} (${names.map(quoted).join(', ')}) VALUES ${rows.map(() => places).join(', ')}`;
  const [result] = await connection.execute(
    sql,
    rows.flatMap((row) => names.map((name) => row[name])),
  );
  return result.insertId;
}

/** The pairs of a search index: numbers only, in the statement itself as the product writes them. */
async function insertGrams(connection, rows, id) {
  if (rows.length === 0) return;
  const values = rows.map(({ gram }) => `(${gram}, ${id})`).join(', ');
  await connection.query(`INSERT INTO order_search_gram (gram, doc_id) VALUES ${values}`);
}

function copies(rows, template, code, more = {}) {
  return rows.map(({ id: _id, ...row }) => {
    const copy = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, renamed(value, template, code)]));
    return { ...copy, ...more };
  });
}

/** Outbox and inbox rows: every event under a number of its own, with everybody who recorded it. */
async function insertEvents(connection, part, template, { code, id }) {
  const ids = new Map(part.outbox.map((row) => [row.event_id, id()]));
  const named = (rows) =>
    copies(rows, template, code).map((row, index) => ({ ...row, event_id: ids.get(rows[index].event_id) }));
  await insert(connection, 'outbox', named(part.outbox));
  await insert(connection, 'inbox', named(part.inbox));
}

/** Appeal, order, history, contact, search words, events, and what intake and the board copy of it. */
export async function registerOrder(connection, template, { code, id }) {
  const { register: part } = template;
  await insert(connection, 'appeal', copies(part.appeal, template, code));
  const orderId = await insert(connection, 'work_order', copies(part.work_order, template, code));
  await insert(connection, 'order_history', copies(part.order_history, template, code));
  await insert(connection, 'order_contact', copies(part.order_contact, template, code));
  await insert(connection, 'order_search', copies(part.order_search, template, code, { doc_id: orderId }));
  await insertGrams(connection, part.order_search_gram, orderId);
  await insertEvents(connection, part, template, { code, id });
  await insert(connection, 'order_progress', copies(part.order_progress, template, code));
  await insert(connection, 'board_order', copies(part.board_order, template, code));
  await insert(connection, 'board_appeal', copies(part.board_appeal, template, code));
  return { orderCode: code };
}

/** The order's row under compare-and-set, history, readers, events, the copies; and the order page as the answer. */
export async function dispatchOrder(connection, template, { code, id }) {
  const { dispatch: part } = template;
  const [[order]] = await connection.execute('SELECT * FROM work_order WHERE code = ?', [code]);
  const { code: _code, ...changes } = copies(part.work_order, template, code)[0];
  const names = Object.keys(changes);
  const [stored] = await connection.execute(
    `UPDATE work_order SET ${names.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE id = ? AND seq = ?`,
    [...names.map((name) => changes[name]), order.id, order.seq],
  );
  if (stored.affectedRows !== 1) throw new Error(`${code} was moved meanwhile`);
  await insert(connection, 'order_history', copies(part.order_history, template, code));
  await connection.execute('DELETE FROM order_reader WHERE order_id = ?', [order.id]);
  await insert(connection, 'order_reader', copies(part.order_reader, template, code, { order_id: order.id }));
  await insertEvents(connection, part, template, { code, id });
  const { order_code: _orderCode, ...progress } = copies(part.order_progress, template, code)[0];
  const columns = Object.keys(progress);
  await connection.execute(
    `UPDATE order_progress SET ${columns.map((name) => `${quoted(name)} = ?`).join(', ')} WHERE order_code = ?`,
    [...columns.map((name) => progress[name]), code],
  );
  await connection.execute('DELETE FROM board_order WHERE code = ? AND seq = ?', [code, order.seq]);
  await insert(connection, 'board_order', copies(part.board_order, template, code));
  await insert(connection, 'board_turn', copies(part.board_turn, template, code));
  const [history] = await connection.execute('SELECT * FROM order_history WHERE order_code = ? ORDER BY seq', [code]);
  const [contact] = await connection.execute('SELECT * FROM order_contact WHERE order_code = ?', [code]);
  return { order: { ...order, ...changes }, history, contact };
}

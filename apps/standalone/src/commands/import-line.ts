import { createHash } from 'node:crypto';
import { type Kind, KIND_LABELS, KINDS } from '@minsheng/contracts';
import { type UnitTree } from '@minsheng/domain';

/** One historical case of an import file, judged. */
export interface ImportLine {
  readonly number: number;
  readonly id: string;
  /** Over everything the line says: the same again is skipped, something else is a conflict. */
  readonly digest: string;
  readonly receivedAt: Date;
  readonly subject: string;
  readonly body: string;
  readonly user: string | null;
  readonly kind: Kind;
  readonly unitCode: string | null;
  readonly reply: { readonly text: string; readonly at: Date } | null;
}

/** A line that is left out, and why, for the person who must mend it. */
export interface BadLine {
  readonly number: number;
  readonly reason: string;
}

export function isBad(line: ImportLine | BadLine): line is BadLine {
  return 'reason' in line;
}

export interface LineContext {
  readonly now: Date;
  readonly units: UnitTree;
}

class Unusable extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const LONGEST_ID = 64;
/** Before that no calendar can say which days were worked. */
const EARLIEST_YEAR = 1971;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

/** Judges one line by itself; ids that come twice and conflicts with what is stored are judged by the importer. */
export function parseImportLine(text: string, number: number, context: LineContext): ImportLine | BadLine {
  try {
    return judge(readObject(text), number, context);
  } catch (error) {
    if (error instanceof Unusable) return { number, reason: error.message };
    throw error;
  }
}

function judge(fields: Fields, number: number, { now, units }: LineContext): ImportLine {
  const id = readId(fields.id);
  const receivedAt = readInstant(fields, 'receivedAt', now);
  const repliedAt = isGiven(fields.repliedAt) ? readInstant(fields, 'repliedAt', now) : null;
  const subject = readText(fields, 'subject', true);
  const body = readText(fields, 'body', true);
  const replyText = readText(fields, 'reply', false);
  const reply = readReply(replyText, repliedAt, receivedAt);
  const unitCode = readText(fields, 'unit', false);
  if (unitCode !== null && !units.has(unitCode)) throw new Unusable(`没有编码为“${unitCode}”的单位（unit）`);
  const line = {
    id,
    receivedAt,
    subject: subject ?? '',
    body: body ?? '',
    user: readText(fields, 'user', false),
    kind: readKind(fields),
    unitCode,
    reply,
  };
  return { ...line, number, digest: digestOf(line) };
}

function readObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unusable('不是有效的 JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unusable('应为一个 JSON 对象');
  return value as Fields;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function readId(value: unknown): string {
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof id !== 'string' || id.trim() === '') throw new Unusable('缺少编号（id），或编号不是文字、整数');
  if (id.trim().length > LONGEST_ID) throw new Unusable(`编号（id）超过 ${String(LONGEST_ID)} 个字符`);
  return id.trim();
}

function readText(fields: Fields, name: string, required: boolean): string | null {
  const value = fields[name];
  if (isGiven(value) && typeof value !== 'string') throw new Unusable(`${name} 应为文字`);
  const text = typeof value === 'string' ? value.replaceAll('\u0000', '').trim() : '';
  if (text !== '') return text;
  if (required) throw new Unusable(`缺少 ${name}`);
  return null;
}

function readKind(fields: Fields): Kind {
  const kind = readText(fields, 'kind', false);
  if (kind === null) return 'other';
  const found = KINDS.find((known) => known === kind);
  if (!found) throw new Unusable(`没有诉求类型“${kind}”（kind）；可用：${Object.keys(KIND_LABELS).join('、')}`);
  return found;
}

function readInstant(fields: Fields, name: string, now: Date): Date {
  const value = fields[name];
  if (!isGiven(value)) throw new Unusable(`缺少 ${name}`);
  const match = typeof value === 'string' ? INSTANT.exec(value.trim()) : null;
  if (!match || !isOnCalendar(match)) {
    throw new Unusable(`时间 ${name} 无法识别：“${String(value)}”，应为 2018-03-05T09:30:00+08:00 这样的格式`);
  }
  const instant = new Date(Date.parse(match[0].replace(' ', 'T').toUpperCase()));
  if (Number.isNaN(instant.getTime())) throw new Unusable(`时间 ${name} 无法识别：“${String(value)}”`);
  if (Number(match[1]) < EARLIEST_YEAR)
    throw new Unusable(`时间 ${name} 早于 ${String(EARLIEST_YEAR)} 年：“${String(value)}”`);
  if (instant.getTime() > now.getTime()) throw new Unusable(`时间 ${name} 晚于现在：“${String(value)}”`);
  return instant;
}

/** A 30th of February is a mistake, not the 2nd of March. */
function isOnCalendar(match: RegExpExecArray): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const days = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  return day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60;
}

function readReply(text: string | null, at: Date | null, receivedAt: Date): ImportLine['reply'] {
  if (text !== null && at === null) throw new Unusable('有答复（reply）而没有答复时间（repliedAt）');
  if (text === null && at !== null) throw new Unusable('有答复时间（repliedAt）而没有答复（reply）');
  if (text === null || at === null) return null;
  if (at.getTime() < receivedAt.getTime()) throw new Unusable('答复时间（repliedAt）早于收到时间（receivedAt）');
  return { text, at };
}

function digestOf(line: Omit<ImportLine, 'number' | 'digest'>): string {
  const { id, receivedAt, subject, body, user, kind, unitCode, reply } = line;
  const replyFacts = reply ? [reply.text, reply.at.toISOString()] : null;
  const facts = [id, receivedAt.toISOString(), subject, body, user, kind, unitCode, replyFacts];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

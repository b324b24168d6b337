import {
  KINDS,
  type LimitRow,
  type LimitsTable,
  PROCEDURE_LABELS,
  type ProcedureRow,
  TRACKS,
  URGENCIES,
} from '@minsheng/contracts';
import { DEFAULT_LIMIT_TABLE, type LimitRule, type LimitTable } from '../deadline/limit-table';
import { formatLimit, type Limit, LIMIT_UNIT_LABELS, limitLabel, type LimitUnit, parseLimit } from '../deadline/limits';
import { DomainError } from '../errors';
import { type TableCheck } from './table-check';

/** No office sets a limit longer than these; more is a slip of the keyboard. */
const MOST: Readonly<Record<LimitUnit, number>> = {
  minute: 1440,
  hour: 720,
  workhour: 160,
  workday: 250,
  day: 366,
  month: 12,
};
const TIMES = { sign: '签收', contact: '先行联系', prelim: '初步答复', reply: '答复' } as const;
type Time = keyof typeof TIMES;
const PROCEDURES = Object.keys(PROCEDURE_LABELS) as readonly (keyof ProcedureRow)[];

/** The limits of a new installation as an administrator sees them. */
export function shippedLimits(): LimitsTable {
  const { rules, procedure } = DEFAULT_LIMIT_TABLE;
  const text = (limit: Limit | undefined): string | null => (limit ? formatLimit(limit) : null);
  return {
    rules: rules.map(({ id, label, sign, contact, prelim, reply, legalSource }) => ({
      id,
      label,
      sign: text(sign),
      contact: text(contact),
      prelim: text(prelim),
      reply: text(reply),
      legalSource: legalSource ?? null,
    })),
    procedure: mapProcedure((key) => formatLimit(procedure[key])),
  };
}

/** Rows that `pickRule` can find: one by urgency, by kind, or by a channel's track and kind. */
const ROW_IDS: ReadonlySet<string> = new Set([
  ...URGENCIES.filter((urgency) => urgency !== 'normal'),
  'redo',
  ...KINDS.filter((kind) => kind !== 'other'),
  ...TRACKS.filter((track) => track !== 'by_kind').flatMap((track) => [
    track,
    ...[...KINDS, 'hard', 'major'].map((part) => `${track}.${part}`),
  ]),
]);

/**
 * Reads a table of limits. Rows that the law sets may be tightened, never loosened; rows of a new installation may be
 * changed, not removed, because every order must find one.
 */
export function readLimits(check: TableCheck, value: unknown): LimitsTable {
  const table = check.object(value, '办理时限');
  const rules = check.list(table.rules, '时限表', 200).map((row) => readRow(check, row));
  check.unique(
    rules.map(({ id }) => id),
    '时限表',
  );
  for (const shipped of DEFAULT_LIMIT_TABLE.rules) {
    if (!rules.some(({ id }) => id === shipped.id)) check.say(shipped.label, '这一行不能删除，只能修改时限');
  }
  const procedure = check.object(table.procedure, '流程时限');
  return {
    rules,
    procedure: mapProcedure((key) => {
      const field = PROCEDURE_LABELS[key];
      return readTime(check, procedure[key], field) ?? required(check, field);
    }),
  };
}

/** The table as the rules use it. */
export function limitTableOf(data: LimitsTable, version: number, effectiveFrom: string): LimitTable {
  const limit = (text: string | null): Limit | undefined => (text === null ? undefined : parseLimit(text));
  const rules = data.rules.map((row): LimitRule => ({
    id: row.id,
    label: row.label,
    sign: limit(row.sign),
    contact: limit(row.contact),
    prelim: limit(row.prelim),
    reply: limit(row.reply),
    ...(row.legalSource === null ? {} : { legalSource: row.legalSource }),
  }));
  const { dispatch, returnDecision, review, callback, instruction, returnRequest } = data.procedure;
  return {
    version,
    effectiveFrom,
    rules,
    procedure: {
      dispatch: parseLimit(dispatch),
      returnDecision: parseLimit(returnDecision),
      review: parseLimit(review),
      callback: parseLimit(callback),
      instruction: parseLimit(instruction),
      returnRequest: parseLimit(returnRequest),
    },
  };
}

function readRow(check: TableCheck, value: unknown): LimitRow {
  const row = check.object(value, '时限表');
  const label = check.text(row.label, '时限名称', { max: 30 });
  const id = typeof row.id === 'string' ? row.id : '';
  if (!ROW_IDS.has(id)) check.say(label, `没有“${id}”这一种时限；可用渠道轨道加诉求类型，例如 letter.help`);
  const time = (name: Time): string | null => readTime(check, row[name], `${label}·${TIMES[name]}`);
  const read = { sign: time('sign'), contact: time('contact'), prelim: time('prelim'), reply: time('reply') };
  if (read.reply === null) check.say(`${label}·答复`, '答复时限必填');
  refuseDisorder(check, label, read);
  const law = lawOf(id);
  if (law) refuseLooser(check, { ...law, label }, read);
  return { id, label, ...read, legalSource: law?.legalSource ?? null };
}

/** The law of a row; a row that a county adds for one kind of a channel stands under the channel's law. */
function lawOf(id: string): LimitRule | undefined {
  const rules = DEFAULT_LIMIT_TABLE.rules;
  const own = rules.find((rule) => rule.id === id) ?? rules.find((rule) => rule.id === id.split('.')[0]);
  return own?.legalSource === undefined ? undefined : own;
}

function refuseLooser(check: TableCheck, law: LimitRule, row: Readonly<Record<Time, string | null>>): void {
  for (const name of Object.keys(TIMES) as Time[]) {
    const legal = law[name];
    const limit = safeLimit(row[name]);
    if (!legal) continue;
    if (limit?.unit === legal.unit && limit.n <= legal.n) continue;
    check.say(
      `${law.label}·${TIMES[name]}`,
      `${law.legalSource ?? ''}规定不超过${limitLabel(legal)}，只能更短，单位不能改`,
    );
  }
}

/** A unit signs before it contacts, and contacts before it replies; told only where both count in the same unit. */
function refuseDisorder(check: TableCheck, label: string, row: Readonly<Record<Time, string | null>>): void {
  const reply = safeLimit(row.reply);
  for (const name of ['sign', 'contact', 'prelim'] as const) {
    const limit = safeLimit(row[name]);
    if (limit && reply && limit.unit === reply.unit && limit.n > reply.n) {
      check.say(`${label}·${TIMES[name]}`, `不能长于答复时限（${limitLabel(reply)}）`);
    }
  }
}

/** A limit by its text; null for none. */
export function readTime(check: TableCheck, value: unknown, field: string): string | null {
  if (value === null || value === undefined || value === '') return null;
  const limit = typeof value === 'string' ? safeLimit(value.trim()) : undefined;
  if (!limit) {
    check.say(field, `时限“${String(value)}”无法识别，例如 5workday、4workhour、15minute、24hour、60day、3month`);
    return null;
  }
  const most = MOST[limit.unit];
  if (limit.n > most) check.say(field, `最长 ${String(most)}${LIMIT_UNIT_LABELS[limit.unit]}`);
  return formatLimit(limit);
}

function safeLimit(text: string | null): Limit | undefined {
  try {
    return text === null ? undefined : parseLimit(text);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

function required(check: TableCheck, field: string): string {
  check.say(field, '必填');
  return '1workday';
}

function mapProcedure(value: (key: keyof ProcedureRow) => string): ProcedureRow {
  const [dispatch, returnDecision, review, callback, instruction, returnRequest] = PROCEDURES.map(value);
  return {
    dispatch: dispatch ?? '',
    returnDecision: returnDecision ?? '',
    review: review ?? '',
    callback: callback ?? '',
    instruction: instruction ?? '',
    returnRequest: returnRequest ?? '',
  };
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { type CommandIo } from './io';
import { type AccountRow, type SetupStore, type UnitRow } from './ports';
import { setup } from './setup';
import { parseCsv } from '@minsheng/platform';

const folder = mkdtempSync(join(tmpdir(), 'minsheng-setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

class Empty implements SetupStore {
  accounts: (AccountRow & { password: string })[] = [];
  stored: UnitRow[] = [];
  accountCount(): Promise<number> {
    return Promise.resolve(this.accounts.length);
  }
  taken(usernames: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(
      new Set(this.accounts.map((account) => account.username).filter((name) => usernames.includes(name))),
    );
  }
  units(): Promise<readonly UnitRow[]> {
    return Promise.resolve(this.stored);
  }
  add(units: readonly UnitRow[], accounts: readonly (AccountRow & { password: string })[]): Promise<void> {
    this.stored = [...this.stored, ...units];
    this.accounts = [...this.accounts, ...accounts];
    return Promise.resolve();
  }
}

function terminal(): CommandIo & { lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    line: (text) => void lines.push(text),
    progress: () => undefined,
    signal: new AbortController().signal,
  };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('setup', () => {
  it('makes administrator, security and audit accounts with strong passwords, shown once', async () => {
    const [store, io] = [new Empty(), terminal()];
    expect(await setup(store, { yes: true, ask: null }, io)).toBe(0);
    expect(store.accounts.map((account) => account.username)).toEqual(['admin', 'security', 'auditor']);
    expect(new Set(store.accounts.map((account) => account.password)).size).toBe(3);
    for (const { password } of store.accounts) {
      expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d).{14}$/);
      expect(io.lines.filter((line) => line.includes(password))).toHaveLength(1);
    }
    expect(await setup(store, { yes: true, ask: null }, io)).toBe(0);
    expect(store.accounts).toHaveLength(3);
  });

  it('writes nothing before it is confirmed', async () => {
    const [store, io] = [new Empty(), terminal()];
    expect(await setup(store, { ask: () => Promise.resolve('n') }, io)).toBe(1);
    expect(await setup(store, { ask: null }, io)).toBe(1);
    expect(store.accounts).toEqual([]);
    expect(await setup(store, { ask: () => Promise.resolve('y') }, io)).toBe(0);
  });

  it('loads units, parents first, and accounts from tables with Chinese headings', async () => {
    const [store, io] = [new Empty(), terminal()];
    const units = file(
      'u.csv',
      '\uFEFF编码,名称,类型,上级编码\r\npark,"公园, 绿化所",下属单位,housing\r\nhousing,县住建局,县直部门,\r\n',
    );
    const accounts = file('a.csv', '用户名,姓名,角色,单位编码\nwang,王某,承办人、单位审签人,park\nli,李某,派单员,\n');
    expect(await setup(store, { units, accounts, yes: true, ask: null }, io)).toBe(0);
    expect(store.stored.map((unit) => unit.code)).toEqual(['housing', 'park']);
    expect(store.stored[1]).toMatchObject({ name: '公园, 绿化所', kind: 'sub_unit', parentCode: 'housing' });
    expect(store.accounts.find((account) => account.username === 'wang')).toMatchObject({
      roles: ['handler', 'unit_head'],
      unitCode: 'park',
    });
  });

  it('reads the first sheet of a workbook', async () => {
    const [store, io] = [new Empty(), terminal()];
    const book = new Workbook();
    book.addWorksheet('单位').addRows([
      ['编码', '名称', '类型', '上级编码'],
      ['town1', '第一镇', '乡镇', null],
    ]);
    const path = join(folder, 'u.xlsx');
    await book.xlsx.writeFile(path);
    expect(await setup(store, { units: path, yes: true, ask: null }, io)).toBe(0);
    expect(store.stored).toMatchObject([{ code: 'town1', name: '第一镇', kind: 'township', parentCode: null }]);
  });

  it('names every row that is wrong and writes nothing at all', async () => {
    const [store, io] = [new Empty(), terminal()];
    const units = file('bad.csv', 'code,name,kind,parent\nA-1,x,department,\nok,x,county,\ngood,x,township,nowhere\n');
    const accounts = file(
      'badA.csv',
      'username,name,roles,unit\nadmin,甲,admin,\nw,乙,handler,\nwu,乙,handler,\nwei,丙,boss,good\n',
    );
    expect(await setup(store, { units, accounts, yes: true, ask: null }, io)).toBe(1);
    const text = io.lines.join('\n');
    for (const part of [
      '第 2 行',
      '第 3 行',
      'nowhere',
      '“admin”已有',
      '账号表第 3 行',
      '须填写所属单位',
      '账号表第 5 行',
    ])
      expect(text).toContain(part);
    expect(store.accounts).toEqual([]);
    expect(store.stored).toEqual([]);
  });

  it('reads quotes, commas and line breaks inside cells', () => {
    expect(parseCsv('a,"b ""c"", d"\n"x\ny",\n')).toEqual([
      ['a', 'b "c", d'],
      ['x\ny', ''],
    ]);
  });
});

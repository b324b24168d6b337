import { testDatabaseUrls } from '@minsheng/testing';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { openDataSource } from './data-source';
import { unitOfWorkOn } from './database.module';
import { migrate } from './migrate';
import { column, createTable } from './schema';
import { SearchIndex, TextFolding } from './search-index';
import { contains } from './search-text';
import type { UnitOfWork } from './unit-of-work';

class CreateDocuments implements MigrationInterface {
  readonly name = 'create-documents';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, { name: 'document', columns: [column.int('id', { primary: true }), column.int('age')] });
    await SearchIndex.createTable(runner, 'document_search');
    await SearchIndex.createTable(runner, 'document_search');
  }

  down(runner: QueryRunner): Promise<void> {
    return SearchIndex.dropTable(runner, 'document_search');
  }
}

class Simplified extends TextFolding {
  fold(text: string): string {
    return text.replaceAll('燈', '灯').replaceAll('電', '电');
  }
}
const fold = new Simplified().fold;

const TEXTS = [
  '城关镇幸福路水管爆裂，无人维修',
  '水管，爆裂声很大',
  '路灯不亮；幸福小区3号楼电梯停运',
  '井盖丢失 ＡＢＣ１２３ 幸福路abc123',
  '路燈壞了，電梯也壞',
  '𠮷野家门口积水𠮷',
  '水',
  '爆水管',
  'the und www de 2026-03-01 a',
  '',
  'O\'Neil 100%_\\ "引号" AND OR NOT NEAR(井盖)',
];
const QUERIES = [
  ...[
    '水管',
    '水管爆裂',
    '水',
    '管',
    '裂',
    '镇',
    '幸福路',
    '路灯',
    '路燈',
    '電梯',
    '电',
    'abc',
    'ABC123',
    'ａｂｃ',
    'c1',
    '1',
    '楼电',
  ],
  ...[
    '井盖 幸福',
    '爆裂 水管',
    '水管 爆',
    '不存在',
    '管爆',
    '𠮷',
    '𠮷野',
    '积水𠮷',
    '积',
    'und',
    'www',
    'a',
    '03',
    '2026-03',
    '　',
    '!!',
    '',
  ],
  ...[
    '"引号"',
    'AND',
    'near',
    "o'neil",
    '100%',
    'neil_',
    '城关镇幸福路水管爆裂无人维修',
    '城关镇幸福路水管爆裂',
    '福路水管爆裂无人',
    '3号楼电梯停',
  ],
];

describe.each(testDatabaseUrls())('Chinese search on $name', ({ url }) => {
  let dataSource: DataSource;
  let uow: UnitOfWork;
  let search: SearchIndex;
  const stored = new Map<number, string>();

  beforeAll(async () => {
    dataSource = await openDataSource({ databaseUrl: url, entities: [], migrations: [CreateDocuments] });
    await migrate(dataSource);
    uow = unitOfWorkOn(dataSource);
    search = new SearchIndex(uow, new Simplified());
    TEXTS.forEach((text, index) => stored.set(index + 1, text));
    for (let index = 100; index < 1100; index += 1) {
      stored.set(
        index,
        `第${index}号：${index % 2 === 0 ? '井盖丢失' : '噪音扰民'}在${index % 7}街${index % 40 === 0 ? '急需处理' : ''}`,
      );
    }
    await uow.run(async () => {
      for (const id of stored.keys())
        await uow.manager.query('INSERT INTO document (id, age) VALUES (?, ?)', [id, 5000 - id]);
      await search.putMany(
        'document_search',
        [...stored].map(([id, text]) => ({ id, text })),
      );
    });
  });

  afterAll(async () => {
    await uow.onApplicationShutdown();
    await dataSource.destroy();
  });

  type Condition = Awaited<ReturnType<SearchIndex['pageCondition']>>;
  const ids = async ({ sql, params }: Condition, limit = 2000): Promise<number[]> => {
    const query = uow.manager.createQueryBuilder().select('o.id', 'id').from('document', 'o').where(sql, params);
    const rows: { id: number }[] = await query.orderBy('o.age', 'ASC').limit(limit).getRawMany();
    return rows.map((row) => row.id);
  };
  const expected = (query: string): number[] =>
    [...stored]
      .filter(([, text]) => contains(text, query, fold))
      .map(([id]) => id)
      .sort((a, b) => b - a);

  it.each(QUERIES)('finds for "%s" what a comparison of the texts finds', async (query) => {
    expect(await ids(search.condition('document_search', 'o.id', query))).toEqual(expected(query));
    expect(await ids(await search.pageCondition('document_search', 'o.id', query))).toEqual(expected(query));
  });

  it('finds rare and frequent words among many, newest first, a page at a time', async () => {
    for (const query of ['井盖', '井盖丢失', '急需', '井', '第9', '丢失在6街', '盖丢 急需处理']) {
      expect(expected(query).length).toBeGreaterThan(3);
      const condition = await search.pageCondition('document_search', 'o.id', query);
      expect(await ids(condition)).toEqual(expected(query));
      expect(await ids(condition, 3)).toEqual(expected(query).slice(0, 3));
    }
  });

  it('forgets the words of before when a document changes, and all of them when it is removed', async () => {
    stored.set(1, '水管修好了，路面恢复');
    stored.delete(2);
    await uow.run(async () => {
      await search.put('document_search', 1, '水管修好了，路面恢复');
      await search.put('document_search', 1, '水管修好了，路面恢复');
      await search.remove('document_search', 2);
    });
    for (const query of ['水管', '爆裂', '路面恢复', '幸福路', '了']) {
      expect(await ids(search.condition('document_search', 'o.id', query))).toEqual(expected(query));
    }
  });

  it('stores nothing of a transaction that fails', async () => {
    const failing = uow.run(async () => {
      await search.put('document_search', 3, '彩虹');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await ids(search.condition('document_search', 'o.id', '彩虹'))).toEqual([]);
  });
});

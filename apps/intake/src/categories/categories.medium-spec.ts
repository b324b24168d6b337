import { Workbook } from 'exceljs';
import { type Actor, DomainError } from '@minsheng/domain';
import { AuditTrail } from '@minsheng/platform';
import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { AppealPages } from '../appeals/appeal-pages.service';
import { intake } from '../intake.service-definition';
import { CategoriesAdmin } from './categories-admin.service';
import { CategoriesService } from './categories.service';

const ADMIN: Actor = {
  username: 'admin',
  displayName: 'admin',
  roles: ['admin'],
  unitCode: null,
  sessionId: null,
  post: null,
};

async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

describe.each(testDatabaseUrls())('categories on $name', ({ url }) => {
  let service: TestService;
  const admin = () => service.get(CategoriesAdmin);
  const codes = async () => (await admin().list()).items.map(({ code }) => code);

  beforeAll(async () => {
    service = await testService(url, [intake], '2026-03-02T09:00:00+08:00');
    await service.get(CategoriesService).addMissing([
      { code: '01', name: '城乡建设', parentCode: null },
      { code: '0101', name: '供水', parentCode: '01' },
    ]);
  });
  afterAll(() => service.close());

  it('are added, renamed and moved, one version after another', async () => {
    await admin().create({ code: '0102', name: '供气', parentCode: '01' }, ADMIN);
    expect(await refusal(admin().create({ code: '0102', name: '再来', parentCode: '01' }, ADMIN))).toBe(
      'category_exists',
    );
    const renamed = await admin().change('0102', { version: 1, name: '燃气', retired: false }, ADMIN);
    expect(renamed).toMatchObject({ name: '燃气', parentCode: null, version: 2 });
    const stale = admin().change('0102', { version: 1, name: '煤气', parentCode: '01', retired: false }, ADMIN);
    await expect(stale).rejects.toMatchObject({ code: 'category_stale', details: { current: { name: '燃气' } } });
  });

  it('are retired, never deleted: no longer taken, still named', async () => {
    await admin().change('0101', { version: 1, name: '供水', parentCode: '01', retired: true }, ADMIN);
    expect(await refusal(service.get(CategoriesService).refuseUnknown('0101'))).toBe('category_retired');
    const { categories } = await service.get(AppealPages).options();
    expect(categories).toContainEqual({ code: '0101', name: '供水', parentCode: '01', retired: true });
    await admin().change('0101', { version: 2, name: '供水', parentCode: '01', retired: false }, ADMIN);
    expect(await refusal(service.get(CategoriesService).refuseUnknown('0101'))).toBeNull();
  });

  it('are loaded from CSV and .xlsx after a preview, all or none', async () => {
    const before = await codes();
    const bad = base64('编码,名称,上级编码\n02,交通,\n0201,公交,09\n');
    const refused = await admin().load({ content: bad, apply: true }, ADMIN);
    expect(refused).toMatchObject({ applied: false, problems: [{ line: 3 }] });
    const good = base64('\uFEFF编码,名称,上级编码\n0201,公交,02\n02,"交通,运输",\n01,城乡建设,\n');
    const preview = await admin().load({ content: good, apply: false }, ADMIN);
    expect(preview).toMatchObject({ applied: false, unchanged: 1, problems: [] });
    expect(await codes()).toEqual(before);
    expect(await admin().load({ content: good, apply: true }, ADMIN)).toMatchObject({ applied: true });
    expect(await codes()).toEqual([...before, '02', '0201'].sort());
    const book = new Workbook();
    const sheet = book.addWorksheet('分类');
    sheet.addRows([['编码', '名称', '上级编码'], ['0202', '出租车', '02'], [], ['0201', '公共交通', '02']]);
    const sheetLoad = await admin().load(
      { content: base64(new Uint8Array(await book.xlsx.writeBuffer())), apply: true },
      ADMIN,
    );
    expect(sheetLoad.create.map(({ code }) => code)).toEqual(['0202']);
    expect(sheetLoad.change).toEqual([{ code: '0201', name: '公共交通', parentCode: '02' }]);
    expect(await refusal(admin().load({ content: base64(Uint8Array.of(0xff, 0xfe, 0x00)), apply: false }, ADMIN))).toBe(
      'table_unreadable',
    );
  });

  it('leave a trace of each change', async () => {
    const lines = await service.get(AuditTrail).page({ action: 'save_category', before: null, limit: 50 });
    expect(lines.map(({ object }) => object)).toEqual(
      expect.arrayContaining(['category:0102', 'category:0101', 'category:*']),
    );
  });
});

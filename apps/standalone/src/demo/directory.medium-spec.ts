import { testDatabaseUrls, type TestService, testService } from '@minsheng/testing';
import { dispatch } from '../../../dispatch/src';
import { CategoriesCopy } from '../../../dispatch/src/routing/categories-copy.repository';
import { CategoriesService, intake } from '../../../intake/src';
import { CategoryEntity } from '../../../intake/src/categories/category.entity';

describe.each(testDatabaseUrls())('categories between intake and dispatch on $name', ({ url }) => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService(url, [intake, dispatch], '2026-03-02T09:00:00+08:00');
  });
  afterAll(() => service.close());
  const path = async (code: string): Promise<string> => {
    service.clock.advance(10_000);
    return (await service.get(CategoriesCopy).tree()).path(code);
  };

  it('are told when they are added', async () => {
    const categories = [
      { code: '02', name: '城乡建设', parentCode: null },
      { code: '0205', name: '市政设施', parentCode: '02' },
    ];
    await service.get(CategoriesService).addMissing(categories);
    await service.settle();
    expect(await path('0205')).toBe('城乡建设 / 市政设施');
  });

  it('are told once at the start where they are older than the telling', async () => {
    const old = { code: '0206', name: '供气', parentCode: '02', version: 0 };
    await service.uow.run(() => service.uow.manager.insert(CategoryEntity, old));
    await service.get(CategoriesService).onApplicationBootstrap();
    await service.settle();
    expect(await path('0206')).toBe('城乡建设 / 供气');
    expect(await service.uow.manager.existsBy(CategoryEntity, { version: 0 })).toBe(false);
    await service.uow.run(() => service.uow.manager.update(CategoryEntity, { code: '0206' }, { name: '不再告知' }));
    await service.get(CategoriesService).onApplicationBootstrap();
    await service.settle();
    expect(await path('0206')).toBe('城乡建设 / 供气');
  });
});

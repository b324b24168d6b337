import type { OrderRow, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { chooseAction } from './support/actions';
import { Stage, type Size } from './support/stage';

interface Visit {
  readonly what: string;
  readonly path: string;
  readonly as?: string;
  /** There once the page has its data. */
  readonly waitFor: string;
  readonly size?: Size;
}

const VISITS: readonly Visit[] = [
  { what: 'the sign-in', path: '/login', waitFor: 'login-submit' },
  { what: 'the sign-in on a telephone', path: '/login', waitFor: 'login-submit', size: 'phone' },
  { what: 'the public letter', path: '/letters/new', waitFor: 'letter-submit' },
  { what: 'the public letter on a telephone', path: '/letters/new', waitFor: 'letter-submit', size: 'phone' },
  { what: 'the tracking of a letter', path: '/letters/track', waitFor: 'track-submit', size: 'phone' },
  { what: 'the start page', path: '/', as: 'agent', waitFor: 'home-desk' },
  { what: 'the desk', path: '/desk', as: 'agent', waitFor: 'appeal-submit' },
  { what: 'the callback desk', path: '/callbacks', as: 'callback', waitFor: 'callback-form' },
  { what: 'a queue of decisions', path: '/orders?waiting=extension_first', as: 'dispatcher', waitFor: 'orders-empty' },
  { what: 'the order list', path: '/orders', as: 'dispatcher', waitFor: 'page-number' },
  { what: 'the board at a desk', path: '/board', as: 'supervisor', waitFor: 'board-as-of' },
  { what: 'the board on the wall', path: '/board', as: 'supervisor', waitFor: 'board-as-of', size: 'wall' },
  { what: 'the supervision ledger', path: '/supervision', as: 'supervisor', waitFor: 'sheets-empty' },
  { what: 'the overdue report', path: '/reports/overdue', as: 'supervisor', waitFor: 'report-units' },
  { what: 'the register of letters', path: '/letters-register', as: 'supervisor', waitFor: 'register-rows' },
  { what: 'the public column', path: '/letters/replies', waitFor: 'replies', size: 'phone' },
  { what: 'the directory', path: '/directory', as: 'dispatcher', waitFor: 'directory-row-1' },
  { what: 'its corrections', path: '/directory?tab=suggestions', as: 'supervisor', waitFor: 'suggestions-table' },
  { what: 'its returns', path: '/directory?tab=returns', as: 'supervisor', waitFor: 'returns-table' },
  { what: 'a page that is not there', path: '/12345', as: 'agent', waitFor: 'not-found' },
];

describeInBrowser('Every page', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(chromium);
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  it.each(VISITS)('$what fits its screen, speaks Chinese, shuts nobody out and stays quiet', async (visit) => {
    const visitor = visit.as ? await stage.signedIn(visit.as, visit.size) : await stage.visitor(visit.size);
    await visitor.go(visit.path);
    await visitor.at(visit.waitFor).first().waitFor();
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    expect(await visitor.foreignWords()).toEqual([]);
    expect(await visitor.barriers()).toEqual([]);
  });

  it.each([
    { state: 'awaiting_dispatch', as: 'dispatcher', action: 'dispatch' },
    { state: 'awaiting_callback', as: 'callback', action: 'record_callback' },
    { state: 'awaiting_instruction', as: 'leader', action: 'instruct' },
  ])('an order $state and the dialog of $action speak Chinese and shut nobody out', async ({ state, as, action }) => {
    const { items } = await stage.staff.get<Page<OrderRow>>(as, `/dispatch/orders?state=${state}&limit=1`);
    const visitor = await stage.signedIn(as);
    await visitor.go(`/orders/${items[0]?.code ?? 'none'}`);
    await visitor.at('history').waitFor();
    expect(await visitor.barriers()).toEqual([]);
    await chooseAction(visitor, action);
    await visitor.at('action-confirm').waitFor();
    expect(await visitor.overflow()).toBeLessThanOrEqual(0);
    expect(await visitor.foreignWords()).toEqual([]);
    expect(await visitor.barriers()).toEqual([]);
  });
});

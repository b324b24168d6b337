import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderRow, OrderState, Page } from '@minsheng/contracts';
import { describeInBrowser } from '@minsheng/testing';
import { chooseAction } from './support/actions';
import { Stage, type Size } from './support/stage';
import type { Visitor } from './support/visitor';

/** Pictures of every page in the sizes that it is used in, to be looked at by a person. */
const FOLDER = join(__dirname, '../.artifacts/screenshots');

interface Shot {
  readonly name: string;
  readonly path: string | ((stage: Stage) => Promise<string>);
  readonly waitFor: string;
  readonly as?: string;
  readonly sizes?: readonly Size[];
  /** What the person does before the picture is taken. */
  readonly act?: (visitor: Visitor) => Promise<void>;
}

const DESKS: readonly Size[] = ['desk', 'wall'];
const EVERYWHERE: readonly Size[] = ['desk', 'wall', 'phone'];

const orderIn =
  (state: OrderState, as = 'dispatcher') =>
  async (stage: Stage): Promise<string> => {
    const { items } = await stage.staff.get<Page<OrderRow>>(as, `/dispatch/orders?state=${state}`);
    const own = items.find(({ leadUnitCode }) => !as.includes('.') || as.startsWith(`${leadUnitCode}.`));
    return `/orders/${own?.code ?? 'none'}`;
  };
const clicking =
  (...testIds: string[]) =>
  async (visitor: Visitor): Promise<void> => {
    for (const testId of testIds) await visitor.at(testId).first().click();
  };
const dispatching = async (visitor: Visitor): Promise<void> => {
  await chooseAction(visitor, 'dispatch');
  await visitor.at('preview-due').waitFor();
};

const SHOTS: readonly Shot[] = [
  { name: 'sign-in', path: '/login', waitFor: 'login-submit', sizes: EVERYWHERE },
  { name: 'letter', path: '/letters/new', waitFor: 'letter-submit', sizes: EVERYWHERE },
  {
    name: 'letter-mistakes',
    path: '/letters/new',
    waitFor: 'letter-submit',
    sizes: ['phone'],
    act: clicking('letter-submit'),
  },
  { name: 'track', path: '/letters/track', waitFor: 'track-submit', sizes: EVERYWHERE },
  { name: 'start-agent', as: 'agent', path: '/', waitFor: 'home-desk' },
  { name: 'start-dispatcher', as: 'dispatcher', path: '/', waitFor: 'home-orders' },
  { name: 'start-handler', as: 'housing.handler', path: '/', waitFor: 'home-orders' },
  { name: 'start-auditor', as: 'auditor', path: '/', waitFor: 'account-name' },
  { name: 'desk', as: 'agent', path: '/desk', waitFor: 'appeal-submit' },
  { name: 'desk-mistakes', as: 'agent', path: '/desk', waitFor: 'appeal-submit', act: clicking('appeal-submit') },
  {
    name: 'desk-handover',
    as: 'agent',
    path: '/desk',
    waitFor: 'appeal-submit',
    act: clicking('appeal-ending-handover'),
  },
  { name: 'orders', as: 'dispatcher', path: '/orders', waitFor: 'page-number' },
  { name: 'orders-late', as: 'supervisor', path: '/orders?sort=due', waitFor: 'page-number' },
  { name: 'orders-unit', as: 'housing.handler', path: '/orders', waitFor: 'page-number' },
  { name: 'orders-none', as: 'dispatcher', path: '/orders?q=没有这样的事', waitFor: 'orders-empty' },
  { name: 'order-to-dispatch', as: 'dispatcher', path: orderIn('awaiting_dispatch'), waitFor: 'history' },
  {
    name: 'order-dispatching',
    as: 'dispatcher',
    path: orderIn('awaiting_dispatch'),
    waitFor: 'history',
    act: dispatching,
  },
  { name: 'order-handling', as: 'supervisor', path: orderIn('handling'), waitFor: 'history' },
  {
    name: 'order-replying',
    as: 'housing.handler',
    path: orderIn('handling', 'housing.handler'),
    waitFor: 'history',
    act: (visitor) => chooseAction(visitor, 'submit_reply'),
  },
  {
    name: 'order-callback',
    as: 'callback',
    path: orderIn('awaiting_callback', 'callback'),
    waitFor: 'history',
    act: clicking('action-record_callback', 'action-field-outcome-answered'),
  },
  { name: 'order-closed', as: 'dispatcher', path: orderIn('closed'), waitFor: 'history' },
  { name: 'order-why', as: 'dispatcher', path: orderIn('handling'), waitFor: 'history', act: clicking('why-deadline') },
  { name: 'callbacks', as: 'callback', path: '/callbacks', waitFor: 'callback-form' },
  { name: 'board', as: 'supervisor', path: '/board', waitFor: 'board-as-of' },
  { name: 'board-unit', as: 'housing.head', path: '/board', waitFor: 'board-as-of' },
  { name: 'board-totals', as: 'agent', path: '/board', waitFor: 'board-as-of' },
  { name: 'report', as: 'supervisor', path: '/reports/overdue', waitFor: 'report-units' },
  { name: 'report-unit', as: 'housing.head', path: '/reports/overdue', waitFor: 'report' },
];

describeInBrowser('Pictures of every page', (chromium) => {
  let stage: Stage;
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    stage = await Stage.open(chromium);
    // A morning at work: calls of today, one of them on its way to the citizen.
    for (const title of ['河堤路护栏被撞坏', '老城菜场占道经营', '育才路口红绿灯不亮', '桥头村垃圾清运不及时'])
      await stage.staff.register({ title, townshipCode: 'lancheng' });
    const code = await stage.staff.register({ title: '翠园小区二次供水水压不足', kind: 'complaint' });
    await stage.staff.toCallback(code, 'housing');
  }, 90_000);
  afterEach(async () => expect(await stage.leave()).toEqual([]));
  afterAll(() => stage.close());

  const pictures = SHOTS.flatMap((shot) => (shot.sizes ?? DESKS).map((size) => ({ ...shot, size })));

  it.each(pictures)(
    '$name at $size',
    async ({ name, size, as, path, waitFor, act }) => {
      const visitor = as ? await stage.signedIn(as, size) : await stage.visitor(size);
      await visitor.go(typeof path === 'string' ? path : await path(stage));
      await visitor.at(waitFor).first().waitFor();
      await act?.(visitor);
      await visitor.page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
      await visitor.page.waitForTimeout(500);
      await visitor.page.screenshot({ path: join(FOLDER, `${name}-${size}.png`), fullPage: size === 'phone' });
      expect(await visitor.overflow()).toBeLessThanOrEqual(0);
      expect(await visitor.foreignWords()).toEqual([]);
    },
    30_000,
  );
});

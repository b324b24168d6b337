import { isDeepStrictEqual } from 'node:util';
import {
  BOARD_NAMESPACE,
  BOARD_SOCKET_PATH,
  type BoardPatch,
  type BoardSnapshot,
  type OrderChanged,
  type Role,
} from '@minsheng/contracts';
import { AccessTokens } from '@minsheng/platform';
import { testDatabaseUrls } from '@minsheng/testing';
import { io, type Socket } from 'socket.io-client';
import { anActor, anAppeal, anOrder, aTurn, aUnit, envelope, openTestBoard, type TestBoard } from '../board.fixture';
import { BoardBulkPort } from '../bulk/board-bulk.port';
import { manyLives } from '../lives.fixture';
import { BoardUnits } from '../units/board-units';
import { AccessRevokedHandler } from './access-revoked.handler';
import { BoardProjection } from './board.projection';
import { BoardService } from './board.service';

const NOW = '2026-03-20T03:00:00.000Z';
const QUIET_MS = 900;

/** A viewer that keeps the picture as a page would. */
class Viewer {
  board: BoardSnapshot | null = null;
  readonly patches: BoardPatch[] = [];
  readonly arrivals: number[] = [];
  readonly refusals: { code: string; scope?: string }[] = [];
  disconnected: string | null = null;

  constructor(readonly socket: Socket) {
    socket.on('snapshot', (board: BoardSnapshot) => (this.board = board));
    socket.on('refused', (error: { code: string; scope?: string }) => this.refusals.push(error));
    socket.on('disconnect', (reason) => (this.disconnected = reason));
    socket.on('patch', (patch: BoardPatch) => {
      if (!this.board || patch.seq <= this.board.seq) return;
      this.patches.push(patch);
      this.arrivals.push(performance.now());
      // A patch that overtook the snapshot leaves a gap: the page asks again (contract.md).
      if (patch.seq === this.board.seq + 1) this.board = { ...this.board, ...patch };
      else socket.emit('subscribe', { scope: this.board.scope });
    });
  }

  async until(what: () => boolean): Promise<void> {
    for (let waited = 0; !what(); waited += 10) {
      if (waited > 8000) throw new Error('It did not happen within 8 s');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async subscribe(scope: string): Promise<void> {
    this.board = null;
    const refused = this.refusals.length;
    this.socket.emit('subscribe', { scope });
    await this.until(() => this.board !== null || this.refusals.length > refused);
  }
}

const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, QUIET_MS));

describe.each(testDatabaseUrls())('the live board over sockets on $name', ({ url }) => {
  let board: TestBoard;
  let address: string;
  const viewers: Viewer[] = [];

  function connect(token: string): Viewer {
    const socket = io(`${address}${BOARD_NAMESPACE}`, {
      path: BOARD_SOCKET_PATH,
      transports: ['websocket'],
      auth: { token },
      reconnection: false,
      forceNew: true,
    });
    const viewer = new Viewer(socket);
    viewers.push(viewer);
    return viewer;
  }
  async function signIn(role: Role, unitCode: string | null = null, sessionId = `s-${role}`): Promise<Viewer> {
    const viewer = connect(board.get(AccessTokens).sign({ ...anActor(role, unitCode), sessionId }));
    await viewer.until(() => viewer.socket.connected);
    return viewer;
  }
  const tell = (...orders: OrderChanged[]): Promise<void> =>
    board.uow.run(() =>
      board.get(BoardProjection).handle(orders.map((order) => envelope('dispatch.order-changed', order))),
    );
  const fresh = async (scope: 'county' | 'water'): Promise<BoardSnapshot> =>
    (
      await board
        .get(BoardService)
        .snapshot(scope === 'county' ? { kind: 'county', code: '' } : { kind: 'unit', code: scope })
    ).board;

  beforeAll(async () => {
    board = await openTestBoard(url, NOW);
    await board.get(BoardUnits).apply([aUnit('water'), aUnit('water_east', 'water'), aUnit('roads'), aUnit('power')]);
    const orders = manyLives(40, 5, '2026-02-20T00:00:00.000Z', NOW).flatMap((steps) => steps.slice(-1));
    await board.get(BoardBulkPort).load({ orders, appeals: [anAppeal({ appealCode: 'A1' })] });
    address = await board.listen();
  });
  afterAll(async () => {
    for (const viewer of viewers) viewer.socket.disconnect();
    await board.close();
  });

  it('nobody connects without a valid token', async () => {
    for (const token of ['', 'nonsense']) {
      const viewer = connect(token);
      const error = await new Promise<Error>((resolve) => viewer.socket.on('connect_error', resolve));
      expect(error.message).toBe('unauthenticated');
    }
  });

  it.each<[Role, string | null, string, string]>([
    ['auditor', null, 'county', 'scope_not_allowed'],
    ['admin', null, 'county', 'scope_not_allowed'],
    ['handler', 'water', 'county', 'scope_not_allowed'],
    ['handler', 'water', 'unit:roads', 'scope_not_allowed'],
    ['handler', 'water_east', 'unit:water', 'scope_not_allowed'],
    ['leader', null, 'unit:nowhere', 'scope_unknown'],
    ['leader', null, 'everything', 'scope_unknown'],
  ])('%s of %s is refused %s: %s', async (role, unit, scope, code) => {
    const viewer = await signIn(role, unit);
    await viewer.subscribe(scope);
    expect(viewer.refusals).toMatchObject([{ code, scope }]);
    expect(viewer.board).toBeNull();
  });

  /** Patches take as long as they take; in the end every viewer sees what a new snapshot shows. */
  async function agree(watching: readonly Viewer[]): Promise<void> {
    const until = performance.now() + 30_000;
    for (;;) {
      const end = await fresh('county');
      const behind = watching.filter((viewer) => !isDeepStrictEqual(viewer.board, end));
      if (behind.length === 0) return;
      if (performance.now() > until) expect(behind.map((viewer) => viewer.board)).toEqual(behind.map(() => end));
      await quiet();
    }
  }

  it('patches follow the snapshot one by one and lead to what a new snapshot shows', async () => {
    const viewer = await signIn('leader');
    await viewer.subscribe('county');
    const first = viewer.board?.seq ?? -1;
    for (const steps of manyLives(30, 11, '2026-03-01T00:00:00.000Z', NOW)) {
      for (const step of steps) await tell({ ...step, code: `9${step.code.slice(1)}` });
    }
    await agree([viewer]);
    expect(viewer.patches.map((patch) => patch.seq)).toEqual(viewer.patches.map((_, index) => first + 1 + index));
    expect(viewer.patches.length).toBeGreaterThan(1);
    const gaps = viewer.arrivals.slice(1).map((at, index) => at - (viewer.arrivals[index] ?? 0));
    expect(viewer.arrivals.length / Math.max(1, gaps.reduce((a, b) => a + b, 0) / 1000)).toBeLessThan(5);
  });

  it('a viewer who joins while figures move ends with the same picture', async () => {
    const lives = manyLives(24, 13, '2026-03-01T00:00:00.000Z', NOW).flat();
    const late: Viewer[] = [];
    for (const [index, step] of lives.entries()) {
      await tell({ ...step, code: `8${step.code.slice(1)}` });
      if (index % 40 === 7) {
        const viewer = await signIn('supervisor');
        await viewer.subscribe('county');
        late.push(viewer);
      }
    }
    expect(late.length).toBeGreaterThan(2);
    await agree(late);
  });

  it("another unit's order moves nothing in a unit's room", async () => {
    const viewer = await signIn('unit_head', 'water');
    await viewer.subscribe('unit:water');
    await tell(anOrder({ code: '70000000000001', leadUnitCode: 'roads', turns: [aTurn({ unitCode: 'roads' })] }));
    await quiet();
    expect(viewer.patches).toEqual([]);
    await tell(anOrder({ code: '70000000000002' }));
    await viewer.until(() => viewer.patches.length > 0);
    expect(viewer.board).toEqual(await fresh('water'));
  });

  it('an agent sees the totals of the county and not one order', async () => {
    const viewer = await signIn('agent');
    await viewer.subscribe('county');
    await tell(anOrder({ code: '70000000000003', title: '某某路灯不亮' }));
    await viewer.until(() => viewer.patches.length > 0);
    const whole = await fresh('county');
    expect(viewer.board?.indicators).toEqual(whole.indicators);
    expect([viewer.board?.units, viewer.board?.overdue, viewer.board?.events]).toEqual([[], [], []]);
    expect(JSON.stringify(viewer.patches)).not.toContain('某某路灯');
  });

  it('bulk loading sends nothing', async () => {
    const viewer = await signIn('dispatcher');
    await viewer.subscribe('county');
    await board.get(BoardBulkPort).load({ orders: [anOrder({ code: '70000000000004' })] });
    await quiet();
    expect(viewer.patches).toEqual([]);
  });

  it('a revoked session is cut off, another session of the account is not', async () => {
    const [cut, kept] = [await signIn('leader', null, 'gone'), await signIn('leader', null, 'stays')];
    await board.get(AccessRevokedHandler).cut({ username: 'leader', sessionId: 'gone', at: NOW });
    await cut.until(() => cut.disconnected !== null);
    expect(kept.socket.connected).toBe(true);
    await board.get(AccessRevokedHandler).cut({ username: 'leader', sessionId: null, at: NOW });
    await kept.until(() => kept.disconnected !== null);
  });
});

import { type OrderRequested } from '@minsheng/contracts';
import { DomainError } from '../errors';
import { type KnownPerson } from '../privacy/personal-data';
import { actor, at, contextAt, PUBLIC_TEXTS, Walk } from './an-order.fixture';
import { allowedActions, decide } from './decide';
import { rateByCode } from './open-order';
import { isPublished } from './publication-rules';
import { replay } from './replay';

function refusal(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
}

const LETTER: Partial<OrderRequested> = { channel: 'county_mailbox', track: 'county_mailbox', publishable: true };
const FIRST = actor('dispatcher', null, 'dispatcher1');
const SECOND = actor('supervisor', null, 'supervisor1');
const CLEARED = '2026-03-06T09:00:00';
const PUBLISHED = '2026-03-06T10:00:00';

function closed(changes: Partial<OrderRequested> = {}): Walk {
  const walk = new Walk({ ...LETTER, ...changes }).handled().replied();
  walk.step('2026-03-05T09:00:00', 'accept_reply', {});
  if (walk.order.state === 'closed') return walk;
  return walk.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: true });
}
const cleared = (changes: Partial<OrderRequested> = {}): Walk =>
  closed(changes).step(CLEARED, 'clear_publication', PUBLIC_TEXTS, FIRST);
const published = (): Walk => cleared().step(PUBLISHED, 'publish', {}, SECOND);

describe('publication of a reply', () => {
  it('takes two people: whoever cleared the words may not let them out', () => {
    const walk = cleared();
    expect(refusal(() => walk.step(PUBLISHED, 'publish', {}, FIRST))).toBe('publication_same_person');
    expect(allowedActions(walk.order, FIRST, contextAt(PUBLISHED))).not.toContain('publish');
    expect(walk.step(PUBLISHED, 'publish', {}, SECOND).order.publication).toEqual({
      ...PUBLIC_TEXTS,
      clearedBy: 'dispatcher1',
      clearedAt: at(CLEARED).toISOString(),
      publishedBy: 'supervisor1',
      publishedAt: at(PUBLISHED).toISOString(),
      withdrawnAt: null,
      withdrawnBy: null,
    });
    expect(walk.order.state).toBe('closed');
  });

  it('needs a clearance, and moves the version at each step, so that nothing changes between two looks', () => {
    const walk = closed();
    expect(refusal(() => walk.step(CLEARED, 'publish', {}, SECOND))).toBe('publication_not_cleared');
    const versions = [walk.order.version];
    walk.step(CLEARED, 'clear_publication', PUBLIC_TEXTS, FIRST);
    versions.push(walk.order.version);
    walk.step('2026-03-06T09:30:00', 'clear_publication', { ...PUBLIC_TEXTS, title: '路灯' }, SECOND);
    versions.push(walk.order.version);
    expect(refusal(() => walk.step(PUBLISHED, 'publish', {}, SECOND))).toBe('publication_same_person');
    walk.step(PUBLISHED, 'publish', {}, FIRST);
    versions.push(walk.order.version);
    expect(versions).toEqual([0, 1, 2, 3].map((step) => (versions[0] ?? 0) + step));
    expect(walk.order.publication?.title).toBe('路灯');
  });

  it.each([
    ['the citizen did not agree', { publishable: false }],
    ['it is confidential', { confidential: true }],
    ['it accuses', { kind: 'report' as const }],
    ['it is anonymous', { anonymous: true }],
    ['the channel’s replies are not published', { channel: 'hotline_12345', track: 'by_kind' as const }],
  ])('is refused where %s, and no button offers it', (_, changes) => {
    const walk = closed(changes);
    expect(refusal(() => walk.step(CLEARED, 'clear_publication', PUBLIC_TEXTS, FIRST))).toBe('publication_barred');
    expect(allowedActions(walk.order, FIRST, contextAt(CLEARED))).not.toContain('clear_publication');
  });

  it('refuses words with a number, a plate or the caller’s own name; an office’s landline may stand in the reply', () => {
    const person: KnownPerson = { name: '孙小满', phone: '073188881234', address: null };
    const clear = (texts: Partial<typeof PUBLIC_TEXTS>) =>
      refusal(() =>
        decide(closed().order, 'clear_publication', { ...PUBLIC_TEXTS, ...texts }, FIRST, {
          ...contextAt(CLEARED),
          person,
        }),
      );
    expect(clear({ title: '请打13812341234' })).toBe('pii_in_public_text');
    expect(clear({ content: '车牌湘A12345堵路' })).toBe('pii_in_public_text');
    expect(clear({ content: '我家电话0735-5776136' })).toBe('pii_in_public_text');
    expect(clear({ reply: '孙小满：您好' })).toBe('pii_in_public_text');
    expect(clear({ reply: '已致电0731-88881234' })).toBe('pii_in_public_text');
    expect(clear({ reply: '请咨询县住建局0735-5776136' })).toBeNull();
  });

  it('is taken back by somebody, or by itself when the case is taken up again; then it must be cleared anew', () => {
    const walk = published();
    expect(refusal(() => walk.step('2026-03-07T09:00:00', 'clear_publication', PUBLIC_TEXTS, FIRST))).toBe(
      'publication_live',
    );
    walk.step('2026-03-07T09:00:00', 'unpublish', { reason: '需要核实' }, FIRST);
    expect(walk.order.publication).toMatchObject({ withdrawnBy: 'dispatcher1' });
    expect(isPublished(walk.order.publication)).toBe(false);
    expect(refusal(() => walk.step('2026-03-07T10:00:00', 'publish', {}, SECOND))).toBe('publication_not_cleared');

    const redone = published().step('2026-03-08T09:00:00', 'redo', { reason: '又不亮了' });
    expect(redone.order.publication).toMatchObject({
      withdrawnAt: at('2026-03-08T09:00:00').toISOString(),
      withdrawnBy: null,
    });
    const rows = redone.decisions.map((decision) => decision.history);
    expect(replay(rows, redone.order)).toEqual([]);
  });

  it('stays while the citizen’s rating is only listed', () => {
    const { order } = published();
    const rating = { orderCode: order.code, letterCode: order.appealCode, at: at(PUBLISHED).toISOString() };
    const rated = rateByCode(
      order,
      { ...rating, resolved: false, satisfaction: 'dissatisfied' },
      contextAt('2026-03-07T09:00:00'),
    );
    expect(isPublished(rated.order.publication)).toBe(true);
  });
});

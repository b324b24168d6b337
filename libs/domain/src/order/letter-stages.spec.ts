import { type LetterStage, type OrderRequested } from '@minsheng/contracts';
import { actor, at, PUBLIC_TEXTS, REPLY, Walk } from './an-order.fixture';
import { letterStages } from './letter-stages';

const LETTER: Partial<OrderRequested> = {
  channel: 'county_mailbox',
  track: 'county_mailbox',
  publishable: true,
  instructionRequired: true,
  instructionChain: ['vice', 'mayor'],
};
const stages = (walk: Walk) =>
  letterStages(
    walk.order,
    walk.decisions.map(({ history }) => history),
  );
const dated = (walk: Walk): string[] =>
  stages(walk).flatMap(({ label, at: when }) => (when ? [`${label} ${when.toISOString()}`] : []));
const open = (walk: Walk): string[] =>
  stages(walk).flatMap(({ label, at: when, skipped }) => (when || skipped ? [] : [label]));

function instructed(): Walk {
  return new Walk(LETTER)
    .step('2026-03-02T09:10:00', 'propose', { text: '拟由住建局办理' })
    .step('2026-03-02T09:20:00', 'instruct', { text: '请住建局办理' }, actor('leader', null, 'vice'))
    .step('2026-03-02T09:30:00', 'instruct', { text: '同意' }, actor('leader', null, 'mayor'));
}
const iso = (time: string): string => at(time).toISOString();

describe('the road of a letter', () => {
  it('goes from the mailbox over two leaders to the public, each step with its time', () => {
    const walk = instructed().handled().replied();
    walk.step('2026-03-05T09:00:00', 'accept_reply', {});
    walk.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: true });
    walk.step('2026-03-06T09:00:00', 'clear_publication', PUBLIC_TEXTS);
    expect(open(walk)).toEqual(['公开']);
    walk.step('2026-03-06T10:00:00', 'publish', {});
    expect(dated(walk)).toEqual([
      `登记 ${iso('2026-03-02T09:00:00')}`,
      `拟办 ${iso('2026-03-02T09:10:00')}`,
      `分管领导批示 ${iso('2026-03-02T09:20:00')}`,
      `县长批示 ${iso('2026-03-02T09:30:00')}`,
      `交办 ${iso('2026-03-02T10:00:00')}`,
      `签收 ${iso('2026-03-02T11:00:00')}`,
      `答复 ${iso('2026-03-04T15:00:00')}`,
      `审签 ${iso('2026-03-04T15:00:00')}`,
      `审核 ${iso('2026-03-05T09:00:00')}`,
      `公开 ${iso('2026-03-06T10:00:00')}`,
    ]);
    walk.step('2026-03-07T10:00:00', 'unpublish', { reason: '核实' });
    expect(open(walk)).toEqual(['公开']);
  });

  it('names the leaders who have still to write', () => {
    expect(open(new Walk(LETTER))).toEqual([
      '拟办',
      '分管领导批示',
      '县长批示',
      ...['交办', '签收', '答复', '审签', '审核', '公开'],
    ]);
  });

  it('takes steps back: a reply sent back is none, a unit that gave the letter back never had it, a redo begins again', () => {
    const at1 = (walk: Walk, stage: LetterStage) => stages(walk).find((each) => each.stage === stage)?.at ?? null;
    const back = instructed().handled().replied().step('2026-03-05T09:00:00', 'send_back', { reason: '不具体' });
    expect([at1(back, 'signed'), at1(back, 'replied'), at1(back, 'unit_reviewed')]).toEqual([
      at('2026-03-02T11:00:00'),
      null,
      null,
    ]);
    const returned = instructed().handled();
    returned.step('2026-03-02T12:00:00', 'request_return', { reasonCode: 'not_our_duty', basis: '三定' });
    returned.step('2026-03-02T14:00:00', 'accept_return', {});
    expect([at1(returned, 'dispatched'), at1(returned, 'signed')]).toEqual([null, null]);
    const redone = instructed().handled().replied();
    redone.step('2026-03-05T09:00:00', 'accept_reply', {});
    redone.step('2026-03-05T10:00:00', 'record_callback', { outcome: 'answered', resolved: false });
    expect([at1(redone, 'dispatched'), at1(redone, 'replied')]).toEqual([at('2026-03-02T10:00:00'), null]);
    redone.step('2026-03-06T09:00:00', 'submit_reply', { ...REPLY, contactedAt: at('2026-03-05T11:00:00') });
    expect(at1(redone, 'replied')).toEqual(at('2026-03-06T09:00:00'));
  });

  it('says which steps a letter does not pass', () => {
    const walk = new Walk({ ...LETTER, publishable: false, instructionChain: [], instructionRequired: false });
    const skipped = stages(walk).flatMap(({ label, skipped: not }) => (not ? [label] : []));
    expect(skipped).toEqual(['拟办', '公开']);
  });
});

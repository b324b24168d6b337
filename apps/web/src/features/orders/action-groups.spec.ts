import { ACTIONS, type Action } from '@minsheng/contracts';
import { groupActions } from './action-groups';

const HANDLER: readonly Action[] = [
  'request_return',
  'add_co_unit',
  'contact',
  'add_note',
  'progress',
  'request_extension',
  'request_suspension',
  'request_termination',
  'submit_reply',
];

describe('the buttons of an order', () => {
  it('show a handler what a handler came for, and the rest in the menu', () => {
    const { shown, more } = groupActions(HANDLER);
    expect(shown).toEqual(['submit_reply', 'contact', 'progress']);
    expect(more).toEqual([
      ['request_extension', 'request_suspension', 'request_return', 'request_termination'],
      ['add_co_unit'],
      ['add_note'],
    ]);
  });

  it('put what ends an order last, below a line', () => {
    const { shown, more } = groupActions([
      'withdraw',
      'dispatch',
      'terminate',
      'propose',
      'ask_instruction',
      'add_note',
    ]);
    expect(shown).toEqual(['dispatch', 'ask_instruction', 'add_note']);
    expect(more).toEqual([['propose'], ['terminate', 'withdraw']]);
  });

  it('need no menu for a single further action, but never show an ending beside the others', () => {
    expect(groupActions(['record_callback', 'redo', 'add_note', 'urge'])).toEqual({
      shown: ['record_callback', 'urge', 'redo', 'add_note'],
      more: [],
    });
    expect(groupActions(['urge', 'add_note', 'withdraw'])).toEqual({
      shown: ['urge', 'add_note'],
      more: [['withdraw']],
    });
    expect(groupActions([])).toEqual({ shown: [], more: [] });
  });

  it('lose no action and repeat none', () => {
    const { shown, more } = groupActions(ACTIONS);
    expect([...shown, ...more.flat()].sort()).toEqual([...ACTIONS].sort());
  });
});

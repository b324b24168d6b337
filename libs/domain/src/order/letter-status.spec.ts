import { letterEnding, letterStatus, letterStatusLabel } from './letter-status';

describe('what the writer of a letter is told', () => {
  it('of a long-term item: that it is handled, and that it takes long', () => {
    expect(letterStatus('suspended')).toBe('handling');
    expect(letterStatusLabel('suspended')).toBe('办理中（长期事项）');
  });

  it('of an ending without reply: refused, or taken back by oneself; archiving changes nothing of it', () => {
    for (const state of ['terminated', 'archived'] as const) {
      expect([letterStatus(state, 'outside_area'), letterStatusLabel(state, 'outside_area')]).toEqual([
        'refused',
        '不予受理',
      ]);
      expect([letterStatus(state, 'withdrawn'), letterStatusLabel(state, 'withdrawn')]).toEqual(['closed', '已撤回']);
    }
    expect(letterEnding('terminated')).toBe('refused');
  });

  it('of what was replied to: that it is done, archived or not', () => {
    expect(letterEnding('archived', null)).toBeNull();
    expect([letterStatusLabel('closed'), letterStatusLabel('archived')]).toEqual(['已办结', '已办结']);
    expect(letterStatusLabel('awaiting_callback')).toBe('已答复');
  });
});

import { emptyDraft, letterRequest, loadDraft, missingFields, saveDraft, type LetterDraft } from './letter-draft';

/** What a tab's storage does, in memory. */
function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}

function written(): LetterDraft {
  return {
    ...emptyDraft(),
    kind: 'complaint',
    title: '路灯不亮',
    content: '东门路路灯不亮',
    publishable: true,
    name: '某某',
    phone: '13800000000',
    address: '某村一组',
  };
}

describe('draft of a letter', () => {
  it('keeps the matter over a reload, and never the person', () => {
    const storage = memoryStorage();
    saveDraft(storage, written());
    expect(loadDraft(storage)).toEqual({ ...written(), name: '', phone: '', address: '' });
    expect(storage.getItem(storage.key(0) ?? '')).not.toMatch(/某某|138|一组/);
  });

  it('starts empty over anything unreadable', () => {
    const storage = memoryStorage();
    saveDraft(storage, written());
    storage.setItem(storage.key(0) ?? '', '{"kind":"nonsense","title":7');
    expect(loadDraft(storage)).toEqual(emptyDraft());
  });
});

describe('what is missing', () => {
  it('names every missing field at once', () => {
    const fields = [...missingFields(emptyDraft(), true, '').keys()];
    expect(fields).toEqual(['kind', 'title', 'content', 'name', 'phone', 'publishable', 'captchaAnswer']);
  });

  it('asks no consent to publish for a confidential letter, and no captcha where there is none', () => {
    const draft = { ...written(), confidential: true, publishable: null };
    expect(missingFields(draft, false, '').size).toBe(0);
  });
});

describe('the request', () => {
  it('never publishes a confidential letter, whatever was chosen before', () => {
    expect(letterRequest({ ...written(), confidential: true }, null)).toMatchObject({
      confidential: true,
      publishable: false,
    });
  });

  it('leaves out what was not filled in', () => {
    const request = letterRequest({ ...written(), address: '  ' }, null);
    expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['address']));
    expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['location']));
    expect(Object.keys(request)).not.toEqual(expect.arrayContaining(['captchaId']));
  });
});

import type { DirectoryEntryView, DirectorySuggestion } from '@minsheng/contracts';
import { blankDraft, draftOf, draftOfSuggestion, missingOf, toEntryInput } from './entry-form';

const entry: DirectoryEntryView = {
  ...{ number: 12, version: 3, retired: false, categoryCode: '0205', townshipCode: null, leadUnitCode: null },
  ...{ coUnitCodes: ['gaj'], basis: '三定规定', note: null, categoryName: '市政设施', townshipName: null },
  ...{ leadUnitName: null, coUnitNames: ['县公安局'], problem: null },
};
const suggestion: DirectorySuggestion = {
  ...{ categoryCode: '0205', categoryName: '市政设施', townshipCode: null, townshipName: null, isExact: true },
  ...{ chosenUnitCode: 'gaj', chosenUnitName: '县公安局', proposedUnitName: null, entryNumber: 12, entryVersion: 3 },
  ...{ counts: { differs: 1, rerouted: 0, uncovered: 0 }, total: 1, orderCodes: [], lastAt: '' },
};

describe('the form of an entry', () => {
  it('says what it was opened with', () => {
    expect(toEntryInput(draftOf(entry).form)).toEqual({
      ...{ categoryCode: '0205', townshipCode: null, leadUnitCode: null, coUnitCodes: ['gaj'] },
      ...{ basis: '三定规定', note: null },
    });
  });

  it('asks for a category or a township, and for the basis', () => {
    expect(Object.keys(missingOf(blankDraft().form))).toEqual(['categoryCode', 'basis']);
    expect(missingOf({ ...blankDraft().form, townshipCode: 'town_a', basis: '属地' })).toEqual({});
  });

  it('changes the entry that is exactly of the suggestion, and makes a new one where there is none', () => {
    const changed = draftOfSuggestion(suggestion, entry);
    expect(changed.entry).toEqual({ number: 12, version: 3 });
    expect(changed.form).toMatchObject({ leadUnitCode: 'gaj', coUnitCodes: [], basis: '三定规定' });
    expect(draftOfSuggestion(suggestion, null)).toMatchObject({ entry: null, form: { basis: '' } });
  });
});

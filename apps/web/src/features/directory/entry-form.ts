import type { DirectoryEntryInput, DirectoryEntryView, DirectorySuggestion } from '@minsheng/contracts';

/** The form of an entry: pickers hold '' for “any”. */
export interface EntryForm {
  categoryCode: string;
  townshipCode: string;
  leadUnitCode: string;
  coUnitCodes: string[];
  basis: string;
  note: string;
}

/** What the dialog is opened with: a form, and the entry it changes, if any. */
export interface EntryDraft {
  form: EntryForm;
  entry: { number: number; version: number } | null;
}

export function blankDraft(): EntryDraft {
  return {
    form: { categoryCode: '', townshipCode: '', leadUnitCode: '', coUnitCodes: [], basis: '', note: '' },
    entry: null,
  };
}

export function draftOf(entry: DirectoryEntryView): EntryDraft {
  const { number, version } = entry;
  return {
    form: {
      categoryCode: entry.categoryCode ?? '',
      townshipCode: entry.townshipCode ?? '',
      leadUnitCode: entry.leadUnitCode ?? '',
      coUnitCodes: [...entry.coUnitCodes],
      basis: entry.basis,
      note: entry.note ?? '',
    },
    entry: { number, version },
  };
}

/** A correction as an entry: the basis is for the dispatcher to write, nothing is laid down without one. */
export function draftOfSuggestion(suggestion: DirectorySuggestion, exact: DirectoryEntryView | null): EntryDraft {
  const base = exact ? draftOf(exact) : blankDraft();
  const form = {
    ...base.form,
    categoryCode: suggestion.categoryCode,
    townshipCode: suggestion.townshipCode ?? '',
    leadUnitCode: suggestion.chosenUnitCode,
    coUnitCodes: base.form.coUnitCodes.filter((code) => code !== suggestion.chosenUnitCode),
  };
  return { form, entry: base.entry };
}

/** What is still missing, field by field; the rules themselves are judged by the server. */
export function missingOf(form: EntryForm): Partial<Record<keyof EntryForm, string>> {
  return {
    ...(form.categoryCode === '' && form.townshipCode === '' ? { categoryCode: '事项分类和乡镇至少填一项' } : {}),
    ...(form.basis.trim().length < 2 ? { basis: '请填写职责依据' } : {}),
  };
}

/** As it goes on the wire. */
export function toEntryInput(form: EntryForm): DirectoryEntryInput {
  return {
    categoryCode: form.categoryCode || null,
    townshipCode: form.townshipCode || null,
    leadUnitCode: form.leadUnitCode || null,
    coUnitCodes: form.coUnitCodes,
    basis: form.basis.trim(),
    note: form.note.trim() || null,
  };
}

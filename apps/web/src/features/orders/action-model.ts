import type { OrderView, SplitPart } from '@minsheng/contracts';
import { nowTyped, toInstant, toPastInstant } from '@/composables/format-time';
import type { FieldValue, FormField, FormModel } from './action-forms';

function blank(field: FormField): FieldValue {
  if (field.kind === 'units' || field.kind === 'checks') return [];
  if (field.kind === 'switch') return false;
  if (field.kind === 'yes_no') return null;
  if (field.kind === 'datetime' && field.required && field.name === 'at') return nowTyped();
  return '';
}

/** The form as it opens: what the order already says, else blank. */
export function initialModel(fields: readonly FormField[], order: OrderView): FormModel {
  return Object.fromEntries(fields.map((field) => [field.name, field.initial?.(order) ?? blank(field)]));
}

export function shownFields(fields: readonly FormField[], model: FormModel, order: OrderView): FormField[] {
  return fields.filter((field) => field.when?.(model, order) ?? true);
}

function isBlank(value: FieldValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function partsOf(value: FieldValue | undefined): SplitPart[] {
  return Array.isArray(value) ? value.filter((part) => typeof part === 'object') : [];
}

function isUnfinished({ title, content }: SplitPart): boolean {
  return title.trim().length < 2 || content.trim().length < 2;
}

/** What is still missing, field by field; the rules themselves are judged by the server. */
export function missing(fields: readonly FormField[], model: FormModel): Record<string, string> {
  const found: Record<string, string> = {};
  for (const field of fields) {
    if (field.required && isBlank(model[field.name])) found[field.name] = `请填写${field.label}`;
    const unfinished = field.kind === 'parts' ? partsOf(model[field.name]).findIndex(isUnfinished) : -1;
    if (unfinished >= 0) found[field.name] = `第 ${String(unfinished + 1)} 项请填写标题和内容（各至少两个字）`;
  }
  return found;
}

/** The body of the request: blanks left out, times as instants. */
export function toInput(fields: readonly FormField[], model: FormModel): Record<string, FieldValue | number> {
  const input: Record<string, FieldValue | number> = {};
  for (const field of fields) {
    const value = model[field.name];
    if (value === undefined || isBlank(value)) continue;
    if (field.kind === 'number') input[field.name] = Number(value);
    else if (typeof value === 'string') input[field.name] = textInput(field, value);
    else input[field.name] = value;
  }
  return input;
}

function textInput({ kind, name, future }: FormField, value: string): string {
  if (kind !== 'datetime') return value.trim();
  // What has happened lies at or before this minute; what is to come is meant as typed.
  return future || name === 'until' || name === 'dueAt' ? toInstant(value) : toPastInstant(value);
}

/** Nothing was typed beyond what the form opened with. */
export function isUntouched(model: FormModel, initial: FormModel): boolean {
  return JSON.stringify(model) === JSON.stringify(initial);
}

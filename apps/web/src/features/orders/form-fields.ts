import type { Action, ActionInputs, OrderView, ReasonList, SplitPart } from '@minsheng/contracts';

/** What a field of an action's form can hold while it is being filled in. */
export type FieldValue = string | string[] | boolean | SplitPart[] | null;
export type FormModel = Record<string, FieldValue>;
export interface Choice {
  value: string | boolean;
  label: string;
}

/** One field of an action's form, named as on the wire. */
export interface FormField<Name extends string = string> {
  name: Name;
  label: string;
  kind:
    | 'text'
    | 'textarea'
    | 'number'
    | 'choice'
    | 'checks'
    | 'yes_no'
    | 'unit'
    | 'units'
    | 'category'
    | 'datetime'
    | 'date'
    | 'switch'
    | 'parts';
  required?: boolean;
  hint?: string;
  rows?: number;
  choices?: readonly Choice[];
  /** Chosen from the county's own list of reasons instead. */
  reasons?: ReasonList;
  /** A time to come, and which bound of the server holds for it. */
  future?: 'pause' | 'co_unit';
  /** Filled in beforehand from the order. */
  initial?: (order: OrderView) => FieldValue;
  /** Shown, and sent, only while this holds of what has been filled in so far. */
  when?: (model: FormModel, order: OrderView) => boolean;
}

/** What the dialog needs of any action's form. */
export interface ActionForm {
  fields: readonly FormField[];
  /** What will happen, said before it does. */
  intro?: string;
  tone: 'primary' | 'plain' | 'danger';
  /** Carries the version that the page was made from (rules §4). */
  versioned: boolean;
  /** Long text: survives “取消” as well as a reload. */
  keepDraft?: boolean;
  /** Shows the limits that would be set. */
  preview?: boolean;
  /** Shows the original beside the words for the public, and what the detector finds in them. */
  publication?: 'clear' | 'publish';
  /** Shows the due time that would follow. */
  extends?: boolean;
  /** Shows what the co-units said, to be quoted. */
  quotes?: boolean;
}

/** The fields of an action are named as its input is on the wire: another name does not compile. */
export interface FormOf<A extends Action> extends ActionForm {
  fields: readonly FormField<keyof ActionInputs[A] & string>[];
}

export const choices = (labels: Record<string, string>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));
export const reason = (label: string, required: boolean, hint?: string): FormField<'reason'> => ({
  name: 'reason',
  label,
  kind: 'textarea',
  required,
  hint,
});
export const remark = reason('说明（可不填）', false);

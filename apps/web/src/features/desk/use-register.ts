import type { ErrorCode, RegisterAppealResponse } from '@minsheng/contracts';
import { ElMessageBox } from 'element-plus';
import 'element-plus/es/components/message-box/style/css';
import { nextTick, reactive, ref, shallowRef, watch } from 'vue';
import { ApiError } from '@/api/client';
import { messageOf } from '@/api/api-error';
import { intakeApi } from '@/api/intake';
import { useDraft } from '@/composables/use-draft';
import { newKey } from '@/composables/new-key';
import {
  blankDraft,
  isEmptyDraft,
  missingFields,
  toRequest,
  type AppealDraft,
  type Ending,
  type FieldErrors,
} from './appeal-draft';

/** Refusals that concern one field, though they are rules and not misspellings. */
const FIELD_OF_CODE: Partial<Record<ErrorCode, string>> = {
  identity_required: 'caller.name',
  anonymous_with_contact: 'caller.phone',
  letter_repeated: 'title',
  unknown_channel: 'channel',
  unknown_category: 'categoryCode',
  unknown_unit: 'subjectUnitCode',
  join_not_open: 'joinOrderCode',
  join_subject_unit: 'joinOrderCode',
};

/** Names on the wire where they differ from the draft's. */
const WIRE_NAMES: Partial<Record<keyof AppealDraft, string>> = {
  phone: 'caller.phone',
  name: 'caller.name',
  address: 'caller.address',
  refusalReason: 'refusal.reasonCode',
  refusalRoute: 'refusal.route',
  handoverService: 'handover.service',
  handoverNote: 'handover.note',
};

/** A field that has been touched again is no longer marked as wrong. */
function withoutTouched(errors: FieldErrors, now: AppealDraft, before: AppealDraft): FieldErrors {
  const touched = (Object.keys(now) as (keyof AppealDraft)[]).filter((name) => now[name] !== before[name]);
  const names = new Set<string>(touched.map((name) => WIRE_NAMES[name] ?? name));
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !names.has(name)));
}

export interface Issued extends RegisterAppealResponse {
  ending: Ending;
  title: string;
}

function focusWrong(): void {
  void nextTick(() => {
    const wrong = document.querySelector<HTMLElement>('.labeled.wrong input, .labeled.wrong textarea');
    wrong?.focus();
    wrong?.scrollIntoView({ block: 'center' });
  });
}

/** Registration from the empty form to the issued code, with one key per draft. */
export function useRegister(account: string, mayPublish: () => boolean) {
  const draft = reactive<AppealDraft>(blankDraft());
  const { savedAt, clear } = useDraft(`${account}.appeal`, draft, isEmptyDraft);
  const errors = ref<FieldErrors>({});
  const refusal = ref('');
  const busy = ref(false);
  const issued = shallowRef<Issued | null>(null);

  watch(
    () => ({ ...draft }),
    (now, before) => (errors.value = withoutTouched(errors.value, now, before)),
  );

  function reset(): void {
    Object.assign(draft, blankDraft(draft.channel));
    clear();
    errors.value = {};
    refusal.value = '';
  }

  /** The earlier try did arrive, and the text was changed since: only the agent can say whether a second one is meant. */
  async function askAgain(): Promise<void> {
    const again = await ElMessageBox.confirm(
      '上一次提交已经送达并登记，之后内容又有改动。请先在“相似在办工单”中核对；确要另外登记一件，请点“另行登记”。',
      '这份草稿已经登记过',
      { confirmButtonText: '另行登记', cancelButtonText: '返回核对' },
    ).catch(() => null);
    if (again === null) return;
    draft.key = newKey();
    await send();
  }

  async function onRefused(error: unknown): Promise<void> {
    refusal.value = messageOf(error);
    if (!(error instanceof ApiError)) return;
    const field = FIELD_OF_CODE[error.problem.code];
    errors.value = { ...error.fieldMessages, ...(field ? { [field]: error.problem.message } : {}) };
    focusWrong();
    if (error.problem.code !== 'key_reused') return;
    refusal.value = '这份草稿已经登记过，之后内容又有改动';
    await askAgain();
  }

  async function send(): Promise<void> {
    const { ending, title, key } = draft;
    try {
      const response = await intakeApi.register(toRequest(draft, mayPublish()), key);
      issued.value = { ...response, ending, title };
      reset();
    } catch (error) {
      await onRefused(error);
    }
  }

  /** True when a code was issued. */
  async function submit(): Promise<boolean> {
    if (busy.value) return false;
    refusal.value = '';
    errors.value = missingFields(draft);
    if (Object.keys(errors.value).length > 0) {
      refusal.value = '还有必填项没有填写';
      focusWrong();
      return false;
    }
    busy.value = true;
    issued.value = null;
    await send();
    busy.value = false;
    return issued.value !== null;
  }

  return { draft, savedAt, errors, refusal, busy, issued, submit, reset };
}

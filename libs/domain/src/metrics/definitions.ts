import { INDICATOR_LABELS, type Indicator, type IndicatorId } from '@minsheng/contracts';
import { dueOf, type Figures } from './figures';
import { ratio } from './ratio';

type Sum = (figures: Figures) => number;

/** What an indicator is divided from, and in whose sense (口径). */
export interface IndicatorDefinition {
  readonly id: IndicatorId;
  readonly basis: string;
  readonly numerator: Sum;
  /** Absent for a plain count. */
  readonly denominator?: Sum;
}

const replied: Sum = (f) => f.onTime + f.lateDone;
const DUE = '应办口径：期内到期及此前到期仍未答复的承办轮次，按期末状况判定；表扬不计入';

/** Every indicator of a period, once. Changing a formula here also moves SCORE_VERSION where stored scores change. */
export const INDICATOR_DEFINITIONS: readonly IndicatorDefinition[] = [
  { id: 'completion_due', basis: `${DUE}；已答复÷应办`, numerator: replied, denominator: dueOf },
  {
    id: 'completion_received',
    basis: '受理口径：期内派出的承办轮次中，期末前已答复的÷期内派出的；时限届满前退回或改派的不计入原单位',
    numerator: (f) => f.receivedReplied,
    denominator: (f) => f.received,
  },
  { id: 'on_time', basis: `${DUE}；不晚于时限答复的÷应办`, numerator: (f) => f.onTime, denominator: dueOf },
  { id: 'late_done', basis: `${DUE}；期末前已答复但晚于时限的件数`, numerator: (f) => f.lateDone },
  { id: 'late_open', basis: `${DUE}；期末仍未答复且已过时限的件数`, numerator: (f) => f.lateOpen },
  {
    id: 'replied',
    basis:
      '(直接答复的诉求＋应办诉求中答复已经审核的)÷(直接答复的诉求＋应办诉求)；不予受理、转接、表扬不计，并单按人计',
    numerator: (f) => f.answeredDue + f.acceptedWeight,
    denominator: (f) => f.answeredDue + f.dueWeight,
  },
  {
    id: 'sign_on_time',
    basis: '期内派出的承办轮次：时限内签收的÷签收时限已满或已签收的；无签收时限的不计',
    numerator: (f) => f.signMet,
    denominator: (f) => f.signBase,
  },
  {
    id: 'resolved',
    basis: '群众评价口径：回访或评价时群众认为已解决的÷接通并询问的，按回访时间计',
    numerator: (f) => f.resolved,
    denominator: (f) => f.asked,
  },
  {
    id: 'satisfied',
    basis: '(非常满意＋满意＋基本满意)÷已评价；未接通、拒访、匿名不计，同一工单以期内最后一次评价为准',
    numerator: (f) => f.satisfied,
    denominator: (f) => f.rated,
  },
  {
    id: 'direct_answer',
    basis: '直接答复的诉求÷有效诉求(不含不予受理和转接)，按登记时间计',
    numerator: (f) => f.answered,
    denominator: (f) => f.valid,
  },
];

/** Divides the sums of a period into the indicators that are shown and served. */
export function indicatorsOf(figures: Figures): Indicator[] {
  return INDICATOR_DEFINITIONS.map(({ id, basis, numerator, denominator }) => {
    const above = numerator(figures);
    const below = denominator ? denominator(figures) : null;
    const value = below === null ? above : ratio(above, below);
    return { id, label: INDICATOR_LABELS[id], basis, numerator: above, denominator: below, value };
  });
}

/** The three plain counts with which a live board begins. */
export function volumesOf(counts: { today: number; month: number; open: number }, byUnit: boolean): Indicator[] {
  const count = (id: IndicatorId, basis: string, value: number): Indicator => ({
    id,
    label: INDICATOR_LABELS[id],
    basis,
    numerator: value,
    denominator: null,
    value,
  });
  const what = byUnit ? '派给本单位的承办轮次，按派单时间计' : '登记的全部诉求，按登记时间计';
  return [
    count('volume_today', `今日0时至此刻${what}`, counts.today),
    count('volume_month', `本月1日0时至此刻${what}`, counts.month),
    count('open_orders', '此刻尚未办结的工单', counts.open),
  ];
}

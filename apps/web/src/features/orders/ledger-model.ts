import {
  LEDGER_HOLDER_LABELS,
  LEDGER_REASON_LABELS,
  type LedgerHolder,
  type LedgerReason,
  type LedgerSegment,
  type LedgerView,
} from '@minsheng/contracts';

/** Where something lies on the bar, in percent of its width. */
export interface Stretch {
  left: number;
  width: number;
}
/** A segment as the bar draws it; `tone` is the colour of its holder. */
export interface LedgerBlock extends Stretch, LedgerSegment {
  tone: string;
  holderName: string;
  reasonLabel: string;
  /** What stands on the block: the holder, or why the clock stood. */
  caption: string;
}
export interface LedgerShade extends Stretch {
  reason: string;
}
export interface LedgerShare {
  holder: LedgerHolder;
  tone: string;
  name: string;
  minutes: number;
}
export interface LedgerPicture {
  blocks: LedgerBlock[];
  shades: LedgerShade[];
  /** Who held it how long, the longest first; what is nobody's last. */
  shares: LedgerShare[];
}

const UNIT_TONES = ['unit-1', 'unit-2', 'unit-3', 'unit-4'] as const;
/** A segment of minutes in a life of weeks is still drawn, at this share of the bar at least. */
const LEAST_PERCENT = 1;
/** Days off narrower than this would only grey the whole bar. */
const LEAST_SHADE = 0.15;

/** “12 小时 30 分”. */
export function workingText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} 分`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

/** Stretches in which the clock stood, whoever they are charged to, have colours and sums of their own. */
const STOPPED_TONES: Readonly<Partial<Record<LedgerReason, string>>> = {
  paused_citizen: 'paused-citizen',
  paused_statutory: 'paused-statutory',
  suspended: 'suspended',
};

/** The ledger as a bar over time: blocks, the days off that lie across them, and each holder's sum. */
export function pictureOf(ledger: LedgerView, unitName: (code: string) => string): LedgerPicture {
  const tones = tonesOf(ledger.segments);
  const widths = widthsOf(ledger.segments);
  let left = 0;
  const blocks = ledger.segments.map((segment, index): LedgerBlock => {
    const width = widths[index] ?? 0;
    const block = {
      ...segment,
      left,
      width,
      tone: STOPPED_TONES[segment.reason] ?? tones.get(segment.holder) ?? 'nobody',
      holderName: holderName(segment.holder, unitName),
      reasonLabel: LEDGER_REASON_LABELS[segment.reason],
      caption:
        segment.reason in STOPPED_TONES ? LEDGER_REASON_LABELS[segment.reason] : holderName(segment.holder, unitName),
    };
    left += width;
    return block;
  });
  return { blocks, shades: shadesOf(ledger, blocks), shares: sharesOf(blocks) };
}

function holderName(holder: LedgerHolder, unitName: (code: string) => string): string {
  return isUnit(holder) ? unitName(holder.slice('unit:'.length)) : LEDGER_HOLDER_LABELS[holder];
}

function isUnit(holder: LedgerHolder): holder is `unit:${string}` {
  return holder.startsWith('unit:');
}

/** Units take their colours in the order in which they got the order; the fifth begins again. */
function tonesOf(segments: readonly LedgerSegment[]): Map<LedgerHolder, string> {
  const tones = new Map<LedgerHolder, string>();
  let units = 0;
  for (const { holder } of segments) {
    if (tones.has(holder)) continue;
    tones.set(holder, isUnit(holder) ? (UNIT_TONES[units % UNIT_TONES.length] ?? 'nobody') : holder);
    if (isUnit(holder)) units += 1;
  }
  return tones;
}

/** In proportion to clock time, but never too narrow to be seen and clicked; they add up to 100. */
function widthsOf(segments: readonly LedgerSegment[]): number[] {
  const lengths = segments.map(({ from, to }) => Date.parse(to) - Date.parse(from));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const least = Math.min(LEAST_PERCENT, 50 / segments.length);
  const spare = 100 - least * segments.length;
  return lengths.map((length) => least + (length / whole) * spare);
}

function shadesOf(ledger: LedgerView, blocks: readonly LedgerBlock[]): LedgerShade[] {
  const at = (iso: string): number => positionOf(Date.parse(iso), blocks);
  return ledger.daysOff
    .map(({ from, to, reason }) => ({ left: at(from), width: at(to) - at(from), reason }))
    .filter(({ width }) => width >= LEAST_SHADE);
}

/** Where an instant lies on the bar, whose blocks each have a scale of their own. */
function positionOf(time: number, blocks: readonly LedgerBlock[]): number {
  let position = 0;
  for (const { from, to, left, width } of blocks) {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    if (time <= start) break;
    position = left + (width * (Math.min(time, end) - start)) / (end - start);
  }
  return position;
}

function sharesOf(blocks: readonly LedgerBlock[]): LedgerShare[] {
  const shares = new Map<string, LedgerShare>();
  for (const { holder, tone, caption: name, workingMinutes } of blocks) {
    const before = shares.get(name)?.minutes ?? 0;
    shares.set(name, { holder, tone, name, minutes: before + workingMinutes });
  }
  const last = ({ holder }: LedgerShare): number => (holder === 'nobody' ? 1 : 0);
  return [...shares.values()].sort((a, b) => last(a) - last(b) || b.minutes - a.minutes);
}

/** What is summed, in tallies and over a period: counts of scores, never ratios. */
export const MEASURES = [
  'appeals',
  'answered',
  'valid',
  'answeredDue',
  'received',
  'receivedReplied',
  'signBase',
  'signMet',
  'onTime',
  'lateDone',
  'lateOpen',
  'dueWeight',
  'acceptedWeight',
  'asked',
  'resolved',
  'rated',
  'satisfied',
  'open',
] as const;
export type Measure = (typeof MEASURES)[number];

/** The sums for one scope. */
export type Figures = Readonly<Record<Measure, number>>;

const NOTHING = Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Record<Measure, number>;

/** Figures with the given measures, the others zero. */
export function figures(some: Partial<Figures> = {}): Figures {
  return { ...NOTHING, ...some };
}

export function addFigures(a: Figures, b: Partial<Figures>, factor = 1): Figures {
  const sum = { ...a } as Record<Measure, number>;
  for (const measure of MEASURES) sum[measure] += factor * (b[measure] ?? 0);
  return sum;
}

/** D: what fell due, without rest. */
export function dueOf(sums: Pick<Figures, 'onTime' | 'lateDone' | 'lateOpen'>): number {
  return sums.onTime + sums.lateDone + sums.lateOpen;
}

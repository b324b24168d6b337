import { type Contribution, type Figures, MEASURES, type Measure } from '@minsheng/domain';

/** The difference that a batch of events makes to one row of the tallies. */
export interface TallyMove {
  readonly scope: string;
  readonly bucket: string;
  readonly measures: Partial<Figures>;
}

/** Gathers what a batch of events adds to and takes from the tallies; what cancels out is never written. */
export class TallyMoves {
  private readonly rows = new Map<string, { scope: string; bucket: string; sums: Map<Measure, number> }>();

  add(contributions: readonly Contribution[], factor: 1 | -1): void {
    for (const { scopes, bucket, measures } of contributions) {
      for (const scope of scopes) {
        const { sums } = this.row(scope, bucket);
        for (const measure of MEASURES) {
          const amount = measures[measure];
          if (amount !== undefined) sums.set(measure, (sums.get(measure) ?? 0) + factor * amount);
        }
      }
    }
  }

  /** Sorted by key: every writer locks the rows in the same order. */
  list(): TallyMove[] {
    return [...this.rows.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { scope, bucket, sums }]) => ({
        scope,
        bucket,
        measures: Object.fromEntries([...sums].filter(([, n]) => n !== 0)),
      }))
      .filter(({ measures }) => Object.keys(measures).length > 0);
  }

  private row(scope: string, bucket: string): { sums: Map<Measure, number> } {
    const key = `${bucket}|${scope}`;
    const known = this.rows.get(key);
    if (known) return known;
    const made = { scope, bucket, sums: new Map<Measure, number>() };
    this.rows.set(key, made);
    return made;
  }
}

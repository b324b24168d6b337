/** Limits as people read and choose them; on the wire `5workday`. */
export const LIMIT_UNITS = [
  { value: 'minute', label: '分钟' },
  { value: 'hour', label: '小时' },
  { value: 'workhour', label: '工作小时' },
  { value: 'workday', label: '工作日' },
  { value: 'day', label: '日' },
  { value: 'month', label: '个月' },
] as const;

/** “5 工作日”; “—” for none. */
export function limitText(limit: string | null): string {
  const parts = limitParts(limit);
  if (!parts) return '—';
  return `${parts.n} ${LIMIT_UNITS.find(({ value }) => value === parts.unit)?.label ?? parts.unit}`;
}

export function limitParts(limit: string | null): { n: number; unit: string } | null {
  const match = /^(\d+)([a-z]+)$/.exec(limit ?? '');
  return match ? { n: Number(match[1]), unit: match[2] ?? '' } : null;
}

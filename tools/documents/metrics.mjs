const HEAD = `# 指标与口径

<!-- 由 libs/domain/src/metrics/definitions.ts 生成（npm run docs），请勿手工修改。 -->

分母为零时不给出比率，显示为“—”。

| 代码 | 名称 | 口径 | 类型 |
| --- | --- | --- | --- |
`;

/** `docs/metrics.md`: the indicators of domain/metrics/definitions.ts with the sense they are counted in. */
export function renderMetrics({ INDICATOR_DEFINITIONS }, { INDICATOR_LABELS }) {
  const rows = INDICATOR_DEFINITIONS.map(
    ({ id, basis, denominator }) =>
      `| \`${id}\` | ${INDICATOR_LABELS[id]} | ${basis} | ${denominator ? '比率' : '件数'} |`,
  );
  return `${HEAD}${rows.join('\n')}\n`;
}

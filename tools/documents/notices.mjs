/** docs/notices.md: every kind of notice, from the table that the code itself uses. */
export function renderNotices({ NOTICE_FORMS, NOTICE_LEVEL_LABELS }) {
  const rows = Object.entries(NOTICE_FORMS).map(
    ([kind, { label, level, text }]) =>
      `| \`${kind}\` | ${label} | \`${level}\` ${NOTICE_LEVEL_LABELS[level]} | ${text} |`,
  );
  return [
    '<!-- Generated from libs/contracts/src/notices.ts by npm run docs. -->',
    '',
    '# Notices 通知',
    '',
    'Who is told after which action: `libs/domain/src/notices/notices-for.ts`. A notice about a critical or urgent order is `urgent` whatever its kind.',
    '',
    '| kind | 中文 | level | text |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** RFC 4180: quoted cells may hold commas, quotes and line breaks. A blank line is a row with one empty cell. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
  const input = text.replace(/^\uFEFF/, '');
  while (pattern.lastIndex < input.length) {
    const match = pattern.exec(input);
    if (!match) break;
    row.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] === ',') {
      if (pattern.lastIndex === input.length) row.push('');
      continue;
    }
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

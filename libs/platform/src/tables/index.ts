export { parseCsv } from './csv';
export { TableFile } from './table-body';
export { cellOf, codeOf, MOST_TABLE_ROWS, readTableFile, type TableRow } from './table-file';

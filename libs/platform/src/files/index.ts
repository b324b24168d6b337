export { parseCsv } from './csv';
export { readTableFile, type TableRow } from './table-file';

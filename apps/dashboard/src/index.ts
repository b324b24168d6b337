export { BoardBulkPort, type BoardRows } from './bulk/board-bulk.port';
export { dashboard } from './dashboard.service-definition';
export { type BoardCheck } from './verify/board-check';
export { BoardVerifier } from './verify/board.verifier';

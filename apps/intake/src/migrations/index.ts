export { Appeals0001 } from './0001-appeals';
export { Groups0030 } from './0030-groups';

export { Appeals0001 } from './0001-appeals';

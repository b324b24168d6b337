export { Orders0001 } from './0001-orders';
export { Staff0002 } from './0002-staff';
export { WholeLife0010 } from './0010-whole-life';
export { Supervision0020 } from './0020-supervision';

export { Orders0001 } from './0001-orders';
export { Staff0002 } from './0002-staff';
export { WholeLife0010 } from './0010-whole-life';
export { Publication0016 } from './0016-publication';

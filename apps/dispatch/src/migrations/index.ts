export { Orders0001 } from './0001-orders';
export { Staff0002 } from './0002-staff';
export { People0003 } from './0003-people';
export { WholeLife0010 } from './0010-whole-life';

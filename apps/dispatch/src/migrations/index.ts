export { Orders0001 } from './0001-orders';
export { Staff0002 } from './0002-staff';
export { Notices0003 } from './0003-notices';

export * from './audience';
export * from './delivery-rules';
export * from './notice';
export { noticesFor } from './notices-for';

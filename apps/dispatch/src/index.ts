export { type BulkOrder, OrderBulkPort } from './bulk/order-bulk.port';
export { OrdersVerifier } from './bulk/orders.verifier';
export { dispatch } from './dispatch.service-definition';
export { DirectoryBulkPort } from './routing/directory-bulk.port';
export { AccountsService, type NewAccount } from './staff/accounts.service';
export { UnitsService } from './units/units.service';

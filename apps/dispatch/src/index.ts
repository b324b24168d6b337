export { type BulkOrder, OrderBulkPort } from './bulk/order-bulk.port';
export { OrdersVerifier } from './bulk/orders.verifier';
export { AnchorFile, Anchors, ChainVerifier, fileAnchor } from './chain';
export { dispatch } from './dispatch.service-definition';
export { AccountsService, type NewAccount } from './staff/accounts.service';
export { UnitsService } from './units/units.service';

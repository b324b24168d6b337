export { type BulkOrder, OrderBulkPort } from './bulk/order-bulk.port';
export { OrdersVerifier } from './bulk/orders.verifier';
export { dispatch } from './dispatch.service-definition';
export { DirectoryBulkPort } from './routing/directory-bulk.port';
export { planAccounts, usernamesOf } from './staff/account-table';
export { AccountsService, type NewAccount } from './staff/accounts.service';
export { hashPassword, randomPassword } from './staff/passwords';
export { planUnits } from './units/unit-table';
export { UnitsService } from './units/units.service';

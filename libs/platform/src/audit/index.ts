export { AuditChain, type AuditChainState, SEALING_CONCERN } from './audit-chain';
export { AuditChainEntity } from './audit-chain.entity';
export { AuditChecks } from './audit-checks';
export { AuditSealer } from './audit-sealer';
export { AuditEntity, type AuditFilter, type AuditLine, AuditTrail } from './audit-trail';
export { RevealLog, REVEALS_A_DAY } from './reveal-log';

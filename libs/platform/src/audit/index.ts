import { AuditChain } from './audit-chain';
import { AuditChecks } from './audit-checks';
import { AuditTrail } from './audit-trail';
import { RevealLog } from './reveal-log';

export { AuditChain, type AuditChainState, SEALING_CONCERN } from './audit-chain';
export { AuditChainEntity } from './audit-chain.entity';
export { AuditChecks } from './audit-checks';
export { AuditSealer } from './audit-sealer';
export { AuditEntity, type AuditFilter, type AuditLine, AuditTrail } from './audit-trail';
export { RevealLog, REVEALS_A_DAY } from './reveal-log';

/** What services may use of the audit trail. */
export const AUDIT_PROVIDERS = [AuditTrail, AuditChain, AuditChecks, RevealLog] as const;

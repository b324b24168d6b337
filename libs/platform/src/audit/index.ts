export { AuditEntity, type AuditLine, AuditTrail } from './audit-trail';
export { RevealLog, REVEALS_A_DAY } from './reveal-log';

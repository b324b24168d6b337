export * from './cursor';
export * from './fields';
export { Idempotency, IdempotencyKeyEntity, type IdempotencyRequest, IdempotentRuns } from './idempotency';
export { ProblemFilter, statusOf } from './problem.filter';
export { PUBLIC_THROTTLE, PublicThrottle } from './public-throttle';
export { FieldPipe, invalidField, validateAs } from './validation';

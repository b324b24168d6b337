export { LeaseEntity } from './lease.entity';
export { SingleRun } from './single-run';

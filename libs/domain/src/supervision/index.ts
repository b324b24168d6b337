export { monthBefore, nextStepAt, redForYellows, sweepStep } from './sweep';
export { type StepTables } from './step';

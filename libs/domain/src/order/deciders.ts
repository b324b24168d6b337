import { type Action, type ApplicationKind, type Role } from '@minsheng/contracts';
import { TRANSITIONS } from './transitions';

/** The action that grants an application; its row of the table names who may. */
const GRANTED_BY: Readonly<Record<ApplicationKind, Action>> = {
  extension: 'approve_extension',
  suspension: 'suspend',
  termination: 'terminate',
  exclusion: 'exclude',
};

/** Who decides an application: an order's first extension is a dispatcher's alone, its second a leader's (rules §4). */
export function deciderOf(kind: ApplicationKind, number: number): Role {
  if (kind === 'extension') return number === 1 ? 'dispatcher' : 'leader';
  const [role] = TRANSITIONS[GRANTED_BY[kind]].by;
  if (!role) throw new Error(`nobody grants a ${kind}`);
  return role;
}

/**
 * Who tries every door, seen from the cases of the policy matrix: the first case is with `traffic_police`, the second
 * with its parent `public_security` and complains of `traffic_police`.
 */
export const PEOPLE = [
  'agent',
  'agent2',
  'dispatcher',
  'callback',
  'supervisor',
  'leader',
  'auditor',
  'admin',
  'traffic_police.handler',
  'traffic_police.head',
  'public_security.handler',
  'public_security.head',
  'lancheng_police.handler',
  'lancheng_police.head',
  'health.handler',
  'health.head',
] as const;
export type Person = (typeof PEOPLE)[number];

export const UNIT_PEOPLE = PEOPLE.filter((person) => person.includes('.'));
export const ORDER_READERS = PEOPLE.filter((person) => person !== 'auditor' && person !== 'admin');

/** The cases, and by name everybody who may read each of them (rules §1, §3): the rest gets 404. */
export const CASES = {
  /** Registered by `agent`, led by `traffic_police`, of which nobody complains. */
  ofTheUnit: [
    'agent',
    'dispatcher',
    'supervisor',
    'leader',
    'traffic_police.handler',
    'traffic_police.head',
    'public_security.handler',
    'public_security.head',
  ],
  /** Against `traffic_police`, led by its parent: the parent's own staff may, the unit complained of never. */
  againstTheUnit: ['agent', 'dispatcher', 'supervisor', 'leader', 'public_security.handler', 'public_security.head'],
  /** A letter of the public that waits for the callback, led by `health`. */
  inCallback: ['dispatcher', 'callback', 'supervisor', 'leader', 'health.handler', 'health.head'],
  /** Not dispatched yet. */
  undispatched: ['agent', 'dispatcher', 'supervisor', 'leader'],
} as const satisfies Record<string, readonly Person[]>;
export type CaseName = keyof typeof CASES;

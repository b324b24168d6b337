import { type Decision } from '../order/order';
import { type UnitTree } from '../units/unit-tree';
import { type Audience } from './audience';
import { type NoticeContent } from './notice';

/** What a line of the table makes: whom to tell what; order and key are added for all alike. */
export type Told = NoticeContent & { readonly to: Audience };
export type Teller = (decision: Decision, units: UnitTree) => readonly Told[];

export const DISPATCHERS: Audience = { role: 'dispatcher' };
export const LEADERS: Audience = { role: 'leader' };
export const SUPERVISORS: Audience = { role: 'supervisor' };

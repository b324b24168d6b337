import type { Kind, Urgency } from '@minsheng/contracts';
import { categoryCodeOf } from '../categories';

/** Leads a matter that belongs to whichever township it happens in. */
export const TOWNSHIP = 'township';

/** Where a matter can happen: in the county town, in a village, or in both. */
export type Place = 'town' | 'village' | 'anywhere';

/** A matter that a unit must handle, with the words people and units use for it. Own text; places come from slots. */
export interface Topic {
  readonly categoryCode: string;
  readonly kind: Kind;
  /** A unit code, or TOWNSHIP. */
  readonly unit: string;
  readonly weight: number;
  readonly place: Place;
  readonly urgency: Urgency;
  /** The n-th title, fact, wish and result belong together; a shorter list begins again. */
  readonly titles: readonly string[];
  readonly facts: readonly string[];
  readonly wishes: readonly string[];
  /** What the unit found and did. */
  readonly results: readonly string[];
}

/** A question that the desk answers from what it knows; a few go to the unit. */
export interface Question {
  readonly categoryCode: string;
  readonly unit: string;
  readonly weight: number;
  readonly title: string;
  readonly asks: readonly string[];
  readonly answers: readonly string[];
}

interface Words {
  readonly titles: readonly string[];
  readonly facts: readonly string[];
  readonly wishes: readonly string[];
  readonly results: readonly string[];
}

/** `where`: category path @ unit code * weight, e.g. `公用服务/供水/停水 @water_supply *9`. */
function parseHead(head: string): { categoryCode: string; unit: string; weight: number } {
  const match = /^(\S+) @(\w+) \*(\d+)$/.exec(head);
  if (!match) throw new Error(`topic head: ${head}`);
  return { categoryCode: categoryCodeOf(match[1] ?? ''), unit: match[2] ?? '', weight: Number(match[3]) };
}

export function town(kind: Kind, head: string, words: Words, urgency: Urgency = 'normal'): Topic {
  return { ...parseHead(head), kind, place: 'town', urgency, ...words };
}

export function anywhere(kind: Kind, head: string, words: Words, urgency: Urgency = 'normal'): Topic {
  return { ...parseHead(head), kind, place: 'anywhere', urgency, ...words };
}

export function village(kind: Kind, head: string, words: Words, urgency: Urgency = 'normal'): Topic {
  return { ...parseHead(head), kind, place: 'village', urgency, ...words };
}

export function question(head: string, title: string, asks: readonly string[], answers: readonly string[]): Question {
  return { ...parseHead(head), title, asks, answers };
}

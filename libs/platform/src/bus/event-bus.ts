import type { EventEnvelope, EventName } from '@minsheng/contracts';

/** One consumer: which events it wants and what it does with them. */
export interface Subscription {
  readonly consumer: string;
  readonly names: readonly EventName[];
  /** Handles up to a hundred events at once; a throw means that none of them is handled. */
  deliver(envelopes: readonly EventEnvelope[]): Promise<void>;
  /** Takes note of an event that was refused at every attempt; a throw keeps it in delivery. */
  bury(envelope: EventEnvelope, error: unknown): Promise<void>;
}

/**
 * Carries events between services. Both drivers are equally inconvenient: asynchronous, serialised, at least once, in no
 * promised order; `bus.contract.ts` holds them to it.
 */
export abstract class EventBus {
  abstract publish(envelopes: readonly EventEnvelope[]): Promise<void>;

  abstract subscribe(subscription: Subscription): void;

  /** Begins to deliver to everyone who subscribed. */
  abstract start(): Promise<void>;

  /** Finishes what is being handled and delivers nothing more. */
  abstract stop(): Promise<void>;

  /** True once after the carrier came up empty: whatever was published but not recorded must be published again. */
  abstract hasLost(): Promise<boolean>;
}

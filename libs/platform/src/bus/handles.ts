import 'reflect-metadata';
import type { EventEnvelope, EventMap, EventName } from '@minsheng/contracts';

/** Where the decorators leave their note for the explorer. */
export const HANDLER = Symbol('minsheng:handler');

/** An envelope that tells the payload's type by its name. */
export type EnvelopeOf<N extends EventName> = { [K in N]: EventEnvelope<K> }[N];

/** The note on a handler method. */
export interface HandlerNote {
  readonly kind: 'one' | 'many';
  readonly names: readonly EventName[];
  readonly consumer: string;
}

/** `service.what-it-does`; the name under which handled events are recorded, so renaming it handles a week's events again. */
interface Options {
  readonly consumer: `${string}.${string}`;
}
type Decorator<F> = <T extends F>(target: object, key: string, descriptor: TypedPropertyDescriptor<T>) => void;

/**
 * The method handles each such event exactly once as far as the database is concerned: it runs in a unit of work that
 * also records the event. It may be called again after a failure, never gets events in a promised order, and must not
 * reach out of the database.
 */
export function Handles<N extends EventName>(
  name: N,
  options: Options,
): Decorator<(payload: EventMap[N], envelope: EventEnvelope<N>) => Promise<void>> {
  return note({ kind: 'one', names: [name], consumer: options.consumer });
}

/** Like `Handles`, for methods that store many events with a few statements: the whole batch is one unit of work. */
export function HandlesMany<N extends EventName>(
  names: readonly N[],
  options: Options,
): Decorator<(envelopes: EnvelopeOf<N>[]) => Promise<void>> {
  return note({ kind: 'many', names, consumer: options.consumer });
}

function note(handler: HandlerNote) {
  return <T>(_target: object, _key: string, descriptor: TypedPropertyDescriptor<T>): void => {
    if (typeof descriptor.value !== 'function') throw new Error('Only methods can handle events');
    const notes: HandlerNote[] = Reflect.getMetadata(HANDLER, descriptor.value) ?? [];
    Reflect.defineMetadata(HANDLER, [...notes, handler], descriptor.value);
  };
}

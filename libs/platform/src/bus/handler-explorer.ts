import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { EventEnvelope, EventName } from '@minsheng/contracts';
import { HANDLER, type HandlerNote } from './handles';

/** A consumer as found in the code: what it wants, and the methods that handle a batch. */
export interface FoundConsumer {
  readonly consumer: string;
  readonly names: readonly EventName[];
  handle(envelopes: readonly EventEnvelope[]): Promise<void>;
}
type Method = (...values: unknown[]) => Promise<void>;

class Routes implements FoundConsumer {
  private readonly single = new Map<EventName, (envelope: EventEnvelope) => Promise<void>>();
  private many: ((envelopes: readonly EventEnvelope[]) => Promise<void>) | undefined;
  readonly names: EventName[] = [];

  constructor(readonly consumer: string) {}

  add(handler: HandlerNote, call: Method): void {
    if (
      this.many ||
      (handler.kind === 'many' && this.names.length > 0) ||
      handler.names.some((n) => this.single.has(n))
    ) {
      throw new Error(`Two methods handle the same events as consumer ${this.consumer}`);
    }
    this.names.push(...handler.names);
    if (handler.kind === 'many') this.many = (envelopes) => call([...envelopes]);
    else for (const name of handler.names) this.single.set(name, (envelope) => call(envelope.payload, envelope));
  }

  async handle(envelopes: readonly EventEnvelope[]): Promise<void> {
    if (this.many) return this.many(envelopes);
    for (const envelope of envelopes) await this.single.get(envelope.name)?.(envelope);
  }
}

/** Finds every method marked with `Handles` or `HandlesMany` among the providers of the process. */
@Injectable()
export class HandlerExplorer {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  find(): FoundConsumer[] {
    const found = new Map<string, Routes>();
    for (const { instance } of this.discovery.getProviders()) {
      if (typeof instance !== 'object' || instance === null) continue;
      const methods: Record<string, unknown> = instance;
      for (const key of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance))) {
        for (const handler of notesOf(methods[key])) {
          const routes = found.get(handler.consumer) ?? new Routes(handler.consumer);
          found.set(handler.consumer, routes);
          routes.add(handler, (...values) => Reflect.apply(methods[key] as Method, instance, values));
        }
      }
    }
    return [...found.values()];
  }
}

function notesOf(method: unknown): readonly HandlerNote[] {
  return typeof method === 'function' ? (Reflect.getMetadata(HANDLER, method) ?? []) : [];
}

export { DeadLetterEntity } from './dead-letter.entity';
export { EventFlow } from './event-flow';
export { EventsModule, type EventsConfig } from './events.module';
export { Outbox } from './outbox';
export { OutboxEntity } from './outbox.entity';
export { platformStorage } from './platform-storage';

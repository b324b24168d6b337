export { RETRIES, type RetryPolicy } from './delivery';
export { EventBus, type Subscription } from './event-bus';
export { Handles, HandlesMany, type EnvelopeOf } from './handles';
export { HandlerExplorer, type FoundConsumer } from './handler-explorer';
export { newId } from './ids';
export { InProcessBus } from './in-process.bus';
export { RedisStreamBus } from './redis-stream.bus';

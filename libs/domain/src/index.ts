export * from './errors';
export * from './deadline';
export * from './order';
export * from './privacy/actor';
export * from './privacy/access';
export * from './privacy/mask';
export * from './units/unit-tree';
export * from './metrics';

export * from './vocabulary';
export * from './channels';
export * from './events';
export * from './errors';
export * from './board';
export * from './http/intake';
export * from './http/dispatch';
export * from './http/dashboard';

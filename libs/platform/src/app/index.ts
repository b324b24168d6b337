export { apiDocument } from './api-document';
export { bootstrap } from './bootstrap';
export { type AppOptions, createApp, createContext } from './http-app';
export { PlatformModule, type PlatformOptions, storageOf } from './platform.module';
export { type ServiceDefinition } from './service-definition';

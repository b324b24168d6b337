export * from './servers';
export { testService, type TestService } from './test-service';

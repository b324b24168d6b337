export { SocketAdapter } from './socket-adapter';

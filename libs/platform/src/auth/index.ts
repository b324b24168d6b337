export { ACCESS_TOKEN_MINUTES, AccessTokens } from './access-tokens';
export {
  type AppRequest,
  CurrentActor,
  InitialPasswordOk,
  Public,
  ReadableBodyGuard,
  Roles,
  RolesGuard,
  SecurityPost,
  SignedInGuard,
} from './guards';
export { JwtStrategy } from './jwt.strategy';
export { Revocations, RevokedSessionEntity } from './revocations';

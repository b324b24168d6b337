import { type LeaderPost, type Role } from '@minsheng/contracts';

/** Who is asking: what the access token says of an account. */
export interface Actor {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  readonly sessionId: string | null;
  /** A leader's post 岗位; null or absent for everybody else. */
  readonly post?: LeaderPost | null;
}

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}

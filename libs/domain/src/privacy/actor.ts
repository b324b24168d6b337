import { type Post, type Role } from '@minsheng/contracts';

/** Who is asking: what the access token says of an account. */
export interface Actor {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  /** Which seat of its role the account holds (岗位), see `POST_LABELS`; null: none in particular. */
  readonly post: Post | null;
  readonly sessionId: string | null;
  /** Signed in with a password that somebody else knows: nothing opens before it is changed. */
  readonly mustChangePassword?: boolean;
}

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}

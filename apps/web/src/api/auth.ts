import type { LoginRequest, LoginResponse } from '@minsheng/contracts';
import { http } from './client';

/** Signing in and out; the tokens themselves are kept by the session store. */
export const authApi = {
  login: (body: LoginRequest) => http.post<LoginResponse>('/auth/login', body),
  refresh: (refreshToken: string) => http.post<LoginResponse>('/auth/refresh', { refreshToken }),
  logout: () => http.post<undefined>('/auth/logout'),
};

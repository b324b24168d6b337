import type { ChangePasswordRequest, LoginRequest, LoginResponse, Page, SessionView } from '@minsheng/contracts';
import { http } from './client';

/** Signing in and out; the tokens themselves are kept by the session store. */
export const authApi = {
  login: (body: LoginRequest) => http.post<LoginResponse>('/auth/login', body),
  refresh: (refreshToken: string) => http.post<LoginResponse>('/auth/refresh', { refreshToken }),
  changePassword: (body: ChangePasswordRequest) => http.post<LoginResponse>('/auth/password', body),
  sessions: () => http.get<Page<SessionView>>('/auth/sessions'),
  cutSession: (id: string) => http.delete<undefined>(`/auth/sessions/${encodeURIComponent(id)}`),
  logout: () => http.post<undefined>('/auth/logout'),
};

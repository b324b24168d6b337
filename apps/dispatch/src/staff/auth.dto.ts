import { type LoginRequest, type RefreshRequest } from '@minsheng/contracts';
import { TextField } from '@minsheng/platform';

export class LoginDto implements LoginRequest {
  @TextField('用户名 username', { max: 60 }) username: string;
  @TextField('密码 password', { max: 200 }) password: string;
}

export class RefreshDto implements RefreshRequest {
  @TextField('刷新令牌 refreshToken', { max: 200 }) refreshToken: string;
}

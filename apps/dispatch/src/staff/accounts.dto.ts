import {
  type AccountFields,
  type ChangeAccountRequest,
  type ChangePasswordRequest,
  type CreateAccountRequest,
  type Post,
  POSTS,
  type Role,
  ROLES,
} from '@minsheng/contracts';
import {
  ChoiceField,
  ChoiceListField,
  CodeField,
  IntField,
  PatternField,
  QueryIntField,
  TextField,
} from '@minsheng/platform';
import { ArrayNotEmpty } from 'class-validator';
import { USERNAME } from './account-table';

const MOST_VERSIONS = 2_000_000_000;

class AccountFieldsDto implements AccountFields {
  @TextField('姓名 displayName', { max: 60 }) displayName: string;
  @ArrayNotEmpty({ message: '角色 roles 至少选一项' })
  @ChoiceListField('角色 roles', ROLES)
  roles: Role[];
  @CodeField('所属单位 unitCode', { optional: true }) unitCode?: string;
  @ChoiceField('岗位 post', POSTS, { optional: true }) post?: Post;
}

export class CreateAccountDto extends AccountFieldsDto implements CreateAccountRequest {
  @PatternField('用户名 username', USERNAME, '须为 2–60 个字母、数字、点、下划线或减号') username: string;
}

export class ChangeAccountDto extends AccountFieldsDto implements ChangeAccountRequest {
  @IntField('所见版本 version', { min: 1, max: MOST_VERSIONS }) version: number;
}

/** Why, for the audit trail. */
export class DeedDto {
  @TextField('原因 reason', { max: 500, optional: true }) reason?: string;
}

/** `?unit&role&active&q&limit&cursor` */
export class AccountQueryDto {
  @CodeField('所属单位 unit', { optional: true }) unit?: string;
  @ChoiceField('角色 role', ROLES, { optional: true }) role?: Role;
  @ChoiceField('是否启用 active', ['true', 'false'], { optional: true }) active?: 'true' | 'false';
  @TextField('用户名或姓名 q', { max: 60, optional: true }) q?: string;
  @QueryIntField('每页条数 limit', { min: 1, max: 200, optional: true }) limit?: number;
  @PatternField('翻页标记 cursor', /^[\w-]{0,400}$/, '无效', { optional: true }) cursor?: string;
}

export class ChangePasswordDto implements ChangePasswordRequest {
  @TextField('原密码 current', { max: 200 }) current: string;
  @TextField('新密码 next', { max: 200 }) next: string;
}

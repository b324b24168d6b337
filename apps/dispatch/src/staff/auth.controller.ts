import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AccountView, type LoginResponse, type SessionView } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, InitialPasswordOk, Public } from '@minsheng/platform';
import { type AccountEntity } from './account.entity';
import { ChangePasswordDto } from './accounts.dto';
import { LoginDto, RefreshDto } from './auth.dto';
import { AuthService } from './auth.service';
import { PasswordGuard } from './local.strategy';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@InitialPasswordOk()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionsService,
  ) {}

  @Public()
  @UseGuards(PasswordGuard)
  @HttpCode(200)
  @Post('login')
  @ApiBody({ type: LoginDto })
  @ApiOperation({ summary: '登录，返回访问令牌（15 分钟）和刷新令牌' })
  login(@Req() request: { user: AccountEntity }): Promise<LoginResponse> {
    return this.auth.login(request.user);
  }

  @Public()
  @HttpCode(200)
  @Post('refresh')
  @ApiOperation({ summary: '以刷新令牌换取新令牌；旧令牌随即作废' })
  refresh(@Body() body: RefreshDto): Promise<LoginResponse> {
    return this.auth.refresh(body.refreshToken);
  }

  @HttpCode(204)
  @Post('logout')
  @ApiOperation({ summary: '退出登录' })
  logout(@CurrentActor() actor: Actor): Promise<void> {
    return this.auth.logout(actor);
  }

  /** Wrong guesses count like failed sign-ins; every other session of the account ends. */
  @HttpCode(200)
  @Post('password')
  @ApiOperation({ summary: '修改自己的密码：至少 8 位，含大写、小写、数字、符号中的三类；返回新令牌' })
  password(@Body() { current, next }: ChangePasswordDto, @CurrentActor() actor: Actor): Promise<LoginResponse> {
    return this.auth.changePassword(actor, current, next);
  }

  @Get('sessions')
  @ApiOperation({ summary: '自己的登录，最近的在前' })
  async list(@CurrentActor() actor: Actor): Promise<{ items: SessionView[]; nextCursor: null }> {
    return { items: await this.sessions.list(actor), nextCursor: null };
  }

  @HttpCode(204)
  @Delete('sessions/:id')
  @ApiOperation({ summary: '让自己的一处登录下线' })
  cut(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<void> {
    return this.sessions.cutOwn(id, actor);
  }

  @Get('me')
  @ApiOperation({ summary: '当前账号' })
  me(@CurrentActor() actor: Actor): AccountView {
    return {
      username: actor.username,
      displayName: actor.displayName,
      roles: [...actor.roles],
      unitCode: actor.unitCode,
      post: actor.post,
    };
  }
}

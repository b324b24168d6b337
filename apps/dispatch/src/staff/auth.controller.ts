import { Body, Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AccountView, type LoginResponse, POSTS } from '@minsheng/contracts';
import { type Actor } from '@minsheng/domain';
import { CurrentActor, Public } from '@minsheng/platform';
import { type AccountEntity } from './account.entity';
import { LoginDto, RefreshDto } from './auth.dto';
import { AuthService } from './auth.service';
import { PasswordGuard } from './local.strategy';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

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

  @Get('me')
  @ApiOperation({ summary: '当前账号' })
  me(@CurrentActor() actor: Actor): AccountView {
    return {
      username: actor.username,
      displayName: actor.displayName,
      roles: [...actor.roles],
      unitCode: actor.unitCode,
      post: POSTS.find((post) => post === actor.post) ?? null,
    };
  }
}

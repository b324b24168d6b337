import { Injectable } from '@nestjs/common';
import { type AuditChainView } from '@minsheng/contracts';
import { AuditChain } from '@minsheng/platform';
import { Anchors } from '../chain/anchors.service';
import { ChainChecks } from '../chain/chain-checks.service';

/** The chains at a glance, for the auditor's page. */
@Injectable()
export class AuditChainPage {
  constructor(
    private readonly chain: AuditChain,
    private readonly anchors: Anchors,
    private readonly checks: ChainChecks,
  ) {}

  async state(): Promise<AuditChainView> {
    const { count } = await this.chain.state();
    return {
      sealed: count,
      pending: await this.chain.pending(),
      anchor: await this.anchors.newest(),
      lastCheck: await this.checks.newest(),
    };
  }
}

import { AnchorChecks } from './anchor-checks';
import { AnchorFile } from './anchor-file';
import { AnchorJob } from './anchor.job';
import { Anchors } from './anchors.service';
import { ChainChecksRepository } from './chain-checks.repository';
import { ChainChecks } from './chain-checks.service';
import { ChainVerifier } from './chain.verifier';
import { OldHistories } from './old-histories';
import { OldHistoriesRepository } from './old-histories.repository';
import { SegmentChecks } from './segment-checks';
import { SegmentsRepository } from './segments.repository';

export { AnchorFile } from './anchor-file';
export { Anchors, fileAnchor } from './anchors.service';
export { ChainCheckEntity } from './chain-check.entity';
export { ChainVerifier } from './chain.verifier';
export { HistorySegmentEntity } from './history-segment.entity';

/** All that seals and checks the chains. */
export const CHAIN_PROVIDERS = [
  SegmentsRepository,
  OldHistoriesRepository,
  OldHistories,
  AnchorFile,
  Anchors,
  AnchorJob,
  SegmentChecks,
  AnchorChecks,
  ChainVerifier,
  ChainChecksRepository,
  ChainChecks,
] as const;

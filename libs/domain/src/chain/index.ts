export { canonicalText, type Digest, type Erased, erasedForm, spellInstant } from './canonical';
export { type ChainKey, type ChainKeys, type ChainRecord, headOf, isHeadOf, isLinkOf, linkOf } from './link';
export { type ChainDamage, type ChainFault, chainHistory, checkHistory, type LinkedRow } from './history-chain';
export {
  checkSegment,
  sealSegment,
  type Segment,
  type SegmentFault,
  type SegmentPlace,
  type SegmentRow,
} from './segment';

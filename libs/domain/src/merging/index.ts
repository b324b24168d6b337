export { absorb, detach, followParent, markGroup, type MergeDeed } from './family';
export { placeKey } from './place-key';

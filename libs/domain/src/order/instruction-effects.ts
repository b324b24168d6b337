import { type Actor } from '../privacy/actor';
import { type Inputs } from './inputs';
import { type OrderChanges, type WorkOrder } from './order';
import { type RuleContext } from './rule-context';

/** One leader after another (分管领导, then 县长): the last one's instruction sends the order to dispatch. */
export function instruct(
  order: WorkOrder,
  { text }: Inputs['instruct'],
  actor: Actor,
  { now }: RuleContext,
): OrderChanges {
  const instructionChain = order.instructionChain.slice(1);
  const remaining = instructionChain.length;
  const post = order.instructionChain[0] ?? actor.post ?? null;
  const fact = { at: now.toISOString(), by: actor.username, post, text, remaining };
  const written = { instructionChain, instructions: [...order.instructions, fact], leaderInstructed: true };
  return remaining > 0 ? written : { ...written, state: 'awaiting_dispatch' };
}

/** 呈批: the desk asks the leader in charge, or the leaders named, with what it proposes. */
export function askInstruction(order: WorkOrder, { propose, reason, posts }: Inputs['ask_instruction']): OrderChanges {
  const asked = [...new Set(posts ?? [])];
  return {
    state: 'awaiting_instruction',
    instructionChain: asked.length > 0 ? asked : ['vice'],
    proposal: propose ?? reason ?? order.proposal,
  };
}

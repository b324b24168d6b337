import { type AppealJoined, type AppealRegistered, type Channel, type OrderRequested } from '@minsheng/contracts';
import { type NewAppeal } from './new-appeal';

/** What dispatch needs to open the order: personal values stay sealed. */
export function toOrderRequested(appeal: NewAppeal, orderCode: string, channel: Channel): OrderRequested {
  return {
    orderCode,
    appealCode: appeal.appealCode,
    channel: appeal.channel,
    track: channel.track,
    instructionRequired: channel.instructionRequired,
    instructionChain: channel.instructionChain,
    kind: appeal.kind,
    urgency: appeal.urgency,
    title: appeal.title,
    content: appeal.content,
    location: appeal.location,
    townshipCode: appeal.townshipCode,
    categoryCode: appeal.categoryCode,
    subjectUnitCode: appeal.subjectUnitCode,
    confidential: appeal.confidential,
    anonymous: appeal.anonymous,
    publishable: appeal.publishable,
    callbackWanted: appeal.callbackWanted,
    receivedAt: appeal.registeredAt.toISOString(),
    registeredBy: appeal.registeredBy,
    contact: { name: appeal.name, phone: appeal.phone, address: appeal.address, phoneHash: appeal.phoneHash },
  };
}

/** Every appeal counts, whatever became of it. */
export function toAppealRegistered(appeal: NewAppeal): AppealRegistered {
  const { appealCode, orderCode, outcome, channel, kind, townshipCode, categoryCode, confidential, registeredBy } =
    appeal;
  const registeredAt = appeal.registeredAt.toISOString();
  return {
    appealCode,
    orderCode,
    outcome,
    channel,
    kind,
    townshipCode,
    categoryCode,
    confidential,
    registeredAt,
    registeredBy,
  };
}

/** A repeat caller: an urge, and one more to call back. Of a confidential call only that it came. */
export function toAppealJoined(appeal: NewAppeal, orderCode: string): AppealJoined {
  const { appealCode, subjectUnitCode, name, phone, address, phoneHash } = appeal;
  return {
    appealCode,
    orderCode,
    text: appeal.confidential ? '群众再次来电催办（保密件）' : appeal.content,
    subjectUnitCode,
    registeredBy: appeal.registeredBy ?? '',
    at: appeal.registeredAt.toISOString(),
    contact: { name, phone, address, phoneHash },
    hidden: appeal.confidential || appeal.anonymous,
  };
}

import { civilDateOf } from '../deadline';

/** `yyyyMMdd` of the receipt in Asia/Shanghai and six digits (rules §3): what the agent reads out. */
export function orderCode(receivedAt: Date, number: number): string {
  return `${civilDateOf(receivedAt).replaceAll('-', '')}${String(number).padStart(6, '0')}`;
}

/** The appeal carries its order's number, so that one number is enough on the telephone. */
export function appealCode(order: string): string {
  return `A${order}`;
}

export const ORDER_CODE_PATTERN = /^\d{14}$/;
export const APPEAL_CODE_PATTERN = /^A\d{14}$/;

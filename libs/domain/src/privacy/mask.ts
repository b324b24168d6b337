import { PERSONAL_DATA_LABELS, type PersonalDataKind } from '@minsheng/contracts';
import { findPersonalData, type KnownPerson, replacePersonalData } from './personal-data';

/** How personal data look by default: masked by the server, never by the page (rules §9). */

const COMPOUND_SURNAMES = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '司徒',
  '端木',
  '阿苏',
];

/** 张三 → 张*, 欧阳修 → 欧阳*. */
export function maskName(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') return '';
  const surname = COMPOUND_SURNAMES.find((s) => trimmed.startsWith(s) && trimmed.length > s.length);
  return `${surname ?? [...trimmed][0] ?? ''}*`;
}

/** 13812341234 → 138****1234; a landline keeps its area code and last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.trim();
  if (/^\d{11}$/.test(digits) && digits.startsWith('1')) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  const landline = /^(0\d{2,3})-?(\d{7,8})$/.exec(digits);
  if (landline) return `${landline[1] ?? ''}-****${(landline[2] ?? '').slice(-2)}`;
  return digits.length <= 4 ? '****' : `${digits.slice(0, 2)}****${digits.slice(-2)}`;
}

/** An address is shown down to the village or street: what follows the last 村/社区/路/街/镇/乡/区/县 is hidden. */
export function maskAddress(address: string): string {
  const kept = /^.*?(?:村|社区|路|街|道|镇|乡|区|县)/.exec(address.trim());
  return `${kept?.[0] ?? ''}***`;
}

/** Shown instead of what a unit may not know, and in every list. */
export const CONFIDENTIAL_TITLE = '保密件';

/** Hides one thing found; what nobody needs to recognise again is hidden whole. */
function maskFinding(found: string, kind: PersonalDataKind): string {
  switch (kind) {
    case 'id_number':
      return `${found.slice(0, 3)}***********${found.slice(-4)}`;
    case 'mobile':
      return maskPhone(found.replace(/^\+?86[- ]?/, '').replace(/[- ]/g, ''));
    case 'plate':
      return `${found.replaceAll(' ', '').slice(0, 2)}*****`;
    case 'bank_card':
      return `****${found.slice(-4)}`;
    case 'caller_name':
      return maskName(found);
    case 'caller_address':
      return maskAddress(found);
    default:
      return '****';
  }
}

/** What is hidden from everybody who reads a text by right: an office's landline or mailbox in a reply is meant to be read. */
const ALWAYS_HIDDEN: readonly PersonalDataKind[] = ['id_number', 'mobile', 'plate', 'bank_card'];

/** Hides mobile numbers, ID numbers, bank cards and plates in a text that a unit or the public reads. */
export function maskText(text: string): string {
  // Most texts have no digit at all.
  if (!/[0-9０-９]/.test(text)) return text;
  return replacePersonalData(text, findPersonalData(text, null, ALWAYS_HIDDEN), maskFinding);
}

/** The same for a text that is to be published: everything found goes, also the caller's own name, number and address. */
export function maskForPublication(text: string, person: KnownPerson | null): string {
  return replacePersonalData(text, findPersonalData(text, person), maskFinding);
}

/** Names of what is always hidden in a text, for a reviewer. */
export function detectPersonalData(text: string): readonly string[] {
  const kinds = findPersonalData(text, null, ALWAYS_HIDDEN).map(({ kind }) => kind);
  return [...new Set(kinds)].map((kind) => PERSONAL_DATA_LABELS[kind]);
}

/** A number as it is stored and hashed: digits only, without +86 and separators. */
export function normalisePhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/[^\d]/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

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

/** Digit boundaries: a 14-digit order code is no phone number and no ID. */
const DETECTORS: readonly { what: string; pattern: RegExp; mask: (found: string) => string }[] = [
  {
    what: '身份证号',
    pattern:
      /(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])/g,
    mask: (found) => `${found.slice(0, 3)}***********${found.slice(-4)}`,
  },
  {
    what: '手机号码',
    pattern: /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
    mask: (found) => maskPhone(found.replace(/^\+?86[- ]?/, '').replace(/[- ]/g, '')),
  },
  {
    what: '车牌号',
    pattern:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])/g,
    mask: (found) => `${found.slice(0, 2)}*****`,
  },
];

/** Shown instead of what a unit may not know, and in every list. */
export const CONFIDENTIAL_TITLE = '保密件';

/** Hides mobile numbers, ID numbers and plates in a text that a unit or the public reads. */
export function maskText(text: string): string {
  return DETECTORS.reduce((masked, detector) => masked.replace(detector.pattern, detector.mask), text);
}

/** Names of what the detector finds in a text, for a reviewer. */
export function detectPersonalData(text: string): readonly string[] {
  return DETECTORS.filter((detector) => text.search(detector.pattern) >= 0).map((detector) => detector.what);
}

/** A number as it is stored and hashed: digits only, without +86 and separators. */
export function normalisePhone(phone: string): string {
  const digits = phone.normalize('NFKC').replace(/[^\d]/g, '');
  return digits.length === 13 && digits.startsWith('86') ? digits.slice(2) : digits;
}

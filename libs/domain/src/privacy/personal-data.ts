import { type PersonalDataKind } from '@minsheng/contracts';

/**
 * The detector of personal data in free text (rules §9). It knows numbers by their shape, with digit boundaries: a
 * 14-digit order code is neither a telephone nor an ID number. Names have no shape: only the name, number and address that
 * the caller gave are found, when they are handed in.
 */

/** A stretch of a text that tells who somebody is. `start` and `end` are positions in the text as it was given. */
export interface PersonalFinding {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/** The person behind a case, in clear: what a text is compared with besides the shapes. */
export interface KnownPerson {
  readonly name: string | null;
  readonly phone: string | null;
  readonly address: string | null;
}

interface Detector {
  readonly kind: PersonalDataKind;
  readonly pattern: RegExp;
  /** A second look at what has the right shape. */
  readonly holds?: (found: string) => boolean;
}

const BIRTH = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';

/** In order of precedence: where two overlap, the earlier one is told. */
const DETECTORS: readonly Detector[] = [
  {
    // GB 11643: 18 digits with the century, or the older 15.
    kind: 'id_number',
    pattern: new RegExp(
      `(?<![0-9A-Za-z])[1-9]\\d{5}(?:(?:19|20)\\d{2}${BIRTH}\\d{3}[0-9Xx]|\\d{2}${BIRTH}\\d{3})(?![0-9A-Za-z])`,
      'g',
    ),
  },
  { kind: 'mobile', pattern: /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g },
  {
    // ISO/IEC 7812 with its check digit; the first digit of cards issued here.
    kind: 'bank_card',
    pattern: /(?<![0-9A-Za-z])(?:[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])/g,
    holds: (found) => passesLuhn(found.replace(/\D/g, '')),
  },
  {
    // GA 36: five characters behind the letter, six on new-energy vehicles.
    kind: 'plate',
    pattern: new RegExp(
      `[${PROVINCES}] ?[A-HJ-NP-Za-hj-np-z][ ·•]?[A-HJ-NP-Za-hj-np-z0-9]{4,5}[A-HJ-NP-Za-hj-np-z0-9挂学警港澳](?![A-Za-z0-9])`,
      'g',
    ),
    holds: (found) => /\d/.test(found),
  },
  { kind: 'email', pattern: /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g },
  { kind: 'landline', pattern: /(?<![\d-])0\d{2,3}[-—－– ]?[2-8]\d{6,7}(?!\d)/g },
  // Seven or eight digits alone may be a file number: only after a word that says what they are.
  { kind: 'landline', pattern: /(?<=(?:电话|座机|固话|拨打|致电|联系|热线|咨询)[^\d。；\n]{0,6})[2-8]\d{6,7}(?!\d)/g },
];

/** Everything found, or what is of the given kinds, in the order of the text and without overlaps. */
export function findPersonalData(
  text: string,
  person?: KnownPerson | null,
  kinds?: readonly PersonalDataKind[],
): readonly PersonalFinding[] {
  const folded = foldWidth(text);
  const found: PersonalFinding[] = [...ofThePerson(folded, person ?? null)];
  for (const { kind, pattern, holds } of DETECTORS) {
    if (kinds && !kinds.includes(kind)) continue;
    for (const match of folded.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (holds && !holds(match[0])) continue;
      if (!found.some((other) => other.start < end && start < other.end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Replaces what is found, and nothing else. */
export function replacePersonalData(
  text: string,
  findings: readonly PersonalFinding[],
  replace: (found: string, kind: PersonalDataKind) => string,
): string {
  let [result, from] = ['', 0];
  for (const { kind, start, end } of findings) {
    result += text.slice(from, start) + replace(foldWidth(text.slice(start, end)), kind);
    from = end;
  }
  return result + text.slice(from);
}

/** The caller's own words about themselves: name (two characters at least), number however it is grouped, whole address. */
function* ofThePerson(text: string, person: KnownPerson | null): Generator<PersonalFinding> {
  const phone = person?.phone?.replace(/\D/g, '') ?? '';
  const grouped = phone.length >= 7 ? new RegExp(`(?<!\\d)${[...phone].join('[- ]?')}(?!\\d)`, 'g') : null;
  if (grouped) {
    for (const match of text.matchAll(grouped))
      yield { kind: 'caller_phone', start: match.index, end: match.index + match[0].length };
  }
  for (const [kind, value] of [
    ['caller_name', person?.name],
    ['caller_address', person?.address],
  ] as const) {
    const words = foldWidth(value?.trim() ?? '');
    if (words.length < 2) continue;
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
      yield { kind, start: at, end: at + words.length };
  }
}

/** Full-width digits, letters and signs as half-width ones, each at its place. */
function foldWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

function passesLuhn(digits: string): boolean {
  if (digits.length < 16) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

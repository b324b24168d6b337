import { CategoryTree, directoryBook, propose, refuseUnsoundRule, scopeKey, UnitTree } from '@minsheng/domain';
import { DEFAULT_CATEGORIES } from './categories';
import { DEMO_TOWNSHIPS, DEMO_UNITS } from './county';
import { DEMO_DIRECTORY } from './directory';
import { CITY_TOPICS } from './texts/city';
import { COUNTRY_TOPICS } from './texts/country';
import { PEOPLE_TOPICS } from './texts/people';
import { SOCIETY_TOPICS } from './texts/society';
import { TOWNSHIP } from './texts/topic';
import { UTILITY_TOPICS } from './texts/utilities';

const map = { units: new UnitTree(DEMO_UNITS), categories: new CategoryTree(DEFAULT_CATEGORIES) };
const book = directoryBook(DEMO_DIRECTORY.map((rule, index) => ({ ...rule, number: index + 1, version: 1 })));

describe('the directory of the demo county', () => {
  it('names only what is there, and each matter once', () => {
    for (const rule of DEMO_DIRECTORY) expect(() => refuseUnsoundRule(rule, map)).not.toThrow();
    expect(new Set(DEMO_DIRECTORY.map(scopeKey)).size).toBe(DEMO_DIRECTORY.length);
  });

  it('proposes somebody for every category in every township', () => {
    const unanswered = DEFAULT_CATEGORIES.flatMap(({ code: categoryCode }) =>
      DEMO_TOWNSHIPS.filter(
        ({ code: townshipCode }) =>
          propose(book, { categoryCode, townshipCode, subjectUnitCode: null }, map).candidates.length === 0,
      ),
    );
    expect(unanswered).toEqual([]);
  });

  it('proposes nearly always the unit that the demo cases are handled by', () => {
    const topics = [...CITY_TOPICS, ...UTILITY_TOPICS, ...COUNTRY_TOPICS, ...PEOPLE_TOPICS, ...SOCIETY_TOPICS];
    const townshipCode = 'lancheng';
    const other = topics.filter(({ categoryCode, unit }) => {
      const [first] = propose(book, { categoryCode, townshipCode, subjectUnitCode: null }, map).candidates;
      return first?.leadUnitCode !== (unit === TOWNSHIP ? townshipCode : unit);
    });
    expect(other.length / topics.length).toBeLessThan(0.06);
  });
});

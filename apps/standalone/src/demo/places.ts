import { SURNAMES } from './county';
import { type SeededRandom } from './random';

/** Where things happen in the demo county. The county town stands in 岚城镇. */
const VILLAGES: Readonly<Record<string, readonly string[]>> = {
  lancheng: ['东门社区', '西街社区', '南塘社区', '北苑社区', '文昌社区', '岚江社区', '新民村', '十里村'],
  shigu: ['石鼓社区', '鼓楼村', '上坝村', '下坝村', '青杠村', '马鞍村'],
  baixi: ['白溪社区', '溪口村', '柏树村', '龙潭村', '红岩村', '水碾村'],
  liuwan: ['柳湾社区', '长湾村', '沙坝村', '桂花村', '三岔村', '联盟村'],
  fengshu: ['枫树社区', '板桥村', '响水村', '茶园村', '观音村', '石盘村'],
  yanjing: ['盐井社区', '古井村', '灶房村', '金竹村', '复兴村', '团结村'],
  shuanghe: ['双河社区', '河口村', '高坎村', '新龙村', '麻柳村', '牌坊村'],
  daping: ['大坪村', '小坪村', '云峰村', '松林村', '干沟村'],
  zhuling: ['竹岭村', '楠竹村', '黄泥村', '凉水村', '福田村'],
  shanmu: ['杉木村', '天池村', '梨坪村', '岩脚村', '银杏村'],
  gaoqiao: ['高桥村', '桥头村', '花椒村', '双堰村', '新场村'],
  yueliangping: ['月亮坪村', '索玛村', '火把村', '尔库村', '阿依村'],
};

const ROADS = [
  '岚江大道',
  '文昌路',
  '人民东路',
  '人民西路',
  '建设街',
  '滨河路',
  '学府路',
  '东门街',
  '迎宾大道',
  '南塘路',
  '北苑路',
  '解放街',
];
const ESTATES = [
  '岚江花园',
  '文昌苑',
  '滨河国际',
  '锦绣家园',
  '南塘新村',
  '书香名邸',
  '北苑小区',
  '金桂苑',
  '阳光水岸',
  '东门安置小区',
  '翠屏山居',
  '和谐嘉园',
];
const SCHOOLS = [
  '县第一小学',
  '县实验小学',
  '文昌路小学',
  '县第二中学',
  '县职业中学',
  '岚江幼儿园',
  '南塘小学',
  '县第三中学',
];
const SHOPS = [
  '惠民超市',
  '好邻居便利店',
  '康乐药房',
  '新丰农贸市场',
  '城东建材市场',
  '万家家电商行',
  '老百姓服装店',
  '顺达汽修厂',
];
const EATERIES = ['老街火锅', '岚江烧烤', '刘记面馆', '田园农家菜馆', '渔家小厨', '川味小馆'];
const VENUES = ['佳音KTV', '岚江烧烤', '夜来香大排档', '星光酒吧', '老街火锅', '动感健身馆'];
const CLUBS = ['鑫源健身馆', '丽人美发店', '碧水游泳馆', '足道养生馆', '童趣游乐园', '靓车洗车行'];
const TRAININGS = ['小博士培训中心', '启航教育', '艺彩舞蹈学校', '金话筒口才班', '飞扬篮球训练营', '墨韵书法教室'];
const PERIODS = ['早上上班高峰', '上午十点左右', '中午十二点多', '下午放学时段', '傍晚下班时段'];
const NIGHTS = ['晚上九点以后', '夜里十一点到凌晨两点', '凌晨四点多', '半夜', '后半夜'];
const SINCE = ['上周', '半个月前', '一个月前', '今年年初', '去年下半年', '三天前', '上个月', '前段时间'];

/** Urban matters fall in the county town; others by where people live. */
export const TOWNSHIP_WEIGHTS: Readonly<Record<string, number>> = {
  lancheng: 30,
  shigu: 12,
  baixi: 10,
  liuwan: 9,
  fengshu: 8,
  yanjing: 8,
  shuanghe: 7,
  daping: 4,
  zhuling: 4,
  shanmu: 3,
  gaoqiao: 3,
  yueliangping: 2,
};

/** The words that fill a template's `{slots}`; one set per case, so that title, content and reply name the same place. */
export type Slots = Readonly<Record<string, string>>;

/** Fills `{slot}`; an unknown slot is a mistake in a template and must not reach a page. */
export function fill(template: string, slots: Slots): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`template slot ${whole} has no value: ${template}`);
    return value;
  });
}

/** Draws the place and the particulars of one case. */
export function drawSlots(townshipCode: string, townshipName: string, rural: boolean, random: SeededRandom): Slots {
  const all = VILLAGES[townshipCode] ?? ['中心村'];
  const villages = rural ? all.filter((name) => !name.endsWith('社区')) : all;
  return {
    town: townshipName,
    village: random.pick(villages),
    group: String(random.int(1, 9)),
    road: random.pick(ROADS),
    estate: random.pick(ESTATES),
    building: String(random.int(1, 18)),
    number: String(random.int(2, 260)),
    school: random.pick(SCHOOLS),
    shop: random.pick(SHOPS),
    eatery: random.pick(EATERIES),
    venue: random.pick(VENUES),
    club: random.pick(CLUBS),
    training: random.pick(TRAININGS),
    period: random.pick(PERIODS),
    night: random.pick(NIGHTS),
    since: random.pick(SINCE),
    days: String(random.int(3, 25)),
    few: String(random.int(3, 8)),
    years: String(random.int(2, 9)),
    people: String(random.int(3, 48)),
    households: String(random.int(6, 120)),
    money: String(random.int(3, 96) * 100),
    metres: String(random.int(3, 60) * 10),
    bus: String(random.int(1, 9)),
    surname: random.pick(SURNAMES),
  };
}

/** The place of the matter as it is registered. */
export function placeText(urban: boolean, slots: Slots): string {
  return urban ? fill('{town}{road}{number}号附近', slots) : fill('{town}{village}{group}组', slots);
}

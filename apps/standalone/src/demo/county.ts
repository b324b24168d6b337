import type { Post, Role, UnitKind } from '@minsheng/contracts';

/** 青岚县: an invented county, so that a first start has units, accounts and cases to show. No such county exists. */
export const DEMO_COUNTY_NAME = '青岚县';

export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentCode: string | null;
}

export interface DemoAccount {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly unitCode: string | null;
  readonly post?: Post | null;
}

function unit(code: string, name: string, kind: UnitKind, parentCode: string | null = null): DemoUnit {
  return { code, name, kind, parentCode };
}

export const DEMO_TOWNSHIPS: readonly DemoUnit[] = [
  unit('lancheng', '岚城镇', 'township'),
  unit('shigu', '石鼓镇', 'township'),
  unit('baixi', '白溪镇', 'township'),
  unit('liuwan', '柳湾镇', 'township'),
  unit('fengshu', '枫树镇', 'township'),
  unit('yanjing', '盐井镇', 'township'),
  unit('shuanghe', '双河镇', 'township'),
  unit('daping', '大坪乡', 'township'),
  unit('zhuling', '竹岭乡', 'township'),
  unit('shanmu', '杉木乡', 'township'),
  unit('gaoqiao', '高桥乡', 'township'),
  unit('yueliangping', '月亮坪彝族乡', 'township'),
];

export const DEMO_DEPARTMENTS: readonly DemoUnit[] = [
  unit('dev_reform', '县发展和改革局', 'department'),
  unit('education', '县教育体育局', 'department'),
  unit('economy', '县经济和信息化局', 'department'),
  unit('public_security', '县公安局', 'department'),
  unit('civil_affairs', '县民政局', 'department'),
  unit('justice', '县司法局', 'department'),
  unit('finance', '县财政局', 'department'),
  unit('human_resources', '县人力资源和社会保障局', 'department'),
  unit('natural_resources', '县自然资源局', 'department'),
  unit('ecology', '县生态环境局', 'department'),
  unit('housing', '县住房和城乡建设局', 'department'),
  unit('transport', '县交通运输局', 'department'),
  unit('water_resources', '县水利局', 'department'),
  unit('agriculture', '县农业农村局', 'department'),
  unit('commerce', '县商务局', 'department'),
  unit('culture_tourism', '县文化广电旅游局', 'department'),
  unit('health', '县卫生健康局', 'department'),
  unit('veterans', '县退役军人事务局', 'department'),
  unit('emergency', '县应急管理局', 'department'),
  unit('audit', '县审计局', 'department'),
  unit('market_regulation', '县市场监督管理局', 'department'),
  unit('statistics', '县统计局', 'department'),
  unit('medical_insurance', '县医疗保障局', 'department'),
  unit('urban_management', '县综合行政执法局', 'department'),
  unit('forestry', '县林业局', 'department'),
  unit('petition', '县信访局', 'department'),
  unit('government_services', '县政务服务和数据局', 'department'),
  unit('tax', '县税务局', 'department'),
];

export const DEMO_SUB_UNITS: readonly DemoUnit[] = [
  unit('traffic_police', '县公安局交通警察大队', 'sub_unit', 'public_security'),
  unit('lancheng_police', '县公安局岚城派出所', 'sub_unit', 'public_security'),
  unit('property_office', '县物业管理服务中心', 'sub_unit', 'housing'),
  unit('labour_inspection', '县劳动保障监察大队', 'sub_unit', 'human_resources'),
  unit('social_insurance', '县社会保险服务中心', 'sub_unit', 'human_resources'),
  unit('sanitation', '县环境卫生服务中心', 'sub_unit', 'urban_management'),
  unit('road_maintenance', '县公路养护中心', 'sub_unit', 'transport'),
];

export const DEMO_ENTERPRISES: readonly DemoUnit[] = [
  unit('water_supply', '青岚县水务有限公司', 'enterprise'),
  unit('power_supply', '青岚县供电公司', 'enterprise'),
  unit('gas_supply', '青岚县燃气有限公司', 'enterprise'),
];

/** Parents stand before their children, so that the list can be loaded from top to bottom. */
export const DEMO_UNITS: readonly DemoUnit[] = [
  ...DEMO_TOWNSHIPS,
  ...DEMO_DEPARTMENTS,
  ...DEMO_SUB_UNITS,
  ...DEMO_ENTERPRISES,
];

export const COUNTY_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'agent', displayName: '周小满', roles: ['agent'], unitCode: null },
  { username: 'dispatcher', displayName: '何文静', roles: ['dispatcher'], unitCode: null },
  { username: 'callback', displayName: '罗晓芸', roles: ['callback_agent'], unitCode: null },
  { username: 'supervisor', displayName: '段国梁', roles: ['supervisor'], unitCode: null },
  { username: 'leader', displayName: '分管副县长 沈致远', roles: ['leader'], unitCode: null, post: 'vice' },
  { username: 'mayor', displayName: '县长 陆明川', roles: ['leader'], unitCode: null, post: 'mayor' },
  { username: 'auditor', displayName: '方正平', roles: ['auditor'], unitCode: null },
  { username: 'admin', displayName: '叶知秋', roles: ['admin'], unitCode: null },
];

export const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('');
const STAFF_GIVEN_NAMES = [
  '建国',
  '志强',
  '晓东',
  '文斌',
  '海燕',
  '丽华',
  '俊峰',
  '春梅',
  '立新',
  '玉兰',
  '永康',
  '雪松',
  '国庆',
  '静怡',
  '德明',
  '秀英',
  '浩然',
  '美玲',
  '世杰',
  '红霞',
  '振华',
  '慧敏',
  '卫东',
  '晨曦',
  '光辉',
  '佳琪',
  '长青',
  '素芬',
];

function staffName(n: number): string {
  return `${SURNAMES[(n * 7) % SURNAMES.length]}${STAFF_GIVEN_NAMES[(n * 11) % STAFF_GIVEN_NAMES.length]}`;
}

function unitAccounts(u: DemoUnit, n: number): DemoAccount[] {
  const handler: DemoAccount = {
    username: `${u.code}.handler`,
    displayName: staffName(2 * n),
    roles: ['handler'],
    unitCode: u.code,
  };
  const head: DemoAccount = {
    username: `${u.code}.head`,
    displayName: staffName(2 * n + 1),
    roles: ['unit_head'],
    unitCode: u.code,
  };
  return [handler, head];
}

/** The accounts that contract.md names: eight for the county, a handler and a head for each unit. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [...COUNTY_ACCOUNTS, ...DEMO_UNITS.flatMap(unitAccounts)];

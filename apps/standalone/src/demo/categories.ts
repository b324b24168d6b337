import type { CategoryView } from '@minsheng/contracts';

/**
 * The category tree a new installation starts with: 6 digits, 2 + 2 + 2 per level, own text. A county replaces it by its
 * own. The shape follows what county bulletins publish: 14 first-level classes (domain notes on GB/T 39666-2020).
 * One line per first-level class: `name: second[third、third], second…`.
 */
const OUTLINE = [
  '城市管理: 市容环境[占道经营、乱堆乱放、户外广告], 环境卫生[垃圾清运、公共厕所、道路保洁], 停车秩序[违法停车、停车收费], 违法建设[城区违建、违规装修], 噪声扰民[经营噪声、施工噪声、广场舞噪声]',
  '住房与城乡建设: 物业服务[服务质量、物业收费、业主委员会、维修资金], 房屋质量[渗漏、外墙脱落、电梯], 房产交易[延期交房、不动产登记、预售资金], 保障住房[公租房申请、危房改造], 市政设施[路灯、井盖、排水、人行道]',
  '公用服务: 供水[停水、水质、水费], 供电[停电、电压、电费、线路安全], 供气[停气、通气开户、燃气安全], 通信[信号覆盖、资费争议]',
  '交通运输: 公共交通[公交线路、公交服务、候车设施], 农村公路[路面破损、安全防护、道路改扩建], 客运出租[拒载绕路、城乡班车], 交通秩序[信号灯、标志标线、交通违法、交通事故]',
  '人力资源和社会保障: 劳动报酬[拖欠工资、加班工资], 社会保险[养老保险、失业保险、工伤保险], 就业服务[就业补贴、技能培训、招聘信息]',
  '医疗卫生: 医疗服务[就医服务、医患纠纷、预约挂号], 公共卫生[疫苗接种、卫生监督], 医疗保障[医保缴费、医保报销、异地就医], 计划生育服务[生育登记、奖励扶助]',
  '教育体育: 义务教育[招生入学、学校管理、课后服务], 学前教育[幼儿园收费], 校外培训[退费纠纷、违规办学], 学校周边[上下学交通、食品安全], 体育设施[健身器材]',
  '民政与社会救助: 社会救助[低保、临时救助、特困供养], 养老服务[养老机构、高龄津贴], 殡葬服务[公墓管理], 残疾人服务[残疾补贴], 婚姻登记[登记预约]',
  '农业农村: 农业生产[种粮补贴、农资质量、病虫害防治], 农村人居环境[改厕、生活污水、垃圾收集], 农村土地[承包纠纷、征地补偿、宅基地], 畜禽养殖[养殖污染、动物防疫]',
  '水利林业: 农村饮水[供水保障、水质], 河道管理[河道采砂、河道垃圾], 灌溉设施[渠道破损、提灌站], 林业[林权纠纷、野生动物损害、森林防火]',
  '生态环境: 大气污染[餐饮油烟、露天焚烧、扬尘], 水污染[污水直排、黑臭水体], 噪声污染[工业噪声], 固体废物[建筑垃圾]',
  '市场监管: 消费维权[预付卡、商品质量、价格欺诈], 食品安全[餐饮卫生、过期食品], 特种设备[电梯安全], 登记注册[营业执照], 药品医疗器械[药店经营]',
  '公共安全: 社会治安[治安案件、电信诈骗], 户籍证照[户口登记、身份证、居住证], 消防安全[消防通道、电动自行车充电], 安全生产[隐患举报], 养犬管理[犬只扰民]',
  '政务与综合: 政务服务[窗口办事、证明事项、网上办理], 税费服务[发票、社保费缴纳], 法律服务[法律援助、人民调解], 文化旅游[景区服务、文化场馆], 退役军人[优抚待遇], 表扬感谢[单位表扬、个人表扬], 意见建议[发展建议、民生建议]',
];

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Reads the outline; first-level codes are `XX0000`, second `XXYY00`, third `XXYYZZ`. */
export function parseCategories(outline: readonly string[]): CategoryView[] {
  const rows: CategoryView[] = [];
  outline.forEach((line, i) => {
    const [name = '', rest = ''] = line.split(': ');
    const first = two(i + 1);
    rows.push({ code: `${first}0000`, name, parentCode: null });
    rest.split(', ').forEach((part, j) => {
      const match = /^(.+)\[(.+)\]$/.exec(part);
      if (!match) throw new Error(`category outline: ${part}`);
      const second = first + two(j + 1);
      rows.push({ code: `${second}00`, name: match[1] ?? '', parentCode: `${first}0000` });
      (match[2] ?? '').split('、').forEach((leaf, k) => {
        rows.push({ code: second + two(k + 1), name: leaf, parentCode: `${second}00` });
      });
    });
  });
  return rows;
}

export const DEFAULT_CATEGORIES: readonly CategoryView[] = parseCategories(OUTLINE);

/** `城市管理/市容环境/占道经营` → `010101`: lets the texts name a class in words. */
export function categoryCodeOf(path: string): string {
  let parentCode: string | null = null;
  for (const name of path.split('/')) {
    const found: CategoryView | undefined = DEFAULT_CATEGORIES.find(
      (c) => c.name === name && c.parentCode === parentCode,
    );
    if (!found) throw new Error(`no category ${path}`);
    parentCode = found.code;
  }
  return parentCode ?? '';
}

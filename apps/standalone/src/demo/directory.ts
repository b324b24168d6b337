import { type DirectoryRule } from '@minsheng/domain';
import { categoryCodeOf } from './categories';
import { DEMO_TOWNSHIPS } from './county';

/** Leads a matter that belongs to whichever township it happens in. */
const TOWNSHIP = 'township';

/**
 * The demo county's 派单目录, own text: `category path[#township] @lead [+co-unit…] | 职责依据`. The general lines come
 * first; where a lower level or one township differs, a line of its own says so.
 */
const OUTLINE = [
  '城市管理 @urban_management | 县综合行政执法局职能配置规定：城市管理领域行政执法',
  '城市管理/环境卫生 @sanitation | 县环境卫生服务中心职责清单：城区清扫保洁和垃圾清运',
  '城市管理/停车秩序 @traffic_police +urban_management | 《道路交通安全法》第五条；机动车道和停车泊位由交警管理，人行道由综合执法局配合',
  '住房与城乡建设 @housing | 县住房和城乡建设局职能配置规定：住房保障、房地产市场和建筑质量监管',
  '住房与城乡建设/物业服务 @property_office | 《物业管理条例》第五条；县住建局委托县物业管理服务中心承办',
  '住房与城乡建设/市政设施 @urban_management +housing | 县政府关于划转市政设施管护职责的通知：路灯、井盖、排水由综合执法局管护',
  '住房与城乡建设/房产交易/不动产登记 @natural_resources | 《不动产登记暂行条例》第四条、第七条',
  '公用服务/供水 @water_supply | 《城市供水条例》第七条；城区供水特许经营协议',
  '公用服务/供电 @power_supply | 《电力供应与使用条例》第四条；供电营业区划分',
  '公用服务/供气 @gas_supply | 《城镇燃气管理条例》第五条；燃气特许经营协议',
  '公用服务/通信 @economy | 县经济和信息化局职能配置规定：协调通信基础设施建设',
  '交通运输 @transport | 县交通运输局职能配置规定：公路、水路运输和城乡客运管理',
  '交通运输/农村公路/路面破损 @road_maintenance +transport | 《农村公路养护管理办法》；县道、乡道日常养护由公路养护中心承担',
  '交通运输/交通秩序 @traffic_police | 《道路交通安全法》第五条',
  '人力资源和社会保障 @human_resources | 县人力资源和社会保障局职能配置规定',
  '人力资源和社会保障/劳动报酬 @labour_inspection | 《劳动保障监察条例》第三条、第十一条',
  '人力资源和社会保障/社会保险 @social_insurance | 《社会保险法》第八条：社会保险经办机构职责',
  '医疗卫生 @health | 县卫生健康局职能配置规定',
  '医疗卫生/医疗保障 @medical_insurance | 县医疗保障局职能配置规定；《医疗保障基金使用监督管理条例》',
  '教育体育 @education | 县教育体育局职能配置规定；《义务教育法》第七条',
  '民政与社会救助 @civil_affairs | 县民政局职能配置规定；《社会救助暂行办法》第三条',
  '农业农村 @agriculture | 县农业农村局职能配置规定',
  '农业农村/农村人居环境 @township +agriculture | 属地管理；乡镇履行职责事项清单：农村人居环境整治',
  '农业农村/农村土地 @natural_resources | 《土地管理法》第五条',
  '农业农村/农村土地/承包纠纷 @township +agriculture | 《农村土地承包经营纠纷调解仲裁法》第三条：乡镇调解',
  '农业农村/畜禽养殖 @agriculture | 《畜牧法》第七条；《动物防疫法》第九条',
  '农业农村/畜禽养殖/养殖污染 @ecology +agriculture | 《畜禽规模养殖污染防治条例》第五条',
  '水利林业 @water_resources | 县水利局职能配置规定；《水法》第十二条',
  '水利林业/林业 @forestry | 县林业局职能配置规定；《森林法》第九条',
  '生态环境 @ecology | 县生态环境局职能配置规定；《环境保护法》第十条',
  '生态环境/大气污染/餐饮油烟 @urban_management +ecology | 《大气污染防治法》第一百一十八条；县综合执法事项目录',
  '生态环境/大气污染/露天焚烧 @township +ecology | 《大气污染防治法》第七十七条；秸秆禁烧属地管理',
  '生态环境/大气污染/扬尘 @housing +ecology | 《大气污染防治法》第六十九条：施工扬尘由住建部门监管',
  '生态环境/固体废物/建筑垃圾 @urban_management | 《城市建筑垃圾管理规定》第三条',
  '市场监管 @market_regulation | 县市场监督管理局职能配置规定',
  '公共安全/社会治安 @public_security | 《人民警察法》第六条；《治安管理处罚法》第七条',
  '公共安全/社会治安/治安案件#lancheng @lancheng_police | 县公安局派出所辖区划分：岚城镇由岚城派出所管辖',
  '公共安全/户籍证照 @public_security | 《户口登记条例》第三条；《居民身份证法》第八条',
  '公共安全/消防安全 @property_office +emergency | 《高层民用建筑消防安全管理规定》；住宅小区由物业中心督促物业落实',
  '公共安全/安全生产 @emergency | 《安全生产法》第十条',
  '公共安全/养犬管理 @urban_management +public_security | 县养犬管理办法：城区由综合执法局负责',
  '政务与综合/政务服务 @government_services | 县政务服务和数据局职能配置规定',
  '政务与综合/税费服务 @tax | 《税收征收管理法》第五条',
  '政务与综合/法律服务 @justice | 《法律援助法》第五条；《人民调解法》第五条',
  '政务与综合/文化旅游 @culture_tourism | 县文化广电旅游局职能配置规定',
  '政务与综合/退役军人 @veterans | 《退役军人保障法》第七条',
  '政务与综合/意见建议 @dev_reform | 县发展和改革局职能配置规定：汇总经济社会发展建议',
  '政务与综合/意见建议/民生建议 @township | 属地管理；乡镇便民服务事项清单',
] as const;

function parseLine(line: string): DirectoryRule {
  const match = /^([^#\s]+)(?:#(\w+))? @(\w+)((?: \+\w+)*) \| (.+)$/.exec(line);
  if (!match) throw new Error(`directory outline: ${line}`);
  const [, path = '', township, lead = '', helpers = '', basis = ''] = match;
  return {
    categoryCode: categoryCodeOf(path),
    townshipCode: township ?? null,
    leadUnitCode: lead === TOWNSHIP ? null : lead,
    coUnitCodes: helpers.split(' +').filter((code) => code !== ''),
    basis,
    note: null,
  };
}

/** What no line speaks of stays with the township in which it happened. */
function townshipDefault(code: string, name: string): DirectoryRule {
  const basis = '属地管理原则：目录未列明的事项由事发地乡镇先行受理';
  return { categoryCode: null, townshipCode: code, leadUnitCode: code, coUnitCodes: [], basis, note: `${name}兜底` };
}

export const DEMO_DIRECTORY: readonly DirectoryRule[] = [
  ...OUTLINE.map(parseLine),
  ...DEMO_TOWNSHIPS.map(({ code, name }) => townshipDefault(code, name)),
];

const HEAD = `# 工单状态机

<!-- 由 libs/domain/src/order/transitions.ts 生成（npm run docs），请勿手工修改。 -->
`;

/** `docs/state-machine.md`: the picture and the table of domain/order/transitions.ts. */
export function renderStateMachine({ TRANSITIONS, INITIAL_STATES, ARCHIVED_FROM, targetsOf }, labels) {
  const { STATE_LABELS, ACTION_LABELS, SYSTEM_ACTION_LABELS, ROLE_LABELS } = labels;
  const reachable = reachableStates(INITIAL_STATES, TRANSITIONS, targetsOf);
  reachable.add('archived');
  const edges = new Map();
  // Merged orders go where their main order goes: arrows from everywhere to everywhere would hide the rest.
  const drawn = Object.entries(TRANSITIONS).filter(([, { to }]) => !to.includes('parent') && !to.includes('own'));
  for (const [action, { from }] of drawn) {
    for (const state of from.filter((code) => reachable.has(code))) {
      for (const target of targetsOf(action, state).filter((code) => code !== state)) {
        const key = `${state} --> ${target}`;
        edges.set(key, [...(edges.get(key) ?? []), ACTION_LABELS[action]]);
      }
    }
  }
  for (const state of ARCHIVED_FROM) edges.set(`${state} --> archived`, [SYSTEM_ACTION_LABELS.archive]);
  const states = Object.keys(STATE_LABELS).filter((state) => reachable.has(state));
  const diagram = [
    'stateDiagram-v2',
    ...states.map((state) => `  ${state}: ${STATE_LABELS[state]}`),
    ...INITIAL_STATES.map((state) => `  [*] --> ${state}`),
    ...[...edges].map(([edge, actions]) => `  ${edge}: ${[...new Set(actions)].join('、')}`),
  ];
  const rows = Object.entries(TRANSITIONS).map(([action, rule]) => {
    const names = (codes) =>
      codes
        .map(
          (code) =>
            STATE_LABELS[code] ?? { same: '不变', before: '申请退回之前', parent: '主单的状态', own: '并单之前' }[code],
        )
        .join('、');
    const who = `${rule.by.map((role) => ROLE_LABELS[role]).join('、')}${rule.seat === 'lead' ? '（限主办单位）' : ''}`;
    return `| \`${action}\` ${ACTION_LABELS[action]} | ${names(rule.from.filter((state) => reachable.has(state)))} | ${names(rule.to)} | ${who} | ${rule.versioned ? '是' : '否'} |`;
  });
  const archived = ARCHIVED_FROM.map((state) => STATE_LABELS[state]).join('、');
  rows.push(
    `| \`archive\` ${SYSTEM_ACTION_LABELS.archive} | ${archived} | ${STATE_LABELS.archived} | 系统（办结满规定天数） | 否 |`,
  );
  const table = ['| 动作 | 从 | 到 | 谁 | 核对版本 |', '| --- | --- | --- | --- | --- |', ...rows];
  return `${HEAD}\n\`\`\`mermaid\n${diagram.join('\n')}\n\`\`\`\n\n${table.join('\n')}\n`;
}

/** A state that no action leads to is not part of the machine yet, though rows may name it. */
function reachableStates(initial, transitions, targetsOf) {
  const reachable = new Set(initial);
  for (const state of reachable) {
    for (const [action, { from }] of Object.entries(transitions)) {
      if (from.includes(state)) targetsOf(action, state).forEach((target) => reachable.add(target));
    }
  }
  return reachable;
}

/** `.env.example`: every variable with its default, from platform/config. */
export function renderEnvExample({ ENV_DOC }) {
  const rows = ENV_DOC.map(
    ({ name, default: value, description }) => `# ${description}\n${value === '' ? '# ' : ''}${name}=${value}\n`,
  );
  return `# 由 libs/platform/src/config/env.dto.ts 生成（npm run docs），请勿手工修改。\n\n${rows.join('\n')}`;
}

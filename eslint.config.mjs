import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import { localRules } from './tools/lint/local-rules.mjs';
import {
  clockAndEnvironment,
  focusedMocks,
  httpExceptions,
  networkInWeb,
  portableColumns,
  typeEscapes,
} from './tools/lint/restrictions.mjs';

const specs = ['**/*spec.ts', 'test/**/*.ts', 'libs/testing/**/*.ts'];
const scripts = ['tools/**', '*.config.{mjs,cjs,ts}', '.dependency-cruiser.cjs', 'apps/web/*.config.ts'];
const restrict = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });
const size = (max) => ({ max, skipBlankLines: false, skipComments: false });

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '.cache/**',
      'coverage/**',
      'var/**',
      'test/.artifacts/**',
      'test/architecture/fixtures/**',
      '**/*.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { minsheng: localRules },
    rules: {
      'minsheng/disable-needs-reason': 'error',
      'minsheng/max-lines-soft': ['warn', size(250)],
      'max-lines': ['error', size(400)],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-undef': 'off',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    // the one mistake that only types can show: a promise that nobody waits for
    files: ['apps/{intake,dispatch,dashboard,standalone}/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts'],
    languageOptions: { parserOptions: { project: 'tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      ...restrict(clockAndEnvironment, typeEscapes, httpExceptions),
    },
  },
  {
    files: ['apps/*/src/**/*.entity.ts', 'apps/*/src/migrations/**/*.ts', 'libs/platform/**/*.entity.ts'],
    rules: restrict(clockAndEnvironment, typeEscapes, httpExceptions, portableColumns),
  },
  {
    // the one door for each: the clock, the environment, identifiers, HTTP status
    files: ['libs/platform/src/{clock,config,ids,http}/**/*.ts', 'libs/platform/src/**/ids.ts'],
    rules: restrict(typeEscapes),
  },
  {
    // controllers and guards may speak HTTP
    files: ['**/*.controller.ts', '**/*.guard.ts', 'libs/platform/src/auth/**/*.ts'],
    rules: restrict(clockAndEnvironment, typeEscapes),
  },
  ...vue.configs['flat/essential'],
  {
    files: ['apps/web/**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'max-lines': ['error', size(250)],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'no-irregular-whitespace': 'off',
    },
  },
  { files: ['apps/web/**'], rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] } },
  {
    // the browser's own clock and chance are the user's: only the type and network rules hold
    files: ['apps/web/src/**/*.{ts,vue}'],
    rules: restrict(typeEscapes, networkInWeb),
  },
  { files: ['apps/web/src/api/**/*.ts'], rules: restrict(typeEscapes) },
  {
    files: specs,
    plugins: { jest },
    languageOptions: { globals: jest.environments.globals.globals },
    rules: {
      ...restrict(typeEscapes, focusedMocks),
      '@typescript-eslint/no-non-null-assertion': 'off',
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/valid-expect': 'error',
      'jest/no-standalone-expect': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['apps/{intake,dispatch,dashboard,standalone}/src/**/*.ts', 'libs/{domain,platform}/src/**/*.ts'],
    ignores: [...specs, '**/migrations/**', '**/*.contract.ts'],
    rules: { 'max-lines-per-function': ['warn', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['apps/standalone/src/demo/texts/**'], rules: { 'minsheng/max-lines-soft': 'off' } },
  {
    // what a person reads on the terminal: the commands and the start
    files: ['apps/standalone/src/**/*.ts', 'test/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.mjs', '**/*.js'],
    languageOptions: { sourceType: 'module' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  { files: scripts, rules: { 'no-console': 'off', ...restrict(typeEscapes) } },
);

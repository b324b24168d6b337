import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

/**
 * Lints the samples on standard input as if they stood in the project; one process for all, because ESLint loads slowly.
 * Types are only known for files that exist: a sample that needs them borrows a path of
 * libs/contracts, the smallest program, and says `typed`.
 */
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const untyped = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
// Where CI=true the parser would otherwise read the files from disk once and never see the samples.
const parserOptions = { project: 'libs/contracts/tsconfig.lib.json', disallowAutomaticSingleRunInference: true };
const small = { languageOptions: { parserOptions } };
const typed = new ESLint({ overrideConfig: [small] });
const answers = [];
for (const sample of JSON.parse(Buffer.concat(chunks).toString('utf8'))) {
  const [result] = await (sample.typed ? typed : untyped).lintText(sample.code, { filePath: sample.path });
  answers.push(result.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
}
process.stdout.write(JSON.stringify(answers));

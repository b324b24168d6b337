import { builtinRules } from 'eslint/use-at-your-own-risk';

/** A silenced rule must say why, or nobody can ever remove the silence. */
const disableNeedsReason = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { reason: 'Say why after two dashes: `eslint-disable-… RULE -- reason`.' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s\S/.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'reason' });
          }
        }
      },
    };
  },
};

/** Rules of our own; `max-lines-soft` is ESLint's max-lines under a second name, because one rule has one severity. */
export const localRules = {
  rules: { 'disable-needs-reason': disableNeedsReason, 'max-lines-soft': builtinRules.get('max-lines') },
};

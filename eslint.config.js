// ESLint holds only the rules that need types, and the promises of src/ (pure, no clock, no locale). Biome does the rest.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noClock = 'The library has no clock; "as of" is an argument.';
const noLocale = 'Results must not depend on a locale.';
const localeMethods = [
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
];

export default defineConfig(
  {
    files: ['src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `{ readonly [id: string]: X }` says what the keys are.
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      // It asks for `!`, which is forbidden here.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Numbers read well inside messages.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClock },
        { object: 'Math', property: 'random', message: 'The library is deterministic.' },
        ...localeMethods.map((property) => ({ property, message: noLocale })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: noClock },
        { selector: "CallExpression[callee.name='Date']", message: noClock },
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      'no-restricted-globals': ['error', { name: 'Intl', message: noLocale }],
    },
  },
  {
    // Zone offsets come from Intl; nothing else may.
    files: ['src/time/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // A schema is written once and its type derived, as `interface X extends z.infer<typeof xSchema> {}`.
    files: ['src/model/**/*.ts'],
    rules: { '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }] },
  },
);

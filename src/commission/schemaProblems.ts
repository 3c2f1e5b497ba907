import type * as z from 'zod/mini';
import { didYouMean } from '../model/suggestion.ts';
import { foundAs, refusalOf } from './plainCopy.ts';
import { type Problems, pathTo } from './problems.ts';

type SchemaIssue = z.core.$ZodIssue;

/**
 * Notes the problems that a schema found, each as a sentence with path, found and expected.
 *
 * @param problems - takes the problems
 * @param issues - what Zod reports
 * @param root - the copy that was parsed
 * @param name - path of the root; empty for a plan alone
 */
export function noteSchemaIssues(
  problems: Problems,
  issues: readonly SchemaIssue[],
  root: unknown,
  name: string,
): void {
  for (const issue of issues) noteIssue(problems, issue, root, name);
}

function noteIssue(problems: Problems, issue: SchemaIssue, root: unknown, name: string): void {
  const path = issue.path.reduce<string>(pathTo, name);
  const value = issue.path.reduce<unknown>(partOf, root);
  const shown = path === '' ? 'the plan' : path;
  const expected = refusalOf(value)?.expected ?? null;
  if (expected !== null) {
    problems.refuse(shown, expected, value);
    return;
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) noteUnknown(problems, path, key, issue.message.split(', '));
      break;
    case 'invalid_key':
      problems.note(shown, 'is not a name: a name is well-formed text of 1 to 200 characters', 'invalid');
      break;
    case 'invalid_union':
      noteUnion(problems, issue, root, name);
      break;
    case 'invalid_value':
      noteChoice(problems, shown, issue.values, value);
      break;
    default:
      problems.refuse(shown, expectationOf(issue), value, value === undefined ? 'missing' : 'invalid');
  }
}

function expectationOf(issue: SchemaIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'array' ? 'an array' : issue.expected === 'boolean' ? 'true or false' : 'an object';
    case 'too_small':
      return 'an array with at least one item';
    default:
      return issue.message;
  }
}

/** A field that the part does not have; the message of the issue lists those that it has. */
function noteUnknown(problems: Problems, path: string, key: string, known: readonly string[]): void {
  const place = path === '' ? 'the plan' : path;
  problems.note(
    pathTo(path, key),
    `is not a field of ${place}${didYouMean(key, known) || `; it takes ${known.join(', ')}`}`,
    'unknown-field',
  );
}

function noteChoice(problems: Problems, path: string, choices: readonly unknown[], value: unknown): void {
  const names = choices.map(String);
  const expected = `one of ${names.map((choice) => `"${choice}"`).join(', ')}`;
  const hint = typeof value === 'string' ? didYouMean(value, names) : '';
  if (hint === '') problems.refuse(path, expected, value, value === undefined ? 'missing' : 'invalid');
  else problems.note(path, `must be ${expected}, got ${foundAs(value)}${hint}`, 'invalid');
}

/** A value of several shapes: the problems are those of the shape that was meant, which got further than the value itself. */
function noteUnion(
  problems: Problems,
  issue: SchemaIssue & { readonly code: 'invalid_union' },
  root: unknown,
  name: string,
): void {
  const value = issue.path.reduce<unknown>(partOf, root);
  const path = issue.path.reduce<string>(pathTo, name);
  if (issue.discriminator !== undefined) {
    noteChoice(problems, path, (issue as { readonly options: readonly unknown[] }).options, value);
    return;
  }
  const inside = (inner: SchemaIssue): SchemaIssue => ({ ...inner, path: [...issue.path, ...inner.path] });
  const isContainer = typeof value === 'object' && value !== null;
  const meant = isContainer ? issue.errors.find((errors) => errors.every(isInside)) : undefined;
  const noted: readonly SchemaIssue[] | undefined = meant ?? issue.errors[0];
  for (const inner of noted as readonly SchemaIssue[]) noteIssue(problems, inside(inner), root, name);
}

function isInside(issue: SchemaIssue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

/** A part of a copy, by its own properties. */
export function partOf(whole: unknown, key: PropertyKey): unknown {
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, key)
    ? (whole as Record<PropertyKey, unknown>)[key]
    : undefined;
}

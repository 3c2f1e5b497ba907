import { showValue } from '../errors.ts';
import { didYouMean } from '../model/suggestion.ts';
import {
  checkChoice,
  checkLimit,
  checkTextParameter,
  comparisons,
  type Data,
  type DefinitionCheck,
  isData,
} from './definitionCheck.ts';
import { checkAlike, type Fields } from './fieldCheck.ts';

const kinds = ['is', 'missing', 'happened', 'compare', 'days', 'all', 'any', 'not'];

/** Checks a list of conditions on the fields that are known where they stand. */
export function checkConditions(check: DefinitionCheck, conditions: unknown, path: string, fields: Fields): void {
  if (!Array.isArray(conditions)) {
    check.problem(path, `expected a list of conditions, got ${showValue(conditions)}`);
    return;
  }
  for (const [index, condition] of conditions.entries()) checkCondition(check, condition, `${path}[${index}]`, fields);
}

function checkCondition(check: DefinitionCheck, condition: unknown, path: string, fields: Fields): void {
  if (!isData(condition)) {
    check.problem(path, `expected a condition, got ${showValue(condition)}`);
    return;
  }
  const { kind } = condition;
  if (!checkChoice(check, `${path}.kind`, kind, kinds)) return;
  if (kind === 'not') checkCondition(check, condition['condition'], `${path}.condition`, fields);
  else if (kind === 'all' || kind === 'any')
    checkConditions(check, condition['conditions'], `${path}.conditions`, fields);
  else if (kind === 'is') checkTexts(check, condition, path, fields);
  else if (kind === 'missing') fields.use(condition['field'], `${path}.field`, null);
  else if (kind === 'happened') fields.use(condition['field'], `${path}.field`, 'date');
  else {
    const { limit } = condition;
    checkChoice(check, `${path}.comparison`, condition['comparison'], comparisons);
    if (kind === 'days') for (const end of ['from', 'to']) fields.useDate(condition[end], `${path}.${end}`);
    const unit = kind === 'compare' ? fields.use(condition['field'], `${path}.field`, 'number') : null;
    if (kind === 'days' || !isData(limit) || limit['kind'] !== 'field') checkLimit(check, `${path}.limit`, limit);
    else checkAlike(check, path, unit, fields.use(limit['field'], `${path}.limit.field`, 'number'));
  }
}

function checkTexts(check: DefinitionCheck, condition: Data, path: string, fields: Fields): void {
  const { values, field } = condition;
  const isKnown = fields.use(field, `${path}.field`, 'text') !== null;
  const isText = (value: unknown): boolean => typeof value === 'string' || isTextParameter(value);
  if (!Array.isArray(values) || values.length === 0 || !values.every(isText)) {
    check.problem(`${path}.values`, `expected a list of texts, got ${showValue(values)}`);
    return;
  }
  const choices = isKnown ? fields.choicesOf(field) : undefined;
  for (const value of values as readonly unknown[]) {
    if (isTextParameter(value)) checkTextParameter(check, `${path}.values`, value);
    const text = isTextParameter(value) ? value['default'] : value;
    if (choices !== undefined && typeof text === 'string' && !choices.includes(text))
      check.problem(`${path}.values`, `${String(field)} is never ${showValue(text)}${didYouMean(text, choices)}`);
  }
}

function isTextParameter(value: unknown): value is Data {
  return isData(value) && value['kind'] === 'text-parameter';
}

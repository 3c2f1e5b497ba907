import { showValue } from '../errors.ts';
import { checkDecimalText, type DefinitionCheck, isData } from './definitionCheck.ts';

/** Checks quoted levels: a value as a decimal, what it means, and who quotes it. */
export function checkLevels(check: DefinitionCheck, path: string, levels: unknown): void {
  if (!Array.isArray(levels)) {
    check.problem(path, `expected a list, got ${showValue(levels)}`);
    return;
  }
  for (const [index, level] of levels.entries()) checkLevel(check, `${path}[${index}]`, level);
}

function checkLevel(check: DefinitionCheck, path: string, level: unknown): void {
  if (!isData(level)) {
    check.problem(path, `expected { value, meaning, source }, got ${showValue(level)}`);
    return;
  }
  checkDecimalText(check, `${path}.value`, level['value']);
  checkSentence(check, `${path}.meaning`, level['meaning']);
  const { source } = level;
  if (!isData(source)) check.problem(`${path}.source`, `expected { title, address }, got ${showValue(source)}`);
  else for (const key of ['title', 'address']) checkSentence(check, `${path}.source.${key}`, source[key]);
}

function checkSentence(check: DefinitionCheck, path: string, text: unknown): void {
  if (typeof text !== 'string' || text === '') check.problem(path, `expected a text, got ${showValue(text)}`);
}

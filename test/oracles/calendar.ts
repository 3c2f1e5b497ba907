// Calendars the slow way: by walking years and months of the plain rules. Imports nothing from src.

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeapYear(year: number): boolean {
  if (year % 400 === 0) return true;
  if (year % 100 === 0) return false;
  return year % 4 === 0;
}

export function lengthOfMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);
}

/** yearStarts[y] = number of days between 0001-01-01 and the first day of year y. */
const yearStarts: number[] = [0, 0];
for (let year = 1; year <= 10_001; year++) {
  let days = 0;
  for (let month = 1; month <= 12; month++) days += lengthOfMonth(year, month);
  yearStarts.push((yearStarts[year] ?? 0) + days);
}

const unixEpoch = countFromYearOne(1970, 1, 1);

function countFromYearOne(year: number, month: number, dayOfMonth: number): number {
  let days = yearStarts[year] ?? Number.NaN;
  for (let earlier = 1; earlier < month; earlier++) days += lengthOfMonth(year, earlier);
  return days + dayOfMonth - 1;
}

/** Days since 1970-01-01. */
export function dayNumber(year: number, month: number, dayOfMonth: number): number {
  return countFromYearOne(year, month, dayOfMonth) - unixEpoch;
}

export function dayNumberOf(text: string): number {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split('-').map(Number);
  return dayNumber(year, month, dayOfMonth);
}

export interface PlainDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

export function plainDate(day: number): PlainDate {
  let rest = day + unixEpoch;
  let year = 1;
  // Large steps first, then single years.
  for (const step of [1000, 100, 10, 1])
    while (year + step <= 10_001 && (yearStarts[year + step] ?? Number.POSITIVE_INFINITY) <= rest) year += step;
  rest -= yearStarts[year] ?? 0;
  let month = 1;
  while (rest >= lengthOfMonth(year, month)) {
    rest -= lengthOfMonth(year, month);
    month += 1;
  }
  return { year, month, dayOfMonth: rest + 1 };
}

function written({ year, month, dayOfMonth }: PlainDate): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export function writtenDay(day: number): string {
  return written(plainDate(day));
}

/** 1 = Monday; 0001-01-01 was a Monday. */
export function weekdayNumber(day: number): number {
  return ((day + unixEpoch) % 7) + 1;
}

/** ISO week by the Thursday rule: the week's Thursday names the year, and is in its n-th run of seven days. */
export function isoWeek(day: number): { readonly year: number; readonly week: number } {
  const thursday = day - weekdayNumber(day) + 4;
  const { year } = plainDate(thursday);
  return { year, week: Math.ceil((thursday - dayNumber(year, 1, 1) + 1) / 7) };
}

/** The same day of the month some months later, at most the last of that month. */
export function monthsLater(day: number, count: number): number {
  let { year, month } = plainDate(day);
  const { dayOfMonth } = plainDate(day);
  for (let step = 0; step < Math.abs(count); step++) {
    month += Math.sign(count);
    if (month === 13) [year, month] = [year + 1, 1];
    if (month === 0) [year, month] = [year - 1, 12];
  }
  return dayNumber(year, month, Math.min(dayOfMonth, lengthOfMonth(year, month)));
}

/** Last day of a retail year: every day around the month's end is tried. */
export function retailYearEnd(year: number, endMonth: number, endWeekday: number, rule: 'last' | 'nearest'): number {
  const monthEnd = dayNumber(year, endMonth, lengthOfMonth(year, endMonth));
  const candidates = [];
  for (let day = monthEnd - 6; day <= monthEnd + 6; day++) {
    if (weekdayNumber(day) === endWeekday) candidates.push(day);
  }
  if (rule === 'last') return Math.max(...candidates.filter((day) => day <= monthEnd));
  candidates.sort((a, b) => Math.abs(a - monthEnd) - Math.abs(b - monthEnd));
  return candidates[0] ?? Number.NaN;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of an instant in a zone, as the runtime writes it. */
export function zonedDate(time: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  return written({ year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, dayOfMonth: parts.get('day') ?? 0 });
}

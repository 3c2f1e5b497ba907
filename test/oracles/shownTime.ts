// What clocks of a zone show, read off the runtime minute by minute. Imports nothing from src.

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  return clock;
}

/** Minutes from one instant to another in which clocks show a time of day on one of the days of the week, 1 for Monday. */
export function shownWorkingMinutes(
  timeZone: string,
  days: readonly number[],
  opens: number,
  closes: number,
  start: number,
  end: number,
): number {
  let count = 0;
  for (let time = start; time < end; time += 60_000) {
    const parts = new Map(
      clockOf(timeZone)
        .formatToParts(time)
        .map(({ type, value }) => [type, value]),
    );
    const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
    const isWorked = days.includes(weekdays.indexOf(parts.get('weekday') ?? '') + 1);
    if (isWorked && minute >= opens && minute < closes) count += 1;
  }
  return count;
}

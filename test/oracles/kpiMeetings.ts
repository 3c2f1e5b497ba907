// Meetings booked, held and moved, counted by hand. Imports nothing from src.

import { type Entry, text } from './kpiBook.ts';
import type { Scene } from './kpiFormula.ts';
import { bookings, countOf, had, happened, inPeriod, list, type Oracle, ofKind, ratio } from './kpiInquiry.ts';

function meetings(scene: Scene): readonly Entry[] {
  return ofKind(scene, 'meeting').filter((meeting) => inPeriod(meeting, 'occurredOn', scene));
}

function held(scene: Scene): readonly Entry[] {
  return meetings(scene).filter((meeting) => had(meeting, 'held'));
}

/** Records that were put in the place of a meeting after it was booked, as far as that is known. */
function replacements(scene: Scene, meeting: Entry): readonly Entry[] {
  const booked = meeting.moments.get('createdOn');
  return list(scene, 'activities').filter((other) => {
    const again = other.moments.get('createdOn');
    if (text(other, 'rescheduledFromId') !== meeting.id || booked === undefined || again === undefined) return false;
    if (!happened(other, 'createdOn', scene)) return false;
    if (again.day !== booked.day) return again.day > booked.day;
    // Of two on one day whose times do not tell, the later in the list came later.
    if (again.time === null || booked.time === null || again.time === booked.time) return other.row > meeting.row;
    return again.time > booked.time;
  });
}

/** All but what was called off or moved to another date before it was missed. */
function scheduled(scene: Scene): readonly Entry[] {
  return meetings(scene).filter((meeting) => {
    if (had(meeting, 'held', 'no-show')) return true;
    return !had(meeting, 'cancelled') && replacements(scene, meeting).length === 0;
  });
}

function roots(scene: Scene): readonly Entry[] {
  return bookings(scene, 'occurredOn').filter(
    (meeting) => !had(meeting, 'cancelled') || replacements(scene, meeting).length > 0,
  );
}

function wasHeldInTheEnd(scene: Scene): (meeting: Entry) => boolean {
  return (meeting) =>
    had(meeting, 'held') ||
    replacements(scene, meeting).some((other) => had(other, 'held') && happened(other, 'occurredOn', scene));
}

export const meetingOracles: Readonly<Record<string, Oracle>> = {
  'meetings-booked': (scene) => countOf(bookings(scene, 'createdOn')),
  'meetings-booked/by-meeting-date': (scene) => countOf(bookings(scene, 'occurredOn')),
  'meetings-booked/net-of-cancellations': (scene) =>
    countOf(
      bookings(scene, 'createdOn').filter(
        (meeting) =>
          !had(meeting, 'cancelled') || replacements(scene, meeting).some((other) => !had(other, 'cancelled')),
      ),
    ),
  'meetings-booked/first-meetings': (scene) =>
    countOf(bookings(scene, 'createdOn').filter((meeting) => text(meeting, 'first') === 'true')),
  'meetings-booked/credited-to-booker': (scene) => countOf(bookings(scene, 'createdOn')),
  'meetings-held': (scene) => countOf(held(scene)),
  'meetings-held/qualified': (scene) => countOf(held(scene).filter((meeting) => text(meeting, 'qualified') === 'true')),
  'meetings-held/with-decision-maker': (scene) =>
    countOf(held(scene).filter((meeting) => text(meeting, 'decisionMaker') === 'true')),
  'meeting-show-rate': (scene) => ratio(countOf(held(scene)), countOf(scheduled(scene))),
  'meeting-show-rate/with-cancellations': (scene) => ratio(countOf(held(scene)), countOf(meetings(scene))),
  'meeting-show-rate/qualified': (scene) =>
    ratio(countOf(held(scene).filter((meeting) => text(meeting, 'qualified') === 'true')), countOf(scheduled(scene))),
  'meeting-show-rate/restated': (scene) =>
    ratio(countOf(roots(scene).filter(wasHeldInTheEnd(scene))), countOf(roots(scene))),
};

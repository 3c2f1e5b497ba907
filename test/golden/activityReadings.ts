import { type Activity, calculate, kpis, month } from '../../src/index.ts';
import { data, type Inputs, many, type Reading } from './inputs.ts';

const february = month(2026, 2);

/** Emails and their replies, meetings that were kept, and follow-ups that were not. */
export const activityReadings: Readonly<Record<string, Reading>> = {
  'email-reply-rate-001': repliesOfSent,
  'email-reply-rate-003': repliesOfSent,
  'email-reply-rate-004': (inputs) => {
    const positive = Number(inputs.text('positive'));
    const replies = many(Number(inputs.text('replied')), (index) =>
      email(index, { outcome: 'replied', sentiment: index < positive ? 'positive' : 'neutral' }),
    );
    return calculate(kpis.emailReplyRate.variants['positive-replies'], data({ activities: replies }), {
      period: february,
    });
  },
  'email-reply-rate-006': (inputs) => {
    // Five emails to each person; the last one is replied to, or none.
    const replied = Number(inputs.text('replied'));
    const emails = many(Number(inputs.text('recipients')) * 5, (index) => {
      const person = Math.floor(index / 5);
      const isAnswered = index % 5 === 4 && person < replied;
      return email(index, { contactId: `person${person}`, outcome: isAnswered ? 'replied' : 'delivered' });
    });
    return calculate(kpis.emailReplyRate, data({ activities: emails }), { period: february });
  },
  'meeting-show-rate-001': (inputs) => {
    const fates = { held: 'held', no_show: 'no-show', rescheduled: 'cancelled' };
    const meetings = Object.entries(fates).flatMap(([name, outcome]) =>
      many(Number(inputs.text(name)), (index): Activity => {
        return { id: `${name}${index}`, kind: 'meeting', outcome, occurredOn: '2026-02-10' };
      }),
    );
    return calculate(kpis.meetingShowRate.variants['with-cancellations'], data({ activities: meetings }), {
      period: february,
    });
  },
  'follow-up-completion-rate-001': (inputs) => {
    const overdue = Number(inputs.text('overdue_open'));
    const tasks = many(Number(inputs.text('open')), (index): Activity => {
      const dueOn = index < overdue ? '2026-02-27' : '2026-02-28';
      return { id: `task${index}`, kind: 'task', followUp: true, occurredOn: dueOn, dueOn };
    });
    return calculate(kpis.followUpCompletionRate.variants['overdue-share'], data({ activities: tasks }), {
      period: february,
    });
  },
};

function email(index: number, rest: Partial<Activity>): Activity {
  return { id: `email${index}`, kind: 'email', direction: 'outbound', occurredOn: '2026-02-02', ...rest };
}

/** As many emails as were sent, opened and replied to; what was not delivered bounced. */
function repliesOfSent(inputs: Inputs): ReturnType<Reading> {
  const sent = Number(inputs.text('sent'));
  const [delivered, opened] = ['delivered', 'opened'].map((name) => (inputs.has(name) ? Number(inputs.text(name)) : sent));
  const replied = Number(inputs.text('replied'));
  const outcomeOf = (index: number): string => {
    if (index < replied) return 'replied';
    if (index < (opened ?? 0)) return 'opened';
    return index < (delivered ?? 0) ? 'delivered' : 'bounced';
  };
  const emails = many(sent, (index) => email(index, { outcome: outcomeOf(index) }));
  return calculate(kpis.emailReplyRate.variants['of-sent'], data({ activities: emails }), { period: february });
}

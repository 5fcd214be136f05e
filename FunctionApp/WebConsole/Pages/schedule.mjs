// Due times of cron expressions, for showing; the gateway itself decides when a routine runs.
import { Cron } from "./vendor/croner/croner.js";

const DAY_MS = 86_400_000;
const MOST = 24 * 60; // Of a day; a routine runs at most once a tick.

/** The next due times after an instant in milliseconds; null if the expression cannot be read here. */
export function nextRuns(schedule, timeZone, count, after) {
  try {
    return new Cron(schedule, { timezone: timeZone, paused: true, domAndDow: true }).nextRuns(count, new Date(after));
  } catch {
    return null; // The gateway may read it nevertheless, and says so if it does not.
  }
}

/** The due times of a routine within 24 hours from an instant; the first is the gateway's own. */
export function runsOfDay({ routine_status: status, next_run: next, schedule, time_zone: zone }, from) {
  const first = Date.parse(next);
  if (status !== "active" || !(first < from + DAY_MS)) return [];
  return [new Date(first), ...(nextRuns(schedule, zone, MOST, first) ?? [])].filter((at) => at < from + DAY_MS);
}

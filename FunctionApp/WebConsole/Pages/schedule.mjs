// Due times of cron expressions, for showing; the gateway itself decides when a routine runs.
import { Cron } from "./vendor/croner/croner.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000; // A routine runs at most once in it, whatever its schedule says.

/** The next due times after an instant in milliseconds; null if the expression cannot be read here. */
export function nextRuns(schedule, timeZone, count, after) {
  return cronOf(schedule, timeZone)?.nextRuns(count, new Date(after)) ?? null;
}

function cronOf(schedule, timeZone) {
  try {
    const cron = new Cron(schedule, { timezone: timeZone, paused: true, domAndDow: true });
    cron.nextRun(); // Reads the zone.
    return cron;
  } catch {
    return null; // The gateway may read it nevertheless, and says so if it does not.
  }
}

/** The due times of a routine within 24 hours from an instant; the first is the gateway's own. */
export function runsOfDay({ routine_status: status, next_run: next, schedule, time_zone: zone }, from) {
  const first = Date.parse(next);
  if (status !== "active" || !(first < from + DAY_MS)) return [];
  const [cron, runs] = [cronOf(schedule, zone), []];
  for (let at = new Date(first); at && at < from + DAY_MS; at = cron?.nextRun(new Date(Math.ceil((Number(at) + 1) / MINUTE_MS) * MINUTE_MS - 1))) runs.push(at);
  return runs;
}

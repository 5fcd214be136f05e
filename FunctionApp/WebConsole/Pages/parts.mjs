// What several views show.
import { h, timeTag } from "./dom.mjs";

/** A status in words, with a colour and a mark. */
export function statusTag(app, prefix, status, look = "busy ●") {
  const [[tone, mark], key] = [look.split(" "), `${prefix}.${status}`];
  return h("span", { class: `tag ${tone}` }, h("span", { "aria-hidden": "true" }, `${mark} `), app.has(key) ? app.text(key) : status);
}

/** An instant in a zone, with the viewer's own if that differs. */
export function zoned(app, at, zone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const write = (timeZone) => new Intl.DateTimeFormat(app.language, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(at));
  const [there, here] = [write(zone), write(own)];
  return [timeTag(new Date(at).toISOString(), there), ` ${zone}`, there !== here && h("span", { class: "muted here" }, app.text("routines.here", { time: here }))];
}

// What several views show and do.
import { faultBox } from "./dialog.mjs";
import { h, timeTag } from "./dom.mjs";

/** A status in words, with a colour and a mark. */
export function statusTag(app, prefix, status, look = "busy ●") {
  const [[tone, mark], key] = [look.split(" "), `${prefix}.${status}`];
  return h("span", { class: `tag ${tone}` }, h("span", { "aria-hidden": "true" }, `${mark} `), app.has(key) ? app.text(key) : status);
}

const DEPLOYMENTS = { Succeeded: "ok ✓", Failed: "bad ✕", Idle: "warn ‖", Undeployed: "muted –" };
export const deploymentTag = (app, state) => statusTag(app, "models.state", state, DEPLOYMENTS[state]);

/** Pairs of a name and a value. */
export const factList = (pairs) => h("dl", { class: "facts" }, pairs.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));

/** Adds an idempotency key: the same while the fields are, so that a second press does nothing twice. */
export function once() {
  let [last, key] = [];
  return (fields) => {
    if (last !== JSON.stringify(fields)) [last, key] = [JSON.stringify(fields), crypto.randomUUID()];
    return { ...fields, idempotency_key: key };
  };
}

/** An instant in a zone, with the viewer's own if that differs. */
export function zoned(app, at, zone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const write = (timeZone) => new Intl.DateTimeFormat(app.language, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(at));
  const [there, here] = [write(zone), write(own)];
  return [timeTag(new Date(at).toISOString(), there), ` ${zone}`, there !== here && h("span", { class: "muted here" }, app.text("routines.here", { time: here }))];
}

/** Instead of an empty list: what to do first. */
export const emptyBox = (app, key, action) => h("div", { class: "empty" }, h("h3", {}, app.text(key)), h("p", {}, app.text(`${key}.try`)), action);

/** Does what a button asks, once at a time. What goes wrong is shown in `problem`; if the button goes, the focus goes to what `next` finds. */
export async function perform(app, problem, pressed, work, next) {
  pressed.disabled = true;
  try {
    await work();
    problem.replaceChildren();
  } catch (error) {
    problem.replaceChildren(faultBox(app, error));
  }
  pressed.disabled = false;
  if (document.activeElement === document.body) ((pressed.isConnected ? pressed : next()) ?? document.getElementById("main")).focus();
}

import { english, h } from "./dom.mjs";
import { SIGN_IN } from "./gateway.mjs";

const NOTICE_MS = 8_000;

/**
 * A native dialog with a form. body is what it says, content what is filled in; with costs, it says when nothing is billed.
 * submit() may throw a GatewayError, which is shown in the dialog; what it returns is the result.
 * @returns what submit returned, or undefined if the dialog was closed
 */
export function openDialog(app, { title, body = [], content, action, costs, danger = false, submit = () => true }) {
  const opener = document.activeElement;
  return new Promise((resolve) => {
    let result;
    const problem = h("div", { role: "alert" });
    const cancel = h("button", { type: "button", onclick: () => dialog.close(), autofocus: danger }, app.text(action ? "dialog.cancel" : "dialog.close"));
    const accept = action && h("button", { type: "submit", class: danger ? "danger" : "primary" }, action);
    const send = async (event) => {
      event.preventDefault();
      accept.disabled = true;
      problem.replaceChildren();
      try {
        result = await submit();
        dialog.close();
      } catch (error) {
        problem.replaceChildren(faultBox(app, error));
      } finally {
        accept.disabled = false;
      }
    };
    const says = [body, costs && app.session.models === "simulated" ? app.text("dialog.simulated") : []].flat().map((each) => h("p", null, each));
    const form = h("form", { onsubmit: send }, h("h2", { id: "dialog-title" }, title),
      says.length > 0 && h("div", { id: "dialog-body", class: "lines" }, says), content, problem, h("div", { class: "actions" }, cancel, accept));
    const dialog = h("dialog", { "aria-labelledby": "dialog-title", "aria-describedby": says.length ? "dialog-body" : undefined }, form);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus();
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks before something is lost or costs money; body says what. */
export const confirm = async (app, question) => (await openDialog(app, question)) === true;

/** What happened, what to try, the request's id for the gateway's log, and a button to try again. */
export function faultBox(app, error, retry) {
  if (error.name !== "GatewayError") console.error(error); // A fault of this page; its details are for whoever fixes it.
  const key = `fault.${error.status}`;
  const known = app.has(key) ? key : error.status >= 500 ? "fault.server" : error.status === undefined ? "fault.page" : "fault.request";
  const again = error.status === SIGN_IN ? h("a", { class: "button primary", href: location.pathname }, app.text("fault.signIn.again"))
    : retry && h("button", { type: "button", onclick: retry }, app.text("fault.retry"));
  return h("div", { class: "fault" },
    h("p", null, h("strong", null, app.text(known)), " ", english(error.message)),
    error.retryAfter && h("p", null, app.text("fault.wait", { time: app.format.duration(error.retryAfter * 1_000) })),
    !(error.retryAfter && error.status < 500) && h("p", null, app.text(`${known}.try`)),
    (error.errors ?? []).slice(0, 10).map((each) => h("p", { class: "mono", lang: "en" }, each.line ? `${each.line}: ${each.message}` : each.message)),
    error.requestId && h("p", { class: "muted mono" }, error.requestId), again);
}

/** A note at the edge that is read out and goes by itself; faults, and notes with something to use, stay until they are closed. */
export function notify(app, message, kind = "ok", extra = null) {
  const notice = h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : undefined }, h("div", null, message, extra && h("div", null, extra)),
    h("button", { type: "button", class: "quiet", "aria-label": app.text("dialog.close"), onclick: () => notice.remove() }, "×"));
  const notices = document.getElementById("notices");
  notices.querySelectorAll(extra ? ".ok" : ".ok:not(:has(.copy))").forEach((each) => each.remove());
  notices.append(notice);
  if (kind !== "bad" && !extra) setTimeout(() => notice.remove(), NOTICE_MS);
}

import { h } from "../dom.mjs";

export const view = {
  id: "overview",
  create(app) {
    return { root: h("div", { class: "view" }, h("h2", null, app.text("view.overview"))), refresh: async () => {}, topics: ["bots", "jobs", "routines", "usage"] };
  },
};

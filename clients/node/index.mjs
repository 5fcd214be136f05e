import { randomUUID } from "node:crypto";
import { check, readOptions } from "./lib/options.mjs";
import { Pages } from "./lib/pages.mjs";
import { Sender } from "./lib/sender.mjs";

export { BotGatewayConnectionError, BotGatewayError, BotGatewayResponseError } from "./lib/errors.mjs";

/** A client of a gateway, with a method for every event. index.d.ts describes them. */
export class BotGatewayClient {
  #sender;

  constructor(options) {
    this.#sender = new Sender(readOptions(options));
  }

  checkCredentials(options) { return this.#read("check_credentials", {}, options); }
  usage(request, options) { return this.#read("usage", request, options); }
  listUsage(request, options) { return this.#list("usage", "items", request, options); }
  erase(request, options) { return this.#write("erase", request, options); }

  newBot(request, options) { return this.#writeWithKey("new_bot", request, options); }
  listBots(request, options) { return this.#list("list_bots", "bots", request, options); }
  getBot(request, options) { return this.#read("get_bot", request, options); }
  updateBot(request, options) { return this.#write("update_bot", request, options); }
  deleteBot(request, options) { return this.#write("delete_bot", request, options); }

  newThread(request, options) { return this.#writeWithKey("new_thread", request, options); }
  listThreads(request, options) { return this.#list("list_threads", "threads", request, options); }
  getThread(request, options) { return this.#read("get_thread", request, options); }
  listTurns(request, options) { return this.#list("get_thread", "turns", request, options); }
  deleteThread(request, options) { return this.#write("delete_thread", request, options); }
  messaging(request, options) { return this.#writeWithKey("messaging", request, options); }

  async train(request, options) {
    check(!request?.dry_run, "A dry run has another response: use trainDryRun.");
    return this.#writeWithKey("train", request, options);
  }

  trainDryRun(request, options) { return this.#read("train", { ...request, dry_run: true }, options); }

  // The first part of a dataset would begin another dataset each time.
  addExamples(request, options) {
    return this.#sender.send("add_examples", request, request?.dataset_id != null && request.part != null, options);
  }

  checkTrain(request, options) { return this.#read("check_train", request, options); }
  listJobs(request, options) { return this.#list("list_jobs", "jobs", request, options); }
  cancelTrain(request, options) { return this.#write("cancel_train", request, options); }
  pauseTrain(request, options) { return this.#write("pause_train", request, options); }
  resumeTrain(request, options) { return this.#write("resume_train", request, options); }
  deleteFile(request, options) { return this.#write("delete_file", request, options); }

  listModels(request, options) { return this.#list("list_models", "models", request, options); }
  deployModel(request, options) { return this.#write("deploy_model", request, options); }
  undeployModel(request, options) { return this.#write("undeploy_model", request, options); }
  deleteModel(request, options) { return this.#write("delete_model", request, options); }

  async createTeam(request, options) {
    check(request?.modelID ?? request?.model_id, "A team needs modelID; for a routine of an existing bot, use createRoutine.");
    return this.#writeWithKey("bot_routine", request, options);
  }

  async createRoutine(request, options) {
    check(request?.botID ?? request?.bot_id, "A routine needs botID; for a team, use createTeam.");
    return this.#writeWithKey("bot_routine", request, options);
  }

  listRoutines(request, options) { return this.#list("bot_routine", "routines", { ...request, action: "list" }, options); }
  getRoutine(request, options) { return this.#read("bot_routine", { ...request, action: "get" }, options); }
  pauseRoutine(request, options) { return this.#write("bot_routine", { ...request, action: "pause" }, options); }
  resumeRoutine(request, options) { return this.#write("bot_routine", { ...request, action: "resume" }, options); }
  deleteRoutine(request, options) { return this.#write("bot_routine", { ...request, action: "delete" }, options); }
  runRoutine(request, options) { return this.#write("bot_routine", { ...request, action: "run" }, options); }

  async createRequest(body) {
    return this.#sender.createRequest(typeof body === "string" ? body : JSON.stringify(body));
  }

  #read(event, request, options) { return this.#sender.send(event, request, true, options); }
  #write(event, request, options) { return this.#sender.send(event, request, false, options); }

  #writeWithKey(event, request, options) {
    return this.#sender.send(event, { ...request, idempotency_key: request?.idempotency_key ?? randomUUID() }, true, options);
  }

  #list(event, items, request, options) {
    return new Pages(request?.next, items, (next) => this.#read(event, { ...request, next }, options));
  }
}

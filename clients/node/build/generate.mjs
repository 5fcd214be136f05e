// Writes index.d.ts from docs/openapi.json and client.d.ts. A test fails if it is not current.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const { paths, components: { schemas } } = JSON.parse(read("../../../docs/openapi.json"));
const { requestBody, responses } = paths["/lambda"].post;
const examples = Object.values(requestBody.content["application/json"].examples);

// The methods that are not one event with its request and its response: event, request, response, item of a list, summary.
const METHODS = {
  trainDryRun: ["train", "TrainRequest", "TrainDryRunResponse", undefined, "Check training data and count its tokens"],
  train: ["train", "TrainRequest", "TrainResponse", undefined, "Train a model"],
  createTeam: ["bot_routine", "CreateRoutineRequest & { modelID: string }", "TeamResponse", undefined, "Create a team of advisers, with `schedule` also a routine for each"],
  createRoutine: ["bot_routine", "CreateRoutineRequest & { botID: string }", "RoutineStatusResponse", undefined, "Create a routine of an existing bot"],
  listRoutines: ["bot_routine", "ListRoutinesRequest", "RoutineListResponse", "RoutineSummary", "List routines"],
  getRoutine: ["bot_routine", "GetRoutineRequest", "RoutineDetails", undefined, "Read a routine"],
  pauseRoutine: ["bot_routine", "PauseRoutineRequest", "RoutineStatusResponse", undefined, "Pause a routine"],
  resumeRoutine: ["bot_routine", "ResumeRoutineRequest", "RoutineStatusResponse", undefined, "Resume a routine"],
  deleteRoutine: ["bot_routine", "DeleteRoutineRequest", "RoutineDeletedResponse", undefined, "Delete a routine"],
  runRoutine: ["bot_routine", "RunRoutineRequest", "RunResultResponse", undefined, "Run a routine now"],
  listTurns: ["get_thread", "GetThreadRequest", "GetThreadResponse", "ThreadTurn", "List the turns of a thread, the newest first"],
  listUsage: ["usage", "UsageRequest", "UsageResponse", "UsageSum", "List usage by day, bot or model"],
};
const ITEMS = { listBots: "BotSummary", listThreads: "ThreadSummary", listJobs: "JobSummary", listModels: "ModelSummary" };

// The envelope, and what methods set by themselves.
const LEFT_OUT = ["Request", "Payload", "SuccessResponse", "UnauthorizedResponse", "ErrorResponse", "BotRoutineRequest", "BotRoutineResponse", "TrainResult", "HealthResponse"];
const SET_BY_METHODS = ["event_name", "action", "dry_run"];

const comment = (text, indent = "") => (text ? `${indent}/** ${text.replaceAll("*/", "*\\/")} */\n` : "");

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf ?? schema.oneOf) return (schema.anyOf ?? schema.oneOf).map(typeOf).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typeOf({ ...schema, type })).join(" | ");
  if (schema.type === "array") return schema.items ? `Array<${typeOf(schema.items)}>` : "unknown[]";
  if (schema.type === "object") return `Record<string, ${schema.additionalProperties ? typeOf(schema.additionalProperties) : "unknown"}>`;
  return schema.type === "integer" ? "number" : schema.type;
}

function declare([name, schema]) {
  if (!schema.properties) return `${comment(schema.description)}export type ${name} = ${typeOf(schema)};\n`;
  const parents = (schema.allOf ?? []).map(typeOf).join(", ");
  const properties = Object.entries(schema.properties)
    .filter(([property]) => !name.endsWith("Request") || !SET_BY_METHODS.includes(property))
    .map(([property, value]) =>
      `${comment(value.description, "  ")}  ${property}${schema.required?.includes(property) ? "" : "?"}: ${typeOf(value)};\n`);
  return `${comment(schema.description)}export interface ${name}${parents && ` extends ${parents}`} {\n${properties.join("")}}\n`;
}

function method([name, [event, request, response, item, summary]]) {
  const required = schemas[request.split(" ")[0]].required.filter((property) => !SET_BY_METHODS.includes(property));
  const isOptional = required.length === 0 && /^(list|usage|newThread)/.test(name);
  const parameters = name === "checkCredentials" ? "" : `request${isOptional ? "?" : ""}: ${request}, `;
  const result = item ? `Pages<${response}, ${item}>` : `Promise<${response}>`;
  return `\n${comment(`\`${event}\`: ${summary}.`, "  ")}  ${name}(${parameters}options?: CallOptions): ${result};\n`;
}

function methods() {
  const responseOf = responses["200"].content["application/json"].schema.$ref.split("/").at(-1);
  const mapping = schemas[responseOf].discriminator.mapping;
  const plain = Object.keys(mapping).filter((event) => event !== "train" && event !== "bot_routine").map((event) => {
    const name = event.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    const schema = mapping[event].split("/").at(-1);
    const { summary } = examples.find(({ value }) => value.body.event_name === event);
    return [name, [event, schema.replace(/Response$/, "Request"), schema, ITEMS[name], summary]];
  });
  return [...plain, ...Object.entries(METHODS)];
}

export const TARGET = new URL("../index.d.ts", import.meta.url);

export function generate() {
  const types = Object.entries(schemas).filter(([name]) => !LEFT_OUT.includes(name)).map(declare);
  return `${read("client.d.ts")}${methods().map(method).join("")}}\n\n${types.join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(TARGET, generate());

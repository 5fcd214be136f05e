// The code that does what has just been done here: for the client libraries and the command line tool.
const METHODS = { create: "create_routine", team: "create_team", run: "run_routine", pause: "pause_routine", resume: "resume_routine", delete: "delete_routine" };
const EXAMPLES = { jsonl: "examples.jsonl", validation_jsonl: "validation.jsonl" };
const DOTNET_NAMES = { n_epochs: "Epochs" };

/** @returns {{ node: string, dotnet: string, bots: string | null }} bots is null if the tool has no command for it */
export function snippets(session, event, sent) {
  const { idempotency_key: _, ...fields } = sent;
  const { name, request } = call(event, fields);
  return { node: node(session, name, request), dotnet: dotnet(session, name, request), bots: command(event, fields) };
}

/** The method and its fields; a form of bot_routine, and the dry run, have methods of their own. */
function call(event, fields) {
  if (event === "train" && fields.dry_run) {
    const { dry_run: _, ...request } = fields;
    return { name: "train_dry_run", request };
  }

  if (event !== "bot_routine") return { name: event, request: fields };
  const { action, ...request } = fields;
  return { name: METHODS[action ?? (fields.botID ? "create" : "team")], request };
}

function node(session, name, request) {
  const fields = Object.entries(request).map(([key, value]) => EXAMPLES[key] ? `${key}: readFileSync("${EXAMPLES[key]}", "utf8")` : `${key}: ${JSON.stringify(value)}`);
  return `import { readFileSync } from "node:fs";
import { BotGatewayClient } from "@bot-gateway/client";

const client = new BotGatewayClient({
  endpoint: ${JSON.stringify(session.endpoint)},
  clientId: ${JSON.stringify(session.client)},
  audience: ${JSON.stringify(session.audience)},
  privateKey: readFileSync(${JSON.stringify(keyFile(session))}),
});
const answer = await client.${pascal(name, true)}({${fields.length ? `\n  ${fields.join(",\n  ")},\n` : ""}});
console.log(answer);
`;
}

function dotnet(session, name, request) {
  const fields = Object.entries(request).map(([key, value]) =>
    `    ${DOTNET_NAMES[key] ?? pascal(key)} = ${EXAMPLES[key] ? `RawJson.OfText(File.ReadAllText("${EXAMPLES[key]}"))` : csharp(value, key)},\n`);
  return `using BotGateway.Client;
using BotGateway.Contracts;

using var client = new BotGatewayClient(new BotGatewayClientOptions
{
    Endpoint = new Uri(${csharp(session.endpoint)}),
    ClientId = ${csharp(session.client)},
    Audience = ${csharp(session.audience)},
    PrivateKeyPem = File.ReadAllText(${csharp(keyFile(session))}),
});
var answer = await client.${pascal(name)}Async(new()
{
${fields.join("")}});
Console.WriteLine(answer);
`;
}

/** A line for a POSIX shell; PowerShell reads it the same unless a value has a single quote. */
function command(event, fields) {
  const line = (...words) => `bots ${words.flat().filter((word) => word !== undefined).join(" ")}\n`;
  const option = (name, value) => value === undefined || value === null || value === false ? [] : value === true ? [name] : String(value).startsWith("-") ? [`${name}=${quote(value)}`] : [name, quote(value)];
  if ([fields.name, fields.instructions, event === "bot_routine" && fields.message].some((word) => /^[-@]/.test(word))) return null; // An option, or a file's name.
  if (/^(cancel|pause|resume)_train$/.test(event)) return line("jobs", event.split("_")[0], quote(fields.id ?? fields.job_id));
  if (/^(deploy|undeploy|delete)_model$/.test(event)) return line("models", event.split("_")[0], quote(fields.model));
  switch (event) {
    case "new_bot":
      return line("new", quote(fields.name), quote(fields.instructions), option("--model", fields.modelID), option("--temperature", fields.temperature));
    case "messaging":
      return line("chat", quote(fields.botID), option("--thread", fields.threadID), option("--message", fields.message));
    case "train":
      return line("train", EXAMPLES.jsonl, option("--validation", fields.validation_jsonl && EXAMPLES.validation_jsonl), option("--model", fields.model),
        option("--suffix", fields.suffix), option("--epochs", number(fields.hyperparameters?.n_epochs)), option("--seed", fields.seed),
        option("--method", fields.method), option("--team", fields.then?.bot_routine), option("--dry-run", fields.dry_run));
    case "bot_routine":
      return routine(fields, line, option);
    default:
      return null;
  }
}

function routine(fields, line, option) {
  if (fields.action) return line("routines", fields.action, quote(fields.routine_id));
  if (!fields.botID) return line("team", quote(fields.modelID), option("--every", fields.schedule), option("--zone", fields.time_zone), option("--message", fields.message));
  return line("every", quote(fields.schedule), quote(fields.botID), quote(fields.message), option("--zone", fields.time_zone), option("--thread", fields.threadID),
    option("--name", fields.name), option("--fresh", fields.fresh_thread), option("--max-runs", fields.max_runs), option("--to", fields.deliver));
}

const number = (value) => typeof value === "number" ? value : undefined;

// Where LocalHost puts it; elsewhere it is the client's own affair.
const keyFile = (session) => `.local/keys/client-${session.client}-private.pem`;

const quote = (value) => /^[\w.,:/-]+$/.test(value) ? String(value) : `'${String(value).replaceAll("'", "'\\''")}'`;

/** modelID and model_id are ModelId; with isCamel, new_bot is newBot. */
function pascal(name, isCamel = false) {
  const words = name.replace(/ID$/, "_id").split("_").map((word) => word[0].toUpperCase() + word.slice(1)).join("");
  return isCamel ? words[0].toLowerCase() + words.slice(1) : words;
}

function csharp(value, key) {
  if (key === "starts_at" || key === "ends_at") return `DateTimeOffset.Parse(${csharp(value)})`;
  if (value && typeof value === "object") {
    const isMap = key === "metadata";
    return `${isMap ? "new Dictionary<string, string>" : "new()"} { ${Object.entries(value).map(([name, each]) =>
      isMap ? `[${csharp(name)}] = ${csharp(each)}` : `${DOTNET_NAMES[name] ?? pascal(name)} = ${key === "hyperparameters" ? auto(each) : csharp(each)}`).join(", ")} }`;
  }

  // C# ends a line where JSON does not.
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt().toString(16).padStart(4, "0")}`);
}

const auto = (value) => value === "auto" ? "AutoOrNumber.Auto" : `new(${value})`;

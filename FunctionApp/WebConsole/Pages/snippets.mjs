// The code that does what has just been done here: for the client libraries and the command line tool.
const EXAMPLES = { jsonl: "examples.jsonl", validation_jsonl: "validation.jsonl" };
const METHODS = { bot_routine: "create_routine" };
const DOTNET_NAMES = { n_epochs: "Epochs" };

/** @returns {{ node: string, dotnet: string, bots: string | null }} bots is null if the tool would read a value as something else */
export function snippets(session, event, sent) {
  const { idempotency_key: _, ...fields } = sent;
  const name = METHODS[event] ?? event;
  return { node: node(session, name, fields), dotnet: dotnet(session, name, fields), bots: command(event, fields) };
}

function node(session, name, request) {
  const fields = Object.entries(request).map(([key, value]) => `  ${key}: ${EXAMPLES[key] ? `readFileSync("${EXAMPLES[key]}", "utf8")` : JSON.stringify(value)},\n`);
  return `import { readFileSync } from "node:fs";
import { BotGatewayClient } from "@bot-gateway/client";

const client = new BotGatewayClient({
  endpoint: ${JSON.stringify(session.endpoint)},
  clientId: ${JSON.stringify(session.client)},
  audience: ${JSON.stringify(session.audience)},
  privateKey: readFileSync(${JSON.stringify(keyFile(session))}),
});
const answer = await client.${pascal(name).replace(/^./, (first) => first.toLowerCase())}({
${fields.join("")}});
console.log(answer);
`;
}

function dotnet(session, name, request) {
  const fields = Object.entries(request).map(([key, value]) =>
    `    ${pascal(key)} = ${EXAMPLES[key] ? `RawJson.OfText(File.ReadAllText("${EXAMPLES[key]}"))` : csharp(value)},\n`);
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
  const { name, instructions, botID: bot, message, schedule } = fields;
  if ([name, instructions, event === "bot_routine" && message].some((word) => /^[-@]/.test(word))) return null; // An option, or a file's name.
  const words = {
    new_bot: () => ["new", quote(name), quote(instructions), option("--model", fields.modelID), option("--temperature", fields.temperature)],
    messaging: () => ["chat", quote(bot), option("--thread", fields.threadID), option("--message", message)],
    train: () => ["train", EXAMPLES.jsonl, option("--validation", fields.validation_jsonl && EXAMPLES.validation_jsonl), option("--model", fields.model),
      option("--suffix", fields.suffix), option("--epochs", fields.hyperparameters?.n_epochs), option("--seed", fields.seed), option("--method", fields.method)],
    bot_routine: () => ["every", quote(schedule), quote(bot), quote(message), option("--zone", fields.time_zone), option("--thread", fields.threadID),
      option("--name", name), fields.fresh_thread ? "--fresh" : []],
  };
  return `bots ${words[event]().flat().join(" ")}\n`;
}

function option(name, value) {
  if (value === undefined) return [];
  return String(value).startsWith("-") ? `${name}=${quote(value)}` : [name, quote(value)];
}

// Where LocalHost puts it; elsewhere it is the client's own affair.
const keyFile = (session) => `.local/keys/client-${session.client}-private.pem`;
const quote = (value) => /^[\w.,:/-]+$/.test(value) ? String(value) : `'${String(value).replaceAll("'", "'\\''")}'`;
/** modelID and model_id are ModelId. */
const pascal = (name) => DOTNET_NAMES[name] ?? name.replace(/ID$/, "_id").split("_").map((word) => word[0].toUpperCase() + word.slice(1)).join("");

function csharp(value) {
  // Hyperparameters are the only object that is sent, and numbers.
  if (typeof value === "object") return `new() { ${Object.entries(value).map(([name, each]) => `${pascal(name)} = new(${each})`).join(", ")} }`;
  // C# ends a line where JSON does not.
  return JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt().toString(16).padStart(4, "0")}`);
}

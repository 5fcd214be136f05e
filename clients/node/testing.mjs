// A gateway that answers what a test says, and clients of it.
import { once } from "node:events";
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { BotGatewayClient } from "./index.mjs";

export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const pem = (key) => key.export({ type: key.type === "private" ? "pkcs8" : "spki", format: "pem" });

export const answers = {
  bot: { status: 200, event: "new_bot", bot_id: "bot_1", thread_id: "thread_1" },
  updated: { status: 200, event: "update_bot", bot_id: "bot_1", version: 2 },
  checked: { status: 200, event: "check_credentials", auth: true },
};

/** Answers each request with what `answer` returns, told how many came before: a status or { status, headers, body }; "reset" breaks the connection. */
export async function serve(t, answer) {
  const received = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const part of request.setEncoding("utf8")) text += part;
    received.push({ headers: request.headers, ...JSON.parse(text) });
    const given = answer(received.length - 1);
    if (given === "held") return;
    if (given === "reset") return void request.socket.resetAndDestroy();
    const { status = 200, headers = {}, body = "" } = typeof given === "number" ? { status: given } : given;
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { received, endpoint: `http://127.0.0.1:${server.address().port}/lambda` };
}

/** A client whose waits take no time; `waits` is told them. */
export function clientOf({ endpoint }, options = {}, waits = []) {
  const clock = { now: () => Date.now(), sleep: async (milliseconds) => void waits.push(milliseconds) };
  return new BotGatewayClient({ endpoint, audience: "bot-gateway", privateKey: ec.privateKey, clock, ...options });
}

export const bot = { name: "Chistero", instructions: "Cuentas chistes.", modelID: "gpt-4.1-mini" };

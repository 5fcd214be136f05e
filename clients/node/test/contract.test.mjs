import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generate, TARGET } from "../build/generate.mjs";
import { BotGatewayClient } from "../index.mjs";
import { clientOf, serve } from "../testing.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const { paths, components } = read("../../../docs/openapi.json");
const { requestBody, responses } = paths["/lambda"].post;
const examples = requestBody.content["application/json"].examples;
const successes = responses["200"].content["application/json"].examples;
const ROUTINES = { list: "listRoutines", get: "getRoutine", pause: "pauseRoutine", resume: "resumeRoutine", delete: "deleteRoutine", run: "runRoutine" };

function methodFor({ event_name, action, dry_run, modelID }) {
  if (event_name === "bot_routine") return ROUTINES[action] ?? (modelID ? "createTeam" : "createRoutine");
  return dry_run ? "trainDryRun" : event_name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

test("every event of the OpenAPI description has an example", () => {
  const { mapping } = components.schemas.SuccessResponse.discriminator;

  assert.deepEqual([...new Set(Object.values(examples).map(({ value }) => value.body.event_name))].sort(), Object.keys(mapping).sort());
});

for (const [name, { value: { body } }] of Object.entries(examples)) {
  const method = methodFor(body);
  test(`${name}: ${method} sends the request of the OpenAPI description and returns its answer`, async (t) => {
    const gateway = await serve(t, () => ({ body: successes[name].value }));
    const { event_name, action, dry_run, ...request } = body;
    const result = clientOf(gateway)[method](...(method === "checkCredentials" ? [] : [request]));

    const answer = Symbol.asyncIterator in result ? (await result.pages().next()).value : await result;

    const { idempotency_key, ...sent } = gateway.received[0].body;
    assert.deepEqual(answer, successes[name].value);
    assert.deepEqual(sent, body);
    const takesKey = ["train", "newBot", "newThread", "messaging", "createTeam", "createRoutine"].includes(method);
    assert.equal(idempotency_key !== undefined, takesKey);
  });
}

test("index.d.ts is current: after a change of docs/openapi.json, run npm run build", () => {
  assert.equal(readFileSync(TARGET, "utf8"), generate());
});

test("index.d.ts declares exactly the methods of the client", () => {
  const declared = generate().split("class BotGatewayClient {")[1].split("\n}\n")[0].match(/^  \w+(?=\()/gm).map((name) => name.trim());

  assert.deepEqual(declared.sort(), Object.getOwnPropertyNames(BotGatewayClient.prototype).sort());
});

test("the package depends on nothing, and only on Node's own modules", () => {
  const manifest = read("../package.json");

  assert.deepEqual(Object.keys(manifest).filter((key) => /dependencies/i.test(key)), []);
  for (const file of ["index.mjs", "legacy.cjs", "lib/errors.mjs", "lib/options.mjs", "lib/pages.mjs", "lib/sender.mjs", "lib/signing.mjs"]) {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    assert.deepEqual([...text.matchAll(/(?:from |require\()"(?!node:|\.)/g)], [], file);
  }
});

test("importing runs nothing", () => {
  const script = `await import(${JSON.stringify(new URL("../index.mjs", import.meta.url).href)}); await import(${JSON.stringify(new URL("../legacy.cjs", import.meta.url).href)})`;

  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8", env: {}, timeout: 60_000 });

  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" });
});

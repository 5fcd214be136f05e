// Runs Azurite's Table service on a free loopback port, its data in the folder argv[2], prints its address and ends, with everything
// saved, when standard input closes: LocalHost holds the other end, so Azurite does not outlive it, not even after SIGKILL.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: delay } = require("node:timers/promises");
// Application Insights would take a third of the start, and never be used: telemetry is off.
require.cache[require.resolve("applicationinsights")] = { exports: {} };
// Azurite's own entry point cannot tell which port it got for port 0; its classes can. package-lock.json pins the version they are of.
const { AzuriteTelemetryClient } = require("azurite/dist/src/common/Telemetry");
const { default: TableConfiguration } = require("azurite/dist/src/table/TableConfiguration");
const { default: TableServer } = require("azurite/dist/src/table/TableServer");

const CLOSE_LIMIT_MS = 5000;
const folder = process.argv[2];
const pidFile = path.join(folder, "azurite.pid");

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// A LocalHost that was killed leaves an Azurite that is still saving, for as long as CLOSE_LIMIT_MS: two must not write the same files.
async function waitForPredecessor() {
  const predecessor = fs.existsSync(pidFile) ? Number(fs.readFileSync(pidFile, "utf8")) : 0;
  const deadline = Date.now() + CLOSE_LIMIT_MS + 1000;
  while (predecessor > 0 && predecessor !== process.pid && isRunning(predecessor) && fs.existsSync(pidFile) && Date.now() < deadline) {
    await delay(50);
  }
}

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  await waitForPredecessor();
  fs.writeFileSync(pidFile, String(process.pid));
  AzuriteTelemetryClient.init(folder, false);
  const configuration = new TableConfiguration("127.0.0.1", 0, undefined, path.join(folder, "tables.json"), false, false);
  configuration.isMemoryPersistence = process.env.AZURITE_IN_MEMORY === "true";
  const server = new TableServer(configuration);
  await server.start();

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS);
    await server.close();
    fs.rmSync(pidFile, { force: true });
    process.exit(0);
  };
  process.stdin.on("end", close);
  process.stdin.resume();
  // Terminals and service managers send these to every process of a group; LocalHost still needs its tables while it finishes its requests.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});

  console.log(server.getHttpServerAddress());
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

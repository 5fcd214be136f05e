// Runs Azurite's Blob, Queue and Table services on free loopback ports, with their data in the folder argv[2], and prints their addresses. Saves
// everything and ends when standard input closes. LocalHost has the other end of it, so Azurite ends with LocalHost, even after SIGKILL.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { setTimeout: delay } = require("node:timers/promises");
// Azurite's own entry point does not report the port that it got for port 0; its classes do. package-lock.json pins their version.
const { AzuriteTelemetryClient } = require("azurite/dist/src/common/Telemetry");
const { default: BlobConfiguration } = require("azurite/dist/src/blob/BlobConfiguration");
const { default: BlobServer } = require("azurite/dist/src/blob/BlobServer");
const { default: QueueConfiguration } = require("azurite/dist/src/queue/QueueConfiguration");
const { default: QueueServer } = require("azurite/dist/src/queue/QueueServer");
const { default: TableConfiguration } = require("azurite/dist/src/table/TableConfiguration");
const { default: TableServer } = require("azurite/dist/src/table/TableServer");

const Loki = require("lokijs");

const HOST = "127.0.0.1";
const CLOSE_LIMIT_MS = 5000;
const folder = process.argv[2];
const pidFile = path.join(folder, "azurite.pid");

// Azurite's database uses the index of a query's first property only. By PartitionKey it would look through a whole partition for each row that is read
// or added; by RowKey it finds the few rows of that key.
const { findOne } = Loki.Collection.prototype;
Loki.Collection.prototype.findOne = function findOneByRowKey(query) {
  const { PartitionKey, ...others } = query ?? {};
  return findOne.call(this, PartitionKey !== undefined && "RowKey" in others ? { ...others, PartitionKey } : query);
};

// It also looks for a table by its name among all tables of all accounts.
const named = new WeakMap();
const byName = ({ collections }) => {
  if (!named.has(collections)) named.set(collections, new Map(collections.map((collection) => [collection.name, collection])));
  return named.get(collections);
};
const { addCollection, removeCollection } = Loki.prototype;
Loki.prototype.getCollection = function getCollectionByName(name) {
  return byName(this).get(name) ?? null;
};
Loki.prototype.addCollection = function addNamedCollection(name, options) {
  const collection = addCollection.call(this, name, options);
  byName(this).set(name, collection);
  return collection;
};
Loki.prototype.removeCollection = function removeNamedCollection(name) {
  removeCollection.call(this, name);
  byName(this).delete(name);
};

// An Azurite error is an answer such as a 404, and each would collect a stack that no one reads.
Error.stackTraceLimit = 0;

function inFolder(file) {
  return path.join(folder, file);
}

function inMemoryIfWanted(configuration) {
  configuration.isMemoryPersistence = process.env.AZURITE_IN_MEMORY === "true";
  configuration.enableAccessLog = false;
  return configuration;
}

// The contents of blobs and messages are separate files next to the metadata.
function withExtents(configuration, name) {
  configuration.persistencePathArray = [{ locationId: "Default", locationPath: inFolder(name), maxConcurrency: 50 }];
  return inMemoryIfWanted(configuration);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

// After LocalHost is killed, its Azurite keeps saving for up to CLOSE_LIMIT_MS; two must not write the same files.
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
  const servers = [
    new BlobServer(withExtents(new BlobConfiguration(HOST, 0, undefined, inFolder("blobs.json"), inFolder("blob-extents.json")), "blobs")),
    new QueueServer(withExtents(new QueueConfiguration(HOST, 0, undefined, inFolder("queues.json"), inFolder("queue-extents.json")), "queues")),
    new TableServer(inMemoryIfWanted(new TableConfiguration(HOST, 0, undefined, inFolder("tables.json"), false, false))),
  ];
  await Promise.all(servers.map((server) => server.start()));

  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS);
    await Promise.all(servers.map((server) => server.close()));
    fs.rmSync(pidFile, { force: true });
    process.exit(0);
  };
  process.stdin.on("end", close);
  process.stdin.resume();
  // Terminals and service managers send these to the whole process group, but LocalHost needs its tables until its requests are finished.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});

  console.log(servers.map((server) => server.getHttpServerAddress()).join(" "));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

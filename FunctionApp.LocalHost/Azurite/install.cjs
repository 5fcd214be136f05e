// Runs npm until it ends or standard input closes. LocalHost has the other end of it, so npm ends with LocalHost, even after SIGKILL.
"use strict";

const { spawn } = require("node:child_process");

const windows = process.platform === "win32";
// "ci" deletes node_modules and installs exactly the versions of the lock file; none of its packages needs an install script. A line for each answer of the
// registry shows that it answers, and few, short retries that it does not.
const npm = spawn(windows ? "npm.cmd" : "npm", [
  "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--loglevel=http",
  "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000",
], {
  cwd: __dirname,
  shell: windows, // .cmd files are scripts of cmd.exe
  stdio: ["ignore", "inherit", "inherit"],
});
npm.on("error", (error) => {
  console.error(error.code === "ENOENT" ? "npm is not on the PATH" : error.message);
  process.exit(1);
});
npm.on("exit", (code) => process.exit(code ?? 1));

process.stdin.on("end", () => {
  npm.kill("SIGKILL"); // After SIGTERM it would run on for a while, alongside the npm of the next LocalHost.
  process.exit(1);
});
process.stdin.resume();

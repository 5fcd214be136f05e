// Runs npm until it is done or standard input closes: LocalHost holds the other end, so npm does not outlive it, not even after SIGKILL.
"use strict";

const { spawn } = require("node:child_process");

const windows = process.platform === "win32";
// "ci" starts from an empty node_modules and takes exactly what the lock file names; no package of it needs an install script.
const npm = spawn(windows ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"], {
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
  npm.kill("SIGKILL"); // On SIGTERM it would go on for a while, beside the npm of the LocalHost that is started next.
  process.exit(1);
});
process.stdin.resume();

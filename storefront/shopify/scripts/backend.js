// Write shared/backend.js: the address the account-page extensions call, from shopify.app.toml.
// Usage: node scripts/backend.js [another.app.toml]
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const HERE = new URL("..", import.meta.url);
const SETTING = /^application_url\s*=\s*"(https:\/\/[^"]+)"/m;

export function backendModule(toml) {
  const found = SETTING.exec(toml);
  if (!found) throw new Error("application_url is missing, or does not begin with https://");
  const { origin } = new URL(found[1]);
  return `// Made by scripts/backend.js from application_url in shopify.app.toml: do not edit.\nexport const BACKEND = "${origin}";\n`;
}

export function writeBackend(file = "shopify.app.toml") {
  const text = backendModule(readFileSync(new URL(file, HERE), "utf8"));
  writeFileSync(new URL("shared/backend.js", HERE), text);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) writeBackend(process.argv[2]);

// Check the theme blocks by Shopify's own rules; print each offence and fail when there is one.
import { fileURLToPath } from "node:url";
import { themeCheckRun } from "@shopify/theme-check-node";

const folder = new URL(process.argv[2] ?? "../extensions/tracking-theme", import.meta.url);
const { offenses } = await themeCheckRun(fileURLToPath(folder), "theme-check:theme-app-extension");
for (const { check, message, uri, start } of offenses) {
  console.log(`${uri.split("/").pop()}:${(start?.line ?? 0) + 1} ${check}: ${message}`);
}
process.exitCode = offenses.length ? 1 : 0;

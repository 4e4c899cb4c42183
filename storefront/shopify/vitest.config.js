// How the account-page extensions are tested: in a pretend browser, with Shopify's own tester.
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "jsdom",
    include: ["tests/*.test.js"],
    // What hangs is stopped, what is slow is not: a busy machine is no mistake.
    testTimeout: 30_000,
    server: { deps: { inline: [/ui-extensions-tester/] } },
  },
});

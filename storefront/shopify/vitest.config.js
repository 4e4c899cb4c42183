// How the account-page extensions are tested: in a pretend browser, with Shopify's own tester.
import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    environment: "jsdom",
    include: ["tests/*.test.js"],
    server: { deps: { inline: [/ui-extensions-tester/] } },
  },
});

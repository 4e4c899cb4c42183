import { afterEach, describe, expect, test } from "vitest";
import { all, asked, leave, settled, shown, text, visit } from "./kit.js";

const PAGE = "customer-account.page.render";
const INDEX = "customer-account.order-index.announcement.render";
const listed = (id, tone, headline, more) => ({
  id, tone, headline, number: `#${id}`, placed: "18 November", counted: 1, delivered: 0, page: "", ...more,
});
const MOVING = listed("1042", "moving", "On its way", { counted: 3, delivered: 2 });
const READY = listed("1043", "ready", "Ready to collect");
const DONE = listed("1001", "good", "Delivered");
let extension;

async function open(handle, target, options) {
  extension = visit(handle, target, options);
  await extension.render();
}

afterEach(() => leave(extension));

describe("the page of all deliveries", () => {
  test.each([
    ["en", ["Under way", "Finished"], "2 of 3 parcels delivered", "Show order #1042"],
    ["sv", ["På gång", "Avslutade"], "2 av 3 paket levererade", "Visa beställning #1042"],
  ])("sets apart what is under way and leads to each order (%s)", async (language, groups, counted, label) => {
    await open("my-deliveries", PAGE, { language, answers: [[200, { orders: [DONE, MOVING] }]] });
    await shown(() => all("s-section").length === 2);
    expect(all("s-section").map((one) => one.getAttribute("heading"))).toEqual(groups);
    expect(all("s-section")[0].textContent).toContain(counted);
    const [first] = all("s-link");
    expect(first.getAttribute("href")).toBe("shopify:customer-account/orders/1042");
    expect(first.getAttribute("accessibilityLabel") ?? first.accessibilityLabel).toBe(label);
    expect(asked(extension)[0].url.searchParams.get("lang")).toBe(language);
  });

  test("says so when there is nothing yet", async () => {
    await open("my-deliveries", PAGE, { answers: [[200, { orders: [] }]] });
    await shown(() => all("s-section")[0]?.getAttribute("heading") === "No orders yet");
  });

  test("tells a failure, and trying again helps", async () => {
    await open("my-deliveries", PAGE, { answers: [[503, { error: "Not now." }], [200, { orders: [DONE] }]] });
    await shown(() => all("s-banner")[0]?.getAttribute("heading") === "Not now.");
    all("s-button")[0].dispatchEvent(new Event("click"));
    await shown(() => text().includes("Delivered"));
    expect(all("s-banner")).toEqual([]);
  });
});

describe("the line above the list of orders", () => {
  test("names the order that waits for the shopper before one that is only moving", async () => {
    await open("order-status", INDEX, { answers: [[200, { orders: [MOVING, READY, DONE] }]] });
    await shown(() => all("s-announcement").length === 1);
    expect(text()).toContain("#1043: Ready to collect");
    expect(all("s-link")[0].getAttribute("href")).toBe("shopify:customer-account/orders/1043");
  });

  test.each([
    ["everything has arrived", [200, { orders: [DONE] }]],
    ["the server cannot be reached", [0, ""]],
  ])("is absent when %s", async (_, answer) => {
    await open("order-status", INDEX, { answers: [answer] });
    await shown(() => asked(extension).length === 1);
    await settled();
    expect(all("s-announcement")).toEqual([]);
  });
});

import { afterEach, expect, test } from "vitest";
import { all, asked, leave, ORDER, PARCEL, shown, signal, STATUS_ONLY, text, visit, WHOLE, WORDS } from "./kit.js";

const TARGET = "customer-account.order-status.fulfillment-details.render-after";
let extension;

async function open(fulfilment, options) {
  extension = visit("delivery-card", TARGET, options);
  extension.shopify.fulfillmentId = `gid://shopify/Fulfillment/${fulfilment}`;
  await extension.render();
}

afterEach(() => leave(extension));

test.each([
  ["en", "Status since", "Tracking number"],
  ["sv", "Status sedan", "Kollinummer"],
])("a fulfilment's card tells of its own parcel only (%s)", async (language, since, number) => {
  await open("501", { language, answers: [[200, { order: ORDER }]] });
  await shown(() => text().includes(PARCEL.number));
  expect(text()).toContain(since);
  expect(text()).toContain(number);
  expect(text()).not.toContain("Kiosk");
});

test("what can be done about the delivery is one press away", async () => {
  await open("501", { answers: [[200, { order: WHOLE, words: WORDS }]] });
  await shown(() => text().includes("Manage this delivery"));
  expect(all("s-button").map((one) => one.getAttribute("href"))).toEqual([WHOLE.manage]);
  expect(text()).toContain("Two people carry it.");
});

test("what the shop has taken off its pages is not on the card either", async () => {
  const order = { ...WHOLE, sections: ["parcels"] };
  await open("501", { answers: [[200, { order, words: WORDS }]] });
  await shown(() => text().includes(PARCEL.number));
  expect(text()).not.toContain("Two people carry it.");
  expect(all("s-button")).toEqual([]);
});

test("several parcels of one fulfilment are all told of", async () => {
  const second = { ...PARCEL, position: 2, number: "SECOND" };
  await open("501", { answers: [[200, { order: { ...ORDER, parcels: [PARCEL, second] } }]] });
  await shown(() => text().includes("SECOND"));
  expect(all("s-badge").length).toBe(2);
});

test("a fulfilment we do not know adds nothing to Shopify's card", async () => {
  await open("999", { answers: [[200, { order: ORDER }]] });
  await shown(() => asked(extension).length === 1 && all("s-skeleton-paragraph").length === 0);
  expect(text().trim()).toBe("");
});

test("before the log-in neither number nor contents are shown", async () => {
  await open("501", { answers: [[200, { order: STATUS_ONLY }]], state: "pre_authenticated" });
  await shown(() => text().includes("Log in"));
  expect(text()).toContain("Out for delivery");
  expect(text()).not.toContain(PARCEL.number);
  expect(text()).not.toContain("Reading lamp");
});

test("a failure is told in the reader's language", async () => {
  await open("501", { language: "sv", answers: [[0, ""]] });
  await shown(() => all("s-banner")[0]?.getAttribute("heading") === "Leveransstatusen kunde inte hämtas.");
  expect(all("s-button")[0].textContent).toBe("Försök igen");
});

test("a signal of the kit tells who listens", () => {
  const heard = [];
  const one = signal(1);
  const stop = one.subscribe((value) => heard.push(value));
  one.change(2);
  stop();
  one.change(3);
  expect(heard).toEqual([2]);
});

import { afterEach, expect, test, vi } from "vitest";
import {
  all, asked, leave, ORDER, PARCEL, shown, signal, STATUS_ONLY, text, visit, WAITING, WHOLE, WORDS,
} from "./kit.js";

const TARGET = "customer-account.order-status.block.render";
const TOLD = [200, { order: ORDER, words: {} }];
let extension;

async function open(options) {
  extension = visit("order-status", TARGET, options);
  await extension.render();
}

afterEach(() => {
  vi.useRealTimers();
  leave(extension);
});

test("each parcel gets a card with its state, number, contents and scans", async () => {
  await open({ answers: [TOLD] });
  await shown(() => all("s-heading").length === 2);
  const [first, second] = all("s-box").map((box) => box.textContent);
  expect(first).toContain("Parcel 1 of 2");
  for (const part of ["Out for delivery", "Expected: today", "PostNord", PARCEL.number, "2 × Reading lamp, Brass", "Malmö"]) {
    expect(first).toContain(part);
  }
  expect(second).toContain("Parcel 2 of 2");
  expect(second).not.toContain("Reading lamp");
  expect(text()).toContain("0 of 2 parcels delivered");
  expect(text()).toContain("3 × Bulb");
});

test("a parcel without scans says why", async () => {
  const parcel = { ...PARCEL, days: [], note: "It was sent without a tracking number." };
  await open({ answers: [[200, { order: { ...ORDER, parcels: [parcel] } }]] });
  await shown(() => text().includes(parcel.note));
  expect(all("s-details")).toEqual([]);
});

test("a pick-up point is named with its opening hours, and what is needed of the shopper", async () => {
  await open({ answers: [TOLD] });
  await shown(() => all("s-box").length === 2);
  const card = all("s-box")[1];
  expect(card.textContent).toContain("Main Street 1");
  expect(card.textContent).toContain("Mon–Fri 08–20");
  expect(card.querySelector("s-banner").getAttribute("heading")).toContain("Contact the shop");
});

test("our server is asked with Shopify's session token, for this order, in this language", async () => {
  await open({ language: "sv", answers: [TOLD] });
  await shown(() => all("s-box").length === 2);
  const [{ url, options }] = asked(extension);
  expect(url.origin + url.pathname).toBe("https://framme.example.com/account-api/order");
  expect(url.searchParams.get("id")).toBe("gid://shopify/Order/1");
  expect(url.searchParams.get("lang")).toBe("sv");
  expect(options.headers.Authorization).toBe("Bearer a session token");
});

test("everything around the server's words is in Swedish for a Swede", async () => {
  await open({ language: "sv", answers: [TOLD] });
  await shown(() => all("s-box").length === 2);
  expect(all("s-section")[0].getAttribute("heading")).toBe("Leverans");
  for (const part of ["Paket 1 av 2", "Kollinummer", "I det här paketet", "Hämta det här", "0 av 2 paket levererade"]) {
    expect(text()).toContain(part);
  }
});

test("before the log-in only the status is shown, with a hint; after it, everything", async () => {
  const state = signal("pre_authenticated");
  extension = visit("order-status", TARGET, { answers: [[200, { order: STATUS_ONLY }], TOLD] });
  extension.shopify.authenticationState = state;
  extension.shopify.requireLogin = vi.fn(async () => state.change("fully_authenticated"));
  await extension.render();

  await shown(() => all("s-box").length === 2);
  expect(text()).toContain("Out for delivery");
  for (const hidden of [PARCEL.number, WAITING.number, "Reading lamp", "Kiosk", "Bulb"]) {
    expect(text()).not.toContain(hidden);
  }
  const button = all("s-banner s-button").find((one) => one.textContent === "Log in");
  button.dispatchEvent(new Event("click"));

  await shown(() => text().includes(PARCEL.number));
  expect(extension.shopify.requireLogin).toHaveBeenCalledOnce();
  expect(all("s-banner").map((one) => one.getAttribute("heading")).join()).not.toContain("Log in");
});

test("an order without parcels says so, and shows what is still to be sent", async () => {
  const order = { ...ORDER, parcels: [], counted: 0, awaits_parcel: true, headline: "We have your order" };
  await open({ answers: [[200, { order }]] });
  await shown(() => text().includes("We have your order"));
  expect(text()).toContain("As soon as the shop sends a parcel");
  expect(text()).toContain("3 × Bulb");
});

test("of an order that is cancelled, or has left without a parcel, no parcel is promised", async () => {
  const order = { ...ORDER, parcels: [], counted: 0, unsent: [], awaits_parcel: false, headline: "It is on its way" };
  await open({ answers: [[200, { order }]] });
  await shown(() => text().includes("It is on its way"));
  expect(text()).not.toContain("As soon as the shop sends a parcel");
});

test("while the answer is on its way, its place is kept and said to be loading", async () => {
  extension = visit("order-status", TARGET);
  extension.fetch = () => new Promise(() => {});
  await extension.render();
  await shown(() => all("s-skeleton-paragraph").length > 0);
  expect(all('[accessibilityRole="status"], [accessibilityrole="status"]').length).toBe(1);
});

test.each([
  ["no network", [0, ""], "The delivery status could not be fetched."],
  ["no JSON", [502, "<html>Bad gateway</html>"], "The delivery status could not be fetched."],
  ["the server's own sentence", [429, { error: "Too many tries. Wait a minute." }], "Too many tries. Wait a minute."],
])("%s is told, and trying again helps", async (_, failure, sentence) => {
  await open({ answers: [failure, TOLD] });
  await shown(() => all("s-banner")[0]?.getAttribute("heading") === sentence);
  all("s-banner s-button")[0].dispatchEvent(new Event("click"));
  await shown(() => all("s-box").length === 2);
  expect(text()).not.toContain(sentence);
});

const CLOCK = { toFake: ["setTimeout", "clearTimeout", "Date"] };
const LIVE = [200, { order: { ...ORDER, live: true } }, 'W/"1"'];

test("an order that may still change is asked for again by its version, until it is final", async () => {
  vi.useFakeTimers(CLOCK);
  const arrived = { ...ORDER, headline: "Delivered", live: false };
  await open({ answers: [LIVE, [304, undefined], [200, { order: arrived }, 'W/"2"']] });
  await shown(() => text().includes(ORDER.headline));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(text()).toContain(ORDER.headline);
  await vi.advanceTimersByTimeAsync(120_000);
  await shown(() => text().includes("Delivered"));
  await vi.advanceTimersByTimeAsync(600_000);
  const versions = asked(extension).map(({ options }) => options.headers["If-None-Match"]);
  expect(versions).toEqual([undefined, 'W/"1"', 'W/"1"']);
});

test("a while without the server keeps what was shown", async () => {
  vi.useFakeTimers(CLOCK);
  await open({ answers: [LIVE, [0, ""], [304, undefined]] });
  await shown(() => text().includes(ORDER.headline));
  await vi.advanceTimersByTimeAsync(40_000);
  await shown(() => all("s-banner").some((one) => one.textContent === "Try again"));
  expect(all("s-box").length).toBe(2);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(all("s-banner").some((one) => one.textContent === "Try again")).toBe(false);
});

test("the carrier's own words are folded away, and untold where there are none", async () => {
  const said = { ...PARCEL.days[0].happenings[0], original: "Paketet är på väg ut" };
  const parcel = { ...PARCEL, days: [{ label: "Today", happenings: [said, PARCEL.days[0].happenings[0]] }] };
  await open({ answers: [[200, { order: { ...ORDER, parcels: [parcel, WAITING] }, words: WORDS }]] });
  await shown(() => text().includes(WORDS.originals));
  const folds = all("s-details").filter((one) => one.textContent.includes(WORDS.originals));
  expect(folds.map((one) => one.textContent)).toEqual([`${WORDS.originals}Paketet är på väg ut Today 08:12`]);
});

test("hostile texts stay texts, and a link that is no web address is not one", async () => {
  const evil = '<img src=x onerror="window.hit=1">';
  const parcel = { ...PARCEL, status: evil, carrier: evil, link: "javascript:alert(1)", items: [{ title: evil, variant: "", quantity: 1 }] };
  await open({ answers: [[200, { order: { ...ORDER, headline: evil, page: "javascript:alert(2)", parcels: [parcel] } }]] });
  await shown(() => text().includes(evil));
  expect(all("img")).toEqual([]);
  expect(all("s-link").map((link) => link.getAttribute("href"))).toEqual([]);
});

test("what the shop shows beside the parcels stands in its order", async () => {
  const order = { ...WHOLE, sections: ["contact", "faq", "actions", "nonsense", "other_orders", "notes", "route", "campaigns", "parcels"] };
  await open({ answers: [[200, { order, words: WORDS }]] });
  await shown(() => text().includes("Manage this delivery"));
  const places = [
    "Thank you", "Next: Delivered", "Questions?", "Contact the shop", "help@lamps.example", "Late?", "Manage this", "#9",
    "The way so far", "Last seen in Jönköping.", "Bulbs", "Parcel 1", "Lamps & Co",
  ].map((one) => text().indexOf(one));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const headings = all("s-banner").map((one) => one.getAttribute("heading"));
  expect(headings.slice(0, 2)).toEqual(["Slower before the holidays", "For the day of delivery"]);
  const [bar] = all("s-progress");
  expect(["value", "max"].map((name) => Number(bar.getAttribute(name)))).toEqual([2, 3]);
  const links = all("s-link, s-button").map((one) => one.getAttribute("href"));
  expect(links).toContain("https://framme.example.com/t/abc/in/def");
  expect(links).toContain("https://framme.example.com/c/x");
  expect(links).toContain("shopify:customer-account/orders/9");
  expect(links).toContain(WHOLE.contact.page);
  expect(links).toContain(WHOLE.contact.mail);
});

const { page: PAGE, mail: MAIL, address: ADDRESS } = WHOLE.contact;

test.each([
  ["neither a way nor a contact", { route: null, contact: null }, "", []],
  ["only a page", { route: null, contact: { page: PAGE, mail: "", address: "" } }, "Questions?Contact the shop", [PAGE]],
  ["only mail", { route: null, contact: { page: "", mail: MAIL, address: ADDRESS } }, `Questions?${ADDRESS}`, [MAIL]],
])("of an order with %s no heading stands alone", async (_, told, said, links) => {
  const order = { ...ORDER, parcels: [], unsent: [], page: "", sections: ["route", "contact"], ...told };
  await open({ answers: [[200, { order, words: WORDS }]] });
  await shown(() => text().includes(order.headline));
  expect(text().split("0 of 2 parcels delivered")[1]).toBe(said);
  expect(all("s-link").map((link) => link.getAttribute("href"))).toEqual(links);
});

test("what opens a locker and shows that a parcel was handed over is told to its owner", async () => {
  const pickup = { ...WAITING.pickup, code: "4711", map: "https://map.example/?q=1" };
  const proof = { signed_by: "A. Åkesson", document: "https://carrier.example/p.pdf" };
  const parcel = { ...WAITING, pickup, proof, partner: "Bring 370123" };
  await open({ answers: [[200, { order: { ...ORDER, parcels: [parcel] }, words: WORDS }]] });
  await shown(() => text().includes("Your code 4711"));
  expect(text()).toContain("Signed for by A. Åkesson");
  expect(text()).toContain("Carried on by: Bring 370123");
  const links = all("s-link").map((link) => link.getAttribute("href"));
  expect(links).toEqual(expect.arrayContaining([pickup.map, parcel.proof.document]));
});

test("whoever wrote into what the shop adds, it stays a text and leads nowhere", async () => {
  const evil = '<img src=x onerror="window.hit=1">';
  for (const link of ["javascript:alert(1)", "//evil.example", "shopify:customer-account/../x", evil]) {
    const order = {
      ...WHOLE,
      page: link,
      manage: link,
      welcome: evil,
      note: evil,
      footer: evil,
      notes: [evil],
      faq: [{ question: evil, answer: evil }],
      campaigns: [{ title: evil, text: evil, button: evil, link, picture: link }],
      others: [{ number: evil, placed: evil, headline: evil, page: link }],
      contact: { page: link, mail: link, address: evil },
      route: { svg: evil, words: evil },
      parcels: [{ ...PARCEL, link, partner: evil, pickup: { ...WAITING.pickup, code: evil, map: link }, proof: { signed_by: evil, document: link }, items: [{ title: evil, variant: evil, quantity: 1, price: evil, image: link }] }],
    };
    await open({ answers: [[200, { order, words: Object.fromEntries(Object.keys(WORDS).map((key) => [key, evil])) }]] });
    await shown(() => text().includes(evil));
    expect(all("img, script, [onerror]")).toEqual([]);
    expect(all("s-link, s-button[href], s-image, s-product-thumbnail")).toEqual([]);
    leave(extension);
  }
  await open({ answers: [TOLD] });
});

test("in the editor, before an order is chosen, nothing is asked", async () => {
  extension = visit("order-status", TARGET, { answers: [TOLD] });
  extension.shopify.order.value = undefined;
  await extension.render();
  await shown(() => text().includes("Each parcel of the order is shown here."));
  expect(asked(extension)).toEqual([]);
});

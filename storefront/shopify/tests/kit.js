// A pretend server and a pretend reader for the account-page extensions.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setUpExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { vi } from "vitest";

const ROOT = process.cwd();

/** Translate as Shopify does: by dotted key, {{places}} filled; a key nobody wrote is an error. */
function translator(handle, language) {
  const file = language === "en" ? "en.default.json" : `${language}.json`;
  const words = JSON.parse(readFileSync(join(ROOT, "extensions", handle, "locales", file), "utf8"));
  return (key, places = {}) => {
    const text = key.split(".").reduce((within, part) => within?.[part], words);
    if (typeof text !== "string") throw new Error(`${handle}/${file} has no ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(places[name]));
  };
}

/**
 * Set an extension up for a reader, before a server that answers in turn; the last answer stays. An
 * answer is a status, a body, and what names its version.
 */
export function visit(handle, target, { language = "en", answers = [], state } = {}) {
  const extension = setUpExtension(target, {
    configSearchDir: join(ROOT, "extensions", handle),
  });
  const { shopify } = extension;
  shopify.i18n.translate = translator(handle, language);
  shopify.localization.extensionLanguage.value = { isoCode: language };
  shopify.sessionToken.get = async () => "a session token";
  if (state) shopify.authenticationState = signal(state);
  const queue = [...answers];
  extension.fetch = vi.fn(async () => {
    const [status, body, version] = queue.length > 1 ? queue.shift() : queue[0];
    if (status === 0) throw new TypeError("Failed to fetch");
    const headers = version ? { ETag: version } : {};
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
  });
  return extension;
}

/** Let everything go: what is still mounted would be taken for the next test's. */
export function leave(extension) {
  render(null, document.body);
  extension.tearDown();
}

/** Give effects the moment they wait for after something was shown. */
export const settled = () => new Promise((done) => setTimeout(done, 50));

/** A value that tells who subscribed when it changes, as Shopify's do. */
export function signal(value) {
  const told = new Set();
  return {
    value,
    subscribe(tell) {
      told.add(tell);
      return () => told.delete(tell);
    },
    change(next) {
      this.value = next;
      told.forEach((tell) => tell(next));
    },
  };
}

export const asked = (extension) => extension.fetch.mock.calls.map(([url, options]) => ({ url: new URL(url), options }));
export const text = () => document.body.textContent.replace(/\s+/g, " ");
export const all = (selector) => [...document.body.querySelectorAll(selector)];

/** Wait until what is shown fulfils a condition. */
export async function shown(condition) {
  await vi.waitFor(
    () => {
      if (!condition()) throw new Error(`Not shown; instead: ${document.body.innerHTML}`);
    },
    { timeout: 10_000 },
  );
}

export const PARCEL = {
  position: 1,
  fulfilment: "501",
  status: "Out for delivery",
  tone: "moving",
  since: "today 08:12",
  carrier: "PostNord",
  number: "00340434161094015902",
  link: "https://carrier.example/00340434161094015902",
  expected: "today",
  late: false,
  checked: "today 08:30",
  action_required: false,
  note: "",
  items: [{ title: "Reading lamp", variant: "Brass", quantity: 2 }],
  pickup: null,
  days: [
    {
      label: "Today",
      happenings: [
        { instant: "2026-11-20T08:12+01:00", time: "08:12", zone: "", what: "Out for delivery", where: "Malmö", original: "" },
      ],
    },
  ],
};

export const WAITING = {
  ...PARCEL,
  position: 2,
  fulfilment: "502",
  status: "Ready to collect",
  tone: "ready",
  number: "JJD01",
  link: "",
  expected: "",
  action_required: true,
  items: [],
  pickup: { name: "Kiosk", street: "Main Street 1", town: "211 20 Malmö", hours: [{ days: "Mon–Fri", times: "08–20" }] },
  days: [],
};

export const ORDER = {
  number: "#1042",
  placed: "18 November",
  headline: "Your parcel is out for delivery",
  tone: "moving",
  live: false,
  page: "https://framme.example.com/t/abc",
  total: "",
  steps: [],
  counted: 2,
  delivered: 0,
  parcels: [PARCEL, WAITING],
  unsent: [{ title: "Bulb", variant: "", quantity: 3 }],
  items: [],
};

/** Words that come with an order. */
export const WORDS = {
  progress: "Progress",
  next: "Next: {step}",
  notes: "For the day of delivery",
  questions: "Questions about delivery",
  others: "Your other orders",
  manage: "Manage this delivery",
  pickup_code: "Your code",
  map: "Show the way on a map",
  handed_over: "Proof of delivery",
  signed_by: "Signed for by {name}",
  document: "Open the document",
  originals: "Show the carrier's own words",
  contact: "Questions?",
  contact_page: "Contact the shop",
  route: "The way so far",
  partner: "Carried on by",
};

/** An order with everything that a shop may show of it. */
export const WHOLE = {
  ...ORDER,
  steps: [
    { label: "Sent", reached: "done" },
    { label: "On its way", reached: "now" },
    { label: "Delivered", reached: "ahead" },
  ],
  welcome: "Thank you",
  note: "Slower before the holidays",
  footer: "Lamps & Co, Malmö",
  notes: ["Two people carry it."],
  campaigns: [
    { title: "Bulbs", text: "They fit.", button: "See them", link: "https://framme.example.com/c/x", picture: "https://img.example/b.jpg" },
  ],
  faq: [{ question: "Late?", answer: "We ask." }],
  others: [{ number: "#9", placed: "Nov 1", headline: "Delivered", page: "shopify:customer-account/orders/9" }],
  contact: { page: "https://lamps.example/contact", mail: "mailto:help@lamps.example?subject=%231042", address: "help@lamps.example" },
  route: { svg: "<svg/>", words: "Last seen in Jönköping." },
  manage: "https://framme.example.com/t/abc/in/def",
};

const stripped = { number: "", link: "", items: [], pickup: null };

/** The same order, as it is told to who has not logged in. */
export const STATUS_ONLY = {
  ...ORDER,
  page: "",
  unsent: [],
  parcels: [PARCEL, WAITING].map((parcel) => ({ ...parcel, ...stripped })),
};

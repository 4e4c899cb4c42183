import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { follow } from "../shared/follow.js";

const MINUTE = 60_000;
const QUESTION = "order?id=1&lang=en";
const live = (answer) => answer.live;
let server, kept, stops;

// A server that tells what it has by its version, and a storage that all blocks of a page share.
beforeEach(() => {
  vi.useFakeTimers();
  server = { version: 'W/"1"', answer: { live: true }, status: 200, slow: 0, asked: [] };
  kept = new Map();
  stops = [];
  vi.stubGlobal("shopify", {
    sessionToken: { get: async () => "a token" },
    storage: {
      read: async (key) => kept.get(key) ?? null,
      write: async (key, note) => void kept.set(key, note),
      delete: async (key) => void kept.delete(key),
    },
  });
  vi.stubGlobal("fetch", async (url, { headers }) => {
    const known = headers["If-None-Match"];
    server.asked.push({ url, known });
    if (server.slow) await new Promise((done) => setTimeout(done, server.slow));
    if (server.status !== 200) return new Response('{"error":"Not now."}', { status: server.status });
    if (known === server.version) return new Response(null, { status: 304 });
    return new Response(JSON.stringify(server.answer), { headers: { ETag: server.version } });
  });
});

afterEach(() => {
  stops.forEach((stop) => stop());
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Let blocks follow, a moment apart as a page draws them; returns what each was told. */
async function blocks(count) {
  const told = Array.from({ length: count }, () => []);
  for (const one of told) {
    stops.push(follow(QUESTION, live, (news) => one.push(news)));
    await vi.advanceTimersByTimeAsync(20);
  }
  server.asked.length = 0;
  return told;
}

const wait = (minutes) => vi.advanceTimersByTimeAsync(minutes * MINUTE);

test("what has not changed is asked for ever more rarely, by its version", async () => {
  const [told] = await blocks(1);
  const asked = [];
  for (let n = 0; n < 6; n++) {
    await wait(10);
    asked.push(server.asked.length);
  }
  expect(asked[0]).toBeLessThanOrEqual(5);
  expect(asked[5] - asked[4]).toBeLessThanOrEqual(2);
  expect(server.asked.every(({ known }) => known === 'W/"1"')).toBe(true);
  expect(told.filter(({ answer }) => answer).length).toBe(1);
});

test("the block and twelve cards ask as one, however slow the answer", async () => {
  await blocks(13);
  server.slow = 5000;
  await wait(60);
  expect(server.asked.length).toBeGreaterThanOrEqual(12);
  expect(server.asked.length).toBeLessThanOrEqual(20);
});

test("what one of them learns, all are told within a minute", async () => {
  const told = await blocks(13);
  await wait(30);
  server.version = 'W/"2"';
  server.answer = { live: true, news: true };
  while (!told.flat().some(({ answer }) => answer?.news)) await vi.advanceTimersByTimeAsync(1000);
  await wait(1);
  expect(told.map((one) => one.filter(({ answer }) => answer?.news).length)).toEqual(Array(13).fill(1));
});

test("where nothing can be kept they stay within what the server allows a shopper", async () => {
  const broken = async () => {
    throw new Error("storage is full");
  };
  Object.assign(shopify.storage, { read: broken, write: broken, delete: broken });
  await blocks(13);
  await wait(10);
  expect(server.asked.length + 13).toBeLessThan(120);
  expect(server.asked.length).toBeGreaterThan(13);
});

test("what is final is not asked for again, and nothing stays behind", async () => {
  const [told] = await blocks(1);
  expect(kept.size).toBe(1);
  server.version = 'W/"2"';
  server.answer = { live: false };
  await wait(2);
  expect(told.at(-1)).toEqual({ answer: { live: false } });
  const before = server.asked.length;
  await wait(60);
  expect(server.asked.length).toBe(before);
  expect(kept.size).toBe(0);
});

test.each([429, 503])("a server that answers %d is left in peace, and asked again", async (status) => {
  const [told] = await blocks(1);
  kept.set(QUESTION, { version: 'W/"2"', at: Date.now(), wait: 30_000 });
  server.status = status;
  await wait(30);
  expect(told.at(-1)).toEqual({ problem: "Not now." });
  expect(server.asked.length).toBeLessThanOrEqual(10);
  server.status = 200;
  await wait(11);
  expect(told.at(-1)).toEqual({});
});

test("who has left asks no more", async () => {
  await blocks(1);
  stops[0]();
  await wait(60);
  expect(server.asked).toEqual([]);
});

test("a note of another day, or of a clock that was put back, holds up nobody", async () => {
  await blocks(1);
  for (const away of [-24 * 60 * MINUTE, 24 * 60 * MINUTE]) {
    kept.set(QUESTION, { version: 'W/"1"', at: Date.now() + away, wait: 5 * MINUTE });
    server.asked.length = 0;
    await wait(1);
    expect(server.asked.length).toBe(1);
  }
});

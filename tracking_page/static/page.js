// Keep an open order page true: ask by ETag, and put the new page in place without a reload.
(() => {
  "use strict";
  const POLITE = 20_000;
  const PATIENT = 300_000;
  const A_DAY = 86_400;
  let pause = POLITE;
  let timer = 0;
  let asking = false;
  let askedAt = Date.now();

  const page = () => document.getElementById("page");
  const live = () => page().hasAttribute("data-live") && /^\/t\/[^/]+$/.test(location.pathname);

  function plan(delay) {
    clearTimeout(timer);
    if (live() && !document.hidden) timer = setTimeout(ask, delay);
  }

  async function ask() {
    if (asking) return;
    asking = true;
    askedAt = Date.now();
    try {
      const answer = await fetch(location.href, {
        cache: "no-store",
        headers: { "If-None-Match": page().dataset.etag },
        signal: AbortSignal.timeout(POLITE),
      });
      if (answer.status === 404) return page().removeAttribute("data-live");
      if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      pause = answer.ok ? POLITE : longer();
    } catch {
      pause = longer();
    } finally {
      asking = false;
      plan(pause * (0.9 + Math.random() / 5));
    }
  }

  // The longer nothing changes, or nobody answers, the less often we ask.
  const longer = () => Math.min(pause * 1.5, PATIENT);

  function show(fresh) {
    const before = page();
    const after = fresh.getElementById("page");
    if (!after) throw new Error("not the page");
    if (inUse(before)) return;
    sayAgo(after);
    const same = before.innerHTML === asLeft(before, after);
    before.dataset.etag = after.dataset.etag;
    if (same) return before.toggleAttribute("data-live", after.hasAttribute("data-live"));
    const focused = focusedIn(before);
    const { scrollX, scrollY } = window;
    const said = headline(before);
    before.replaceWith(document.adoptNode(after));
    document.title = fresh.title;
    const again = focused && document.querySelector(focused);
    if (again) again.focus({ preventScroll: true });
    scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    if (headline(after) !== said) {
      document.getElementById("announce").textContent = headline(after);
    }
  }

  // Whatever the reader is typing stays; the page is put in place at the next turn.
  const inUse = (main) =>
    [...main.querySelectorAll("input, textarea")].some(
      (field) => field.type !== "hidden" && field.value !== field.defaultValue,
    );

  // Open in the new page what the reader has opened in the old one.
  function asLeft(before, after) {
    for (const { id, open } of before.querySelectorAll("details[id]")) {
      const its = after.querySelector("#" + CSS.escape(id));
      if (its) its.open = open;
    }
    return after.innerHTML;
  }

  function focusedIn(before) {
    const element = document.activeElement;
    if (!before.contains(element)) return "";
    if (element.id) return "#" + CSS.escape(element.id);
    const around = element.closest("details[id]");
    return around ? `#${CSS.escape(around.id)} > summary` : "";
  }

  const headline = (main) =>
    [...main.querySelectorAll("h1, .more")].map((part) => part.textContent).join(" ");

  // "3 min ago" in the page's language; what the server wrote stays where it is older than a day.
  function sayAgo(within) {
    for (const moment of within.querySelectorAll("time[data-ago]")) {
      moment.title ||= moment.textContent;
      const seconds = Math.max(0, (Date.now() - Date.parse(moment.dateTime)) / 1000);
      moment.textContent = seconds < A_DAY ? ago(seconds) : moment.title;
    }
  }

  function ago(seconds) {
    const style = { numeric: "auto", style: "short" };
    const format = new Intl.RelativeTimeFormat(document.documentElement.lang, style);
    if (seconds < 60) return format.format(0, "second");
    if (seconds < 3600) return format.format(-Math.floor(seconds / 60), "minute");
    return format.format(-Math.floor(seconds / 3600), "hour");
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return plan(0);
    sayAgo(page());
    pause = POLITE;
    plan(Math.max(0, askedAt + pause - Date.now()));
  });

  // On paper everything is open; afterwards all is as it was.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });

  document.documentElement.classList.add("js");
  sayAgo(page());
  setInterval(() => document.hidden || sayAgo(page()), 30_000);
  plan(POLITE);
})();

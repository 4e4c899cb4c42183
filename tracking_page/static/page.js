// Keep an open order page true: ask by ETag, and put the new page in place without a reload.
(() => {
  "use strict";
  const POLITE = 20_000;
  const PATIENT = 300_000;
  let pause = POLITE;
  let timer = 0;
  let asking = false;
  let askedAt = Date.now();

  const page = () => document.getElementById("page");
  const live = () => page().hasAttribute("data-live");

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
      pause = POLITE;
    } catch {
      pause = Math.min(pause * 2, PATIENT);
    } finally {
      asking = false;
      plan(pause * (0.9 + Math.random() / 5));
    }
  }

  function show(fresh) {
    const before = page();
    const after = fresh.getElementById("page");
    if (!after) throw new Error("not the page");
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

  const headline = (main) => main.querySelector("h1").textContent;

  document.addEventListener("visibilitychange", () =>
    plan(Math.max(0, askedAt + pause - Date.now())),
  );
  document.documentElement.classList.add("js");
  plan(POLITE);
})();

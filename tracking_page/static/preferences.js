// The button by which this device is told of an order. Without it, or where the browser cannot
// show notes, the page is complete.
(() => {
  "use strict";
  const box = document.getElementById("push");
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!box || !able) return;
  const words = box.dataset;
  const status = box.querySelector("p");
  const button = box.querySelector("button");
  const here = location.pathname.replace(/\/+$/, "");

  async function markOf(endpoint) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
  }

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function show(on, said) {
    box.hidden = false;
    box.dataset.state = on ? "on" : "off";
    button.textContent = on ? words.end : words.begin;
    status.textContent = said || (on ? words.on : words.off);
  }

  async function tell(path, what) {
    const answer = await fetch(here + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(what),
    });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.error || words.sorry);
    document.querySelector("input[name=version]").value = told.version;
  }

  async function begin() {
    if ((await Notification.requestPermission()) !== "granted") return show(false, words.denied);
    await navigator.serviceWorker.register("/p/push.js", { scope: "/p/" });
    const worker = await navigator.serviceWorker.ready;
    const wanted = { userVisibleOnly: true, applicationServerKey: bytes(words.key) };
    const made = await worker.pushManager.subscribe(wanted);
    await tell("/push", made.toJSON());
    show(true);
  }

  async function end() {
    const made = await subscription();
    if (made) await tell("/push/stop", { endpoint: made.endpoint });
    show(false);
  }

  async function subscription() {
    const worker = await navigator.serviceWorker.getRegistration("/p/");
    return worker ? worker.pushManager.getSubscription() : null;
  }

  button.addEventListener("click", async () => {
    button.disabled = true;
    const on = box.dataset.state === "on";
    try {
      await (on ? end() : begin());
    } catch (error) {
      show(on, error instanceof TypeError || !error.message ? words.sorry : error.message);
    } finally {
      button.disabled = false;
      button.focus();
    }
  });

  subscription()
    .then(async (made) => {
      const known = words.subscribed.split(" ");
      show(made !== null && known.includes(await markOf(made.endpoint)));
    })
    .catch(() => show(false));
})();

/* A stand-in for Shopify's App Bridge, for development and tests: it behaves, it signs nothing.

   The real script is closed and served by Shopify only. This one is loaded the same way (the first
   script in <head>, at <cdn>/shopifycloud/app-bridge.js), offers the same names, and asks the page
   around its frame, the "admin", for everything, by postMessage. Every message is an object with
   `bridge: 1`; both sides must check where it came from (the admin: the frame's contentWindow).

   Frame asks the admin       {bridge: 1, id: <number>, ask: <word>, ...}
   The admin answers          {bridge: 1, id: <the same>, value: <any>}   or   {..., error: "why"}

     ask               with                               value
     id-token          -                                  a fresh signed token (a string, JWT)
     extensions        -                                  what shopify.app.extensions() returns: a list of
                                                          {handle, type: "theme_app_extension", activations: [{target, handle, name,
                                                             status: "active" | "available" | "unavailable", activations: [{target, themeId}]}]} or
                                                          {handle, type: "ui_extension", activations: [{target}]}
     scopes.query      -                                  {granted: [], required: [], optional: []}
     scopes.request    scopes: [..]                       {result: "granted-all" | "declined-all", detail: {granted, required, optional}}
     scopes.revoke     scopes: [..]                       {detail: {..}}

   Frame tells the admin      {bridge: 1, tell: <word>, ...}      (nobody answers)
     ready             path                               after every load: where the frame is
     navigation        links: [{label, href, home}]       what <s-app-nav> holds
     toast             message, isError, duration
     save-bar          shown: bool, busy: bool, attention: bool   busy while saving; attention: shake it
     loading           on: bool

   The admin tells the frame  {bridge: 1, tell: <word>, ...}
     save              the save bar's button: the form is submitted
     discard           the save bar's other button, confirmed where the form wants that: it is reset
     go                path: a link of the navigation was clicked

   A page whose address has `shopify-reload` is the bounce page: it is left for that path at once,
   with `id_token` added. Requests by fetch to the page's own origin carry `Authorization: Bearer`,
   and are tried once more with another token after a 401 that bears
   `X-Shopify-Retry-Invalid-Session-Request`. */
(() => {
  "use strict";
  const around = window.parent;
  const query = new URLSearchParams(location.search);
  const pending = new Map();
  const script = document.currentScript;
  let last = 0;
  let barShown = false;

  const send = (message) => around.postMessage({ bridge: 1, ...message }, "*");
  const tell = (word, more) => send({ tell: word, ...more });
  const ask = (word, more) =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      send({ id: last, ask: word, ...more });
    });

  const idToken = () => ask("id-token");
  const plainFetch = window.fetch.bind(window);

  const withToken = async (input, options) => {
    const request = new Request(input, options);
    request.headers.set("Authorization", `Bearer ${await idToken()}`);
    return plainFetch(request);
  };

  window.fetch = async (input, options) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (url.origin !== location.origin) return plainFetch(input, options);
    const again = input instanceof Request ? input.clone() : input;
    const answer = await withToken(input, options);
    if (answer.status !== 401 || !answer.headers.get("X-Shopify-Retry-Invalid-Session-Request")) return answer;
    return withToken(again, options);
  };

  const showBar = (shown, more = {}) => {
    if (barShown === shown && !more.attention && !more.busy) return;
    barShown = shown;
    tell("save-bar", { shown, busy: false, attention: false, ...more });
  };
  const savedForm = () => document.querySelector("form[data-save-bar]");

  window.shopify = {
    config: {
      apiKey: document.querySelector("meta[name='shopify-api-key']")?.content ?? script?.dataset.apiKey ?? "",
      shop: query.get("shop") ?? "",
      host: query.get("host") ?? "",
      locale: query.get("locale") ?? "en",
    },
    idToken,
    loading: (on) => tell("loading", { on: on !== false }),
    toast: {
      show: (message, options = {}) => {
        tell("toast", { message, isError: Boolean(options.isError), duration: options.duration ?? 5000 });
        return String((last += 1));
      },
      hide: () => {},
    },
    saveBar: {
      show: async () => showBar(true),
      hide: async () => showBar(false),
      toggle: async () => showBar(!barShown),
      leaveConfirmation: async () => {
        if (!barShown) return;
        showBar(true, { attention: true });
        await new Promise(() => {});
      },
    },
    app: { extensions: () => ask("extensions") },
    scopes: {
      query: () => ask("scopes.query"),
      request: (scopes) => ask("scopes.request", { scopes }),
      revoke: (scopes) => ask("scopes.revoke", { scopes }),
    },
  };

  const told = {
    save: () => {
      showBar(true, { busy: true });
      savedForm()?.requestSubmit();
    },
    discard: () => savedForm()?.reset(),
    go: ({ path }) => {
      const target = new URL(path, location.href);
      if (target.origin !== location.origin) return;
      if (barShown) showBar(true, { attention: true });
      else location.assign(target);
    },
  };

  window.addEventListener("message", ({ source, data }) => {
    if (source !== around || data?.bridge !== 1) return;
    const waiting = pending.get(data.id);
    if (waiting) {
      pending.delete(data.id);
      if (data.error) waiting.reject(new Error(data.error));
      else waiting.resolve(data.value);
    } else if (Object.hasOwn(told, data.tell ?? "")) {
      told[data.tell](data);
    }
  });

  const changed = (event) => {
    if (event.target.closest?.("form[data-save-bar]")) showBar(true);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-save-bar]")) showBar(false);
  });
  document.addEventListener("reset", (event) => {
    if (event.target.matches("form[data-save-bar]")) showBar(false);
  });

  customElements.define(
    "s-app-nav",
    class extends HTMLElement {
      connectedCallback() {
        this.hidden = true;
        // Its links are parsed after its start tag.
        const read = () =>
          tell("navigation", {
            links: [...this.querySelectorAll("s-link, a")].map((link) => ({
              label: link.textContent.trim(),
              href: link.getAttribute("href"),
              home: link.getAttribute("rel") === "home",
            })),
          });
        if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", read);
        else read();
      }
    },
  );

  const reload = query.get("shopify-reload");
  if (reload !== null) {
    const target = new URL(reload, location.origin);
    if (target.origin !== location.origin) return;
    idToken().then((token) => {
      target.searchParams.set("id_token", token);
      location.replace(target);
    });
    return;
  }
  const shown = new URL(location.href);
  shown.searchParams.delete("id_token");
  tell("ready", { path: shown.pathname + shown.search });
})();

/* The pretend admin around the app's frame: it answers what app-bridge.js asks (the protocol is
   described there), shows what it tells, and trusts nobody but its own frame. */
(() => {
  "use strict";
  const frame = document.getElementById("app");
  const admin = frame.dataset.admin;
  const appOrigin = new URL(frame.dataset.app).origin;
  const bar = document.getElementById("save-bar");
  const toasts = document.getElementById("toasts");
  const navigation = document.getElementById("app-nav");
  let current = "";
  const send = (message) => frame.contentWindow.postMessage({ bridge: 1, ...message }, appOrigin);

  const post = async (path, body) => {
    const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(admin + path, options);
    if (!answer.ok) throw new Error(`the admin answers ${answer.status}`);
    return answer.json();
  };
  const dialog = (name) =>
    new Promise((resolve) => {
      const shown = document.getElementById(name);
      shown.returnValue = "no";
      shown.addEventListener("close", () => resolve(shown.returnValue === "yes"), { once: true });
      shown.showModal();
    });

  const markCurrent = () => {
    for (const link of navigation.children) {
      if (new URL(link.dataset.path, appOrigin).pathname === current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };

  const answers = {
    "id-token": async () => (await post("/id-token", {})).token,
    extensions: async () => (await fetch(`${admin}/extensions`)).json(),
    "scopes.query": () => post("/scopes", { do: "query" }),
    "scopes.revoke": async ({ scopes }) => ({ detail: await post("/scopes", { do: "revoke", scopes }) }),
    "scopes.request": async ({ scopes }) => {
      const list = document.querySelector("#ask ul");
      list.replaceChildren(...scopes.map((scope) => Object.assign(document.createElement("li"), { textContent: scope })));
      const agreed = await dialog("ask");
      const detail = await post("/scopes", agreed ? { do: "request", scopes } : { do: "query" });
      return { result: agreed ? "granted-all" : "declined-all", detail };
    },
  };

  const told = {
    ready: ({ path }) => {
      const below = new URL(path, appOrigin).pathname.replace(/^\/settings/, "");
      history.replaceState(null, "", `${admin}/app${below}`);
      current = new URL(path, appOrigin).pathname;
      markCurrent();
    },
    navigation: ({ links }) => {
      const shown = links.filter((link) => !link.home);
      navigation.replaceChildren(
        ...shown.map((link) => {
          const entry = Object.assign(document.createElement("a"), { textContent: link.label, href: "#" });
          entry.dataset.path = link.href;
          entry.addEventListener("click", (event) => {
            event.preventDefault();
            send({ tell: "go", path: link.href });
          });
          return entry;
        }),
      );
      markCurrent();
    },
    toast: ({ message, isError, duration }) => {
      const toast = Object.assign(document.createElement("p"), { textContent: message });
      toast.classList.toggle("error", Boolean(isError));
      toasts.append(toast);
      setTimeout(() => toast.remove(), duration ?? 5000);
    },
    "save-bar": ({ shown, busy, attention }) => {
      bar.hidden = !shown;
      for (const button of bar.querySelectorAll("button")) button.disabled = Boolean(busy);
      bar.classList.toggle("attention", Boolean(attention));
    },
    loading: ({ on }) => {
      document.getElementById("loading").hidden = !on;
    },
  };

  window.addEventListener("message", async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== appOrigin || data?.bridge !== 1) return;
    if (Object.hasOwn(told, data.tell ?? "")) {
      told[data.tell](data);
      return;
    }
    if (!Object.hasOwn(answers, data.ask ?? "")) return;
    try {
      send({ id: data.id, value: await answers[data.ask](data) });
    } catch (error) {
      send({ id: data.id, error: String(error.message) });
    }
  });

  bar.addEventListener("click", async ({ target }) => {
    const word = target.dataset.tell;
    if (word === "save" || (word === "discard" && (await dialog("discard")))) send({ tell: word });
  });
})();

/* The settings screen's only script, the same in both shells. Without it pages can be read, and in
   the light shell most forms sent.

   data-send       a form, sent by fetch; its answer is {said} or, with 422, {errors: {field: words}};
                   data-then: where to go then, with the answer's {outcome}; data-progress: what is
                   said meanwhile. Forms with data-then work without this script as well
   data-filter     a search: what has not all of its words in data-words is hidden as one types
   data-copy       a button that copies what stands in a field; it is hidden until this script runs
   data-scope      a switch that needs a permission of the platform before it may be on
   data-post       a button that posts; data-hides: what is hidden then; data-then: where to go then;
                   data-sure: what is asked first
   data-download   a button that fetches a document and hands it to the browser
   data-block      a badge that tells whether a block is in place, which only the platform knows */
(() => {
  "use strict";
  const embedded = document.body.dataset.shell === "embedded";
  const failed = document.body.dataset.failed;
  const shownFor = 5000;
  let fading = 0;

  const say = (words, isError = false) => {
    if (!words) return;
    if (embedded) {
      window.shopify.toast.show(words, { isError });
      return;
    }
    const toast = document.getElementById("toast");
    toast.textContent = words;
    toast.classList.toggle("wrong", isError);
    clearTimeout(fading);
    fading = setTimeout(() => { toast.textContent = ""; }, shownFor);
  };

  // Inside the admin, App Bridge adds the proof; outside, this header tells other sites' pages apart.
  // In a frame of a shop's own admin no cookie comes along: the page has what proves who is there.
  const frame = document.body.dataset.frame;
  const post = (address, body) => {
    const headers = { "X-Framme": "settings", Accept: "application/json" };
    if (frame) headers["X-Framme-Frame"] = frame;
    return fetch(address, { method: "POST", body, headers });
  };

  const readAnswer = async (response) => {
    if (response.headers.get("Content-Type")?.startsWith("application/json")) return response.json();
    return {};
  };

  const complain = (field, words) => {
    if (!field) return;
    if ("error" in field) field.error = words;
    const place = document.getElementById(`${field.id}-error`);
    if (place) place.textContent = words;
    if (place && words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  };
  const fieldsOf = (form) => [...form.querySelectorAll("s-switch, input, select")];
  const progress = (form, words) => {
    const place = form.querySelector("[data-says]");
    if (place) place.textContent = words ?? "";
  };
  const goOn = (address, outcome) => {
    const next = new URL(address, location.href);
    if (outcome) next.searchParams.set("outcome", outcome);
    location.assign(next);
  };
  const changedAgain = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));

  const permitted = async (field) => {
    const scope = field.dataset.scope;
    if (!scope || !field.checked || !window.shopify?.scopes) return true;
    const { granted } = await window.shopify.scopes.query();
    if (granted.includes(scope)) return true;
    const { result } = await window.shopify.scopes.request([scope]);
    return result === "granted-all";
  };

  const refusedField = async (fields) => {
    for (const field of fields) if (!(await permitted(field))) return field;
    return null;
  };

  const send = async (form) => {
    const fields = fieldsOf(form);
    fields.forEach((field) => complain(field, ""));
    const refused = await refusedField(fields);
    if (refused) {
      complain(refused, refused.dataset.declined);
      refused.focus();
      changedAgain(form);
      return;
    }
    progress(form, form.dataset.progress);
    const response = await post(form.action, new URLSearchParams(new FormData(form)));
    const answer = await readAnswer(response);
    if (response.ok && form.dataset.then) return goOn(form.dataset.then, answer.outcome);
    progress(form, "");
    if (response.ok) {
      // What is saved is what "discard" goes back to from now on.
      fields.forEach((field) => { field.defaultChecked = field.checked; });
      say(answer.said);
      return;
    }
    const wrong = fields.filter((field) => (answer.errors ?? {})[field.getAttribute("name")]);
    wrong.forEach((field) => complain(field, answer.errors[field.getAttribute("name")]));
    wrong[0]?.focus();
    if (!answer.errors) say(failed, true);
    changedAgain(form);
  };

  const press = async (button) => {
    if (button.dataset.sure && !window.confirm(button.dataset.sure)) return;
    const response = await post(button.dataset.post);
    if (!response.ok) return say(failed, true);
    const hidden = document.getElementById(button.dataset.hides ?? "");
    if (hidden) hidden.hidden = true;
    if (button.dataset.then) location.assign(button.dataset.then);
  };

  const download = async (button) => {
    const response = await post(button.dataset.download);
    if (!response.ok) return say((await readAnswer(response)).said ?? failed, true);
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name ?? "answer.json";
    link.click();
    URL.revokeObjectURL(link.href);
  };

  const work = async (what, busy) => {
    if (busy.dataset.busy) return;
    busy.dataset.busy = "1";
    try {
      await what(busy);
    } catch {
      say(failed, true);
      if (busy.matches("form")) {
        progress(busy, "");
        changedAgain(busy);
      }
    } finally {
      delete busy.dataset.busy;
    }
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-send]")) return;
    event.preventDefault();
    work(send, event.target);
  });
  document.addEventListener("click", (event) => {
    const posting = event.target.closest?.("[data-post]");
    const downloading = event.target.closest?.("[data-download]");
    if (posting) work(press, posting);
    else if (downloading) work(download, downloading);
  });

  const filter = (form) => {
    const words = form.querySelector("[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
    const lines = [...document.querySelectorAll(`#${form.dataset.filter} [data-words]`)];
    for (const line of lines) line.hidden = !words.every((word) => line.dataset.words.includes(word));
    const none = document.getElementById(`${form.dataset.filter}-none`);
    none.textContent = lines.some((line) => !line.hidden) ? "" : none.dataset.none;
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-filter]");
    if (form) filter(form);
  });
  // What was typed before this script ran counts as well.
  for (const form of document.querySelectorAll("form[data-filter]"))
    if (form.querySelector("[type=search]").value !== form.querySelector("[type=search]").defaultValue) filter(form);

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    say(button.dataset.copied);
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => work(copy, button));
  }

  const stateOf = (handle, extensions) => {
    for (const extension of extensions) {
      if (extension.type === "ui_extension" && extension.handle === handle)
        return extension.activations.length ? "active" : "available";
      if (extension.type !== "theme_app_extension") continue;
      const block = extension.activations.find((one) => one.handle === handle);
      if (block) return block.status;
    }
    return "unknown";
  };
  const TONES = { active: "success", available: "neutral", unavailable: "warning", unknown: "neutral" };

  const showStates = async () => {
    const badges = [...document.querySelectorAll("[data-block]")];
    if (!badges.length) return;
    let extensions = [];
    try {
      extensions = await window.shopify.app.extensions();
    } catch {
      // The admin does not tell: the badges say that it is not known.
    }
    for (const badge of badges) {
      const state = stateOf(badge.dataset.block, extensions);
      badge.textContent = badge.dataset[state] ?? badge.dataset.unknown;
      badge.setAttribute("tone", TONES[state] ?? "neutral");
    }
  };
  if (embedded) showStates();
})();

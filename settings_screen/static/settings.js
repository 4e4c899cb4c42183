/* The settings screen's own script, the same in both shells, for what htmx does not do. Without both
   pages can be read, and in the light shell most forms sent.

   data-send       a form, sent by fetch; its answer is {said} or, with 422, {errors: {field: words}};
                   data-then: where to go then (or the answer's {then}), with the answer's {outcome};
                   data-progress: what is
                   said meanwhile. Forms with data-then work without this script as well;
                   data-at-once: sent as soon as one of its fields changes
   data-filter     a search: what has not all of its words in data-words is hidden as one types
   data-copy       a button that copies what stands in a field; it is hidden until this script runs
   data-scope      a switch that needs a permission of the platform before it may be on
   data-post       a button that posts; data-hides: what is hidden then; data-then: where to go then;
                   data-sure: what is asked first
   data-download   a button that fetches a document and hands it to the browser; data-fetch: a form
                   that does
   data-block      a badge that tells whether a block is in place, which only the platform knows
   data-row        what is saved at once by htmx, one request at a time; needs an id
   data-offer      what can be undone, until the next thing is done
   data-insert     a button that puts words where one last wrote in the editor
   data-mirrors    a field that has the same colour as the one it names */
(() => {
  "use strict";
  const embedded = document.body.dataset.shell === "embedded";
  // On a phone the navigation scrolls sideways: the page one is on shall be seen in it.
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
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
  const isSwitch = (field) => field.matches("s-switch, [type=checkbox]");
  const fieldsOf = (form) => [...form.querySelectorAll("s-switch, input, select, textarea")];
  const progress = (form, words) => {
    const place = form.querySelector("[data-says]");
    if (place) place.textContent = words ?? "";
  };
  // Where the answer leads instead, what proves the visit goes along as it would have.
  const goOn = (address, { outcome, then }) => {
    const next = new URL(address, location.href);
    const instead = new URL(then ?? address, location.href);
    next.pathname = instead.pathname;
    for (const [name, value] of instead.searchParams) next.searchParams.set(name, value);
    if (outcome) next.searchParams.set("outcome", outcome);
    location.assign(next);
  };
  // What was not saved is still to be saved; what is saved at once is as it was.
  const notSaved = (form) => {
    if (form.matches("[data-at-once]")) fieldsOf(form).forEach((field) => { field.checked = field.defaultChecked; });
    else form.dispatchEvent(new Event("change", { bubbles: true }));
  };

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

  const sayWhatIsWrong = (fields, answer) => {
    const wrong = fields.filter((field) => (answer.errors ?? {})[field.getAttribute("name")]);
    wrong.forEach((field) => complain(field, answer.errors[field.getAttribute("name")]));
    wrong[0]?.focus();
    if (!answer.errors) say(answer.said ?? failed, true);
  };

  const send = async (form) => {
    const fields = fieldsOf(form);
    fields.forEach((field) => complain(field, ""));
    const refused = await refusedField(fields);
    if (refused) {
      complain(refused, refused.dataset.declined);
      refused.focus();
      notSaved(form);
      return;
    }
    progress(form, form.dataset.progress);
    const response = await post(form.action, new URLSearchParams(new FormData(form)));
    const answer = await readAnswer(response);
    const settled = response.ok || (response.status === 409 && answer.outcome);
    if (settled && form.dataset.then) return goOn(form.dataset.then, answer);
    progress(form, "");
    if (response.ok) {
      // What is saved is what "discard" goes back to from now on.
      fields.forEach((field) => { field.defaultChecked = field.checked; });
      say(answer.said);
      return;
    }
    sayWhatIsWrong(fields, answer);
    notSaved(form);
  };

  const fetchFile = async (form) => {
    const fields = fieldsOf(form);
    fields.forEach((field) => complain(field, ""));
    const response = await post(form.action, new URLSearchParams(new FormData(form)));
    if (response.ok) await keep(response);
    else sayWhatIsWrong(fields, await readAnswer(response));
  };

  const press = async (button) => {
    if (button.dataset.sure && !window.confirm(button.dataset.sure)) return;
    const response = await post(button.dataset.post);
    if (!response.ok) return say((await readAnswer(response)).said ?? failed, true);
    const hidden = document.getElementById(button.dataset.hides ?? "");
    if (hidden) hidden.hidden = true;
    if (button.dataset.then) location.assign(button.dataset.then);
  };

  const download = async (button) => {
    const response = await post(button.dataset.download);
    if (!response.ok) return say((await readAnswer(response)).said ?? failed, true);
    await keep(response);
  };

  const keep = async (response) => {
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
        notSaved(busy);
      }
    } finally {
      delete busy.dataset.busy;
    }
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-send], form[data-fetch]")) return;
    event.preventDefault();
    work(event.target.matches("[data-fetch]") ? fetchFile : send, event.target);
  });
  const switched = (field) => isSwitch(field) && field.checked !== field.defaultChecked;
  for (const form of document.querySelectorAll("form[data-at-once]"))
    for (const field of fieldsOf(form)) field.addEventListener("change", () => form.requestSubmit());
  // What was switched before the scripts ran counts as well. By its timer htmx has begun before this.
  setTimeout(() => {
    for (const field of document.querySelectorAll("[data-at-once] [name], [data-row] [name]"))
      if (switched(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("click", (event) => {
    const posting = event.target.closest?.("[data-post]");
    const downloading = event.target.closest?.("[data-download]");
    const copying = event.target.closest?.("[data-copy]");
    if (posting) work(press, posting);
    else if (copying) work(copy, copying);
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

  document.addEventListener("input", ({ target }) => {
    const other = document.getElementById(target.dataset?.mirrors ?? "");
    if (other && /^#[0-9a-f]{6}$/i.test(target.value)) other.value = target.value.toLowerCase();
  });

  const copy = async (button) => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    say(button.dataset.copied);
  };
  const offerCopies = () => {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  };
  offerCopies();
  document.addEventListener("htmx:after:swap", offerCopies);

  let wroteIn = "";
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches?.("#editor [name^=part_]")) wroteIn = target.id;
  });
  document.addEventListener("click", ({ target }) => {
    const words = target.closest?.("[data-insert]")?.dataset.insert;
    const field = document.getElementById(wroteIn) ?? document.querySelector("#editor [name^=part_]");
    if (!words || !field) return;
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });

  // What htmx saves. Where it did not work, a switch goes back to where it was.
  const SHOWN = [409, 422];
  const undone = ({ detail: { ctx } }) => {
    if (!ctx || SHOWN.includes(ctx.response?.status)) return;
    if (isSwitch(ctx.sourceElement)) ctx.sourceElement.checked = !ctx.sourceElement.checked;
    // Who may not do that is told so by the answer itself.
    if (ctx.response?.status !== 403) say(failed, true);
  };
  document.addEventListener("htmx:error", undone);
  document.addEventListener("htmx:response:error", undone);
  document.addEventListener("htmx:before:swap", () => {
    for (const offer of document.querySelectorAll("[data-offer]")) offer.remove();
  });
  document.addEventListener("framme:said", ({ detail: { words, offered, focus } }) => {
    if (offered) document.getElementById("heard").textContent = words;
    else say(words);
    if (focus) document.getElementById(focus)?.focus();
  });

  // What is pressed while its row is being saved is saved after that: each save goes by the last one.
  const waiting = new Map();
  const valueOf = (field) => (isSwitch(field) ? field.checked : field.value);
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = event.detail;
    const row = ctx.sourceElement.closest("[data-row]")?.id;
    if (!row) return;
    if (waiting.has(row)) {
      waiting.get(row).set(ctx.sourceElement.id, valueOf(ctx.sourceElement));
      event.preventDefault();
      return;
    }
    waiting.set(row, new Map());
    ctx.row = row;  // Once the answer is in its place, what sent the request is in no row any more.
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const pressed = waiting.get(ctx.row);
    waiting.delete(ctx.row);
    if (!pressed || ctx.response?.status !== 200) return;
    for (const [id, value] of pressed) {
      const field = document.getElementById(id);
      if (!field || valueOf(field) === value) continue;
      field[isSwitch(field) ? "checked" : "value"] = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

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

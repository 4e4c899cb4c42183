/* A stand-in for Shopify's Polaris web components, for development and tests: the tags our settings
   screen uses, with the same attributes, slots and events, looking roughly alike.

   The real script is closed and served by Shopify only; this one is loaded from
   <cdn>/shopifycloud/polaris.js. It needs nothing from elsewhere and sends nothing anywhere. Form
   controls are form-associated elements: they submit, reset and focus as native ones do, and
   `defaultChecked` reflects the attribute `checked`. */
(() => {
  "use strict";
  const SPACES = { none: "0", "small-300": "4px", "small-200": "4px", "small-100": "8px", small: "8px", base: "16px", large: "20px", "large-100": "24px" };
  const TONES = {
    info: ["#003a5a", "#eaf4ff", "#0094d5"],
    success: ["#014b40", "#cdfee1", "#29845a"],
    caution: ["#4f4700", "#fff8db", "#998a00"],
    warning: ["#5e4200", "#fff1e3", "#b28400"],
    critical: ["#8e0b21", "#fee8eb", "#e22c38"],
    neutral: ["#303030", "#ebebeb", "#616161"],
  };
  const SHARED = `
    :host { box-sizing: border-box; font: 13px/20px Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #303030; }
    :host([hidden]) { display: none !important; }
    *, ::before, ::after { box-sizing: border-box; }
    a { color: #005bd3; }
    :focus-visible { outline: 2px solid #005bd3; outline-offset: 2px; }
    ::slotted(*) { min-width: 0; }`;

  const space = (name, otherwise) => SPACES[name] ?? otherwise;
  const tone = (element, otherwise) => TONES[element.getAttribute("tone")] ?? TONES[otherwise];

  const define = (tag, { css, html = () => "<slot></slot>", watch = [], wire = () => {}, focus = false }) => {
    class Drawn extends HTMLElement {
      static observedAttributes = watch;
      connectedCallback() {
        if (!this.shadowRoot) this.attachShadow({ mode: "open", delegatesFocus: focus });
        this.draw();
      }
      attributeChangedCallback() {
        if (this.shadowRoot) this.draw();
      }
      draw() {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(SHARED + (typeof css === "function" ? css(this) : css));
        this.shadowRoot.adoptedStyleSheets = [sheet];
        this.shadowRoot.innerHTML = html(this);
        wire(this, this.shadowRoot);
      }
    }
    customElements.define(tag, Drawn);
  };
  const text = (value) => String(value ?? "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const attribute = (element, name) => text(element.getAttribute(name));

  define("s-page", {
    watch: ["heading"],
    css: `:host { display: block; max-width: 62rem; margin: 0 auto; padding: 16px; }
      header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin-bottom: 16px; }
      h1 { flex: 1 1 auto; margin: 0; font-size: 20px; line-height: 28px; font-weight: 650; }
      main, aside { display: grid; gap: 16px; align-content: start; grid-template-columns: minmax(0, 1fr); }
      .columns { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
      .columns:not(.alone) { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
      @media (width < 48rem) { .columns:not(.alone) { grid-template-columns: minmax(0, 1fr); } }`,
    html: (page) => `<header><slot name="breadcrumb-actions"></slot><h1>${attribute(page, "heading")}</h1>
      <slot name="secondary-actions"></slot><slot name="primary-action"></slot></header>
      <div class="columns ${page.querySelector(":scope > [slot=aside]") ? "" : "alone"}"><main><slot></slot></main>
      <aside><slot name="aside"></slot></aside></div>`,
  });
  define("s-section", {
    watch: ["heading"],
    css: (section) => `:host { display: block; background: #fff; border: 1px solid #e3e3e3; border-radius: 12px; box-shadow: 0 1px 0 #1a1a1a12;
      padding: ${section.getAttribute("padding") === "none" ? "0" : "16px"}; overflow: clip; }
      h2 { margin: 0 0 12px; font-size: 14px; font-weight: 650; } div { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
      :host([padding="none"]) h2 { padding: 16px 16px 0; }`,
    html: (section) => `${section.hasAttribute("heading") ? `<h2>${attribute(section, "heading")}</h2>` : ""}<div><slot></slot></div>`,
  });
  const flow = (element) =>
    `gap: ${space(element.getAttribute("gap"), "0")}; align-items: ${element.getAttribute("alignitems") ?? "normal"};
     justify-content: ${element.getAttribute("justifycontent") ?? "normal"};`;
  const framed = (element) => {
    const border = element.getAttribute("border");
    const radius = element.getAttribute("borderradius");
    return `padding: ${space(element.getAttribute("padding"), "0")}; background: ${element.getAttribute("background") === "subdued" ? "#f7f7f7" : "transparent"};
      ${border ? "border: 1px solid #e3e3e3;" : ""} ${radius ? "border-radius: 8px;" : ""}`;
  };
  define("s-stack", {
    css: (stack) => `:host { display: flex; ${flow(stack)} ${framed(stack)}
      ${stack.getAttribute("direction") === "inline" ? "flex-flow: row wrap;" : "flex-flow: column;"} }`,
  });
  define("s-grid", {
    css: (grid) => `:host { display: grid; ${flow(grid)} ${framed(grid)} grid-template-columns: ${grid.getAttribute("gridtemplatecolumns") ?? "minmax(0, 1fr)"}; }`,
  });
  define("s-grid-item", { css: (item) => `:host { display: block; min-width: 0; ${framed(item)} }` });
  define("s-box", { css: (box) => `:host { display: block; ${framed(box)} }` });
  define("s-divider", { css: ":host { display: block; border-top: 1px solid #ebebeb; }" });
  define("s-heading", { css: ":host { display: block; } h3 { margin: 0; font-size: 13px; font-weight: 650; }", html: () => "<h3><slot></slot></h3>" });
  const words = (element) => `color: ${element.getAttribute("color") === "subdued" ? "#616161" : TONES[element.getAttribute("tone")]?.[0] ?? "inherit"};
    font-weight: ${element.getAttribute("type") === "strong" || element.hasAttribute("fontweight") ? 650 : "inherit"}; ${element.hasAttribute("fontsize") ? "font-size: 18px; line-height: 26px;" : ""} ${element.getAttribute("fontvariantnumeric") ? "font-variant-numeric: tabular-nums;" : ""}`;
  define("s-text", { css: (element) => `:host { display: inline; ${words(element)} }` });
  define("s-paragraph", { css: (element) => `:host { display: block; overflow-wrap: anywhere; ${words(element)} }` });
  define("s-unordered-list", { css: ":host { display: block; } ul { margin: 0; padding-left: 20px; }", html: () => "<ul role='list'><slot></slot></ul>" });
  define("s-ordered-list", { css: ":host { display: block; } ol { margin: 0; padding-left: 20px; }", html: () => "<ol role='list'><slot></slot></ol>" });
  define("s-list-item", { css: ":host { display: list-item; margin-block: 4px; }" });
  define("s-badge", {
    watch: ["tone"],
    css: (badge) => { const [ink, ground] = tone(badge, "neutral"); return `:host { display: inline-block; padding: 0 8px; border-radius: 8px; background: ${ground}; color: ${ink}; font-size: 12px; font-weight: 550; }`; },
  });
  define("s-banner", {
    watch: ["heading", "tone"],
    css: (banner) => { const [ink, ground, line] = tone(banner, "info"); return `:host { display: block; border: 1px solid ${line}; border-radius: 12px; overflow: clip; background: #fff; }
      header { display: flex; padding: 10px 16px; background: ${ground}; color: ${ink}; font-weight: 650; } header span { flex: 1; }
      div { padding: 12px 16px; display: grid; gap: 8px; } button { border: 0; background: none; color: inherit; font: inherit; cursor: pointer; }`; },
    html: (banner) => `<section role="${banner.getAttribute("tone") === "critical" ? "alert" : "status"}"><header><span>${attribute(banner, "heading")}</span>
      ${banner.hasAttribute("dismissible") ? "<button type='button' aria-label='Dismiss'>✕</button>" : ""}</header>
      <div><slot></slot><slot name="secondary-actions"></slot></div></section>`,
    wire: (banner, root) => root.querySelector("button")?.addEventListener("click", () => {
      banner.hidden = true;
      banner.dispatchEvent(new Event("dismiss"));
    }),
  });
  const address = (element) => `href="${attribute(element, "href")}"${element.hasAttribute("target") ? ` target="${attribute(element, "target")}"` : ""}`;
  define("s-link", {
    watch: ["href"],
    focus: true,
    css: ":host { display: inline; } button { padding: 0; border: 0; background: none; color: #005bd3; font: inherit; text-decoration: underline; cursor: pointer; }",
    html: (link) => (link.hasAttribute("href") ? `<a ${address(link)}><slot></slot></a>` : "<button type='button'><slot></slot></button>"),
  });

  class FormElement extends HTMLElement {
    static formAssociated = true;
    constructor() {
      super();
      this.internals = this.attachInternals();
      this.attachShadow({ mode: "open", delegatesFocus: true });
    }
    get form() { return this.internals.form; }
    get name() { return this.getAttribute("name") ?? ""; }
    dress(css, html) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(SHARED + css);
      this.shadowRoot.adoptedStyleSheets = [sheet];
      this.shadowRoot.innerHTML = html;
    }
    announce(event) { this.dispatchEvent(new Event(event, { bubbles: true, composed: true })); }
  }
  const BUTTON = `:host { display: inline-block; } a, button { display: inline-block; padding: 5px 12px; border: 1px solid #cccccc; border-radius: 8px; background: #fff;
    color: #303030; font: 550 12px/16px inherit; font-family: inherit; text-decoration: none; cursor: pointer; }
    :host([variant="primary"]) a, :host([variant="primary"]) button { background: #303030; border-color: #303030; color: #fff; }
    :host([variant="tertiary"]) a, :host([variant="tertiary"]) button { background: none; border-color: transparent; }
    button:disabled { color: #767676; background: #f2f2f2; border-color: #e3e3e3; cursor: default; }`;
  customElements.define("s-button", class extends FormElement {
    static observedAttributes = ["disabled", "loading", "href"];
    connectedCallback() { this.draw(); }
    attributeChangedCallback() { this.draw(); }
    draw() {
      const stopped = this.hasAttribute("disabled") || this.hasAttribute("loading");
      const label = this.hasAttribute("accessibilitylabel") ? ` aria-label="${attribute(this, "accessibilitylabel")}"` : "";
      this.dress(BUTTON, this.hasAttribute("href")
        ? `<a ${address(this)}${label}><slot></slot></a>`
        : `<button type="button"${stopped ? " disabled" : ""}${label}><slot></slot></button>`);
      this.shadowRoot.querySelector("button")?.addEventListener("click", () => {
        if (this.getAttribute("type") === "submit") this.form?.requestSubmit();
        if (this.getAttribute("type") === "reset") this.form?.reset();
      });
    }
    get loading() { return this.hasAttribute("loading"); }
    set loading(on) { this.toggleAttribute("loading", on); }
    get disabled() { return this.hasAttribute("disabled"); }
    set disabled(on) { this.toggleAttribute("disabled", on); }
  });

  const CHECK = `:host { display: block; } label { display: flex; gap: 12px; align-items: flex-start; cursor: pointer; }
    input { flex: none; margin: 2px 0 0; width: 16px; height: 16px; accent-color: #303030; }
    input[role=switch] { appearance: none; width: 32px; height: 20px; margin: 0; border-radius: 10px; background: #8a8a8a; cursor: pointer; }
    input[role=switch]::before { content: ""; display: block; width: 16px; height: 16px; margin: 2px; border-radius: 50%; background: #fff; }
    input[role=switch]:checked { background: #303030; } input[role=switch]:checked::before { margin-inline-start: 14px; } input:disabled { opacity: 0.5; }
    small { display: block; font-size: 13px; color: #616161; } .error { color: #8e0b21; }`;
  const checkable = (role) => class extends FormElement {
    static observedAttributes = ["checked", "disabled", "error", "label", "details"];
    connectedCallback() {
      this.on ??= this.hasAttribute("checked");
      this.draw();
    }
    attributeChangedCallback(name, before, after) {
      if (name === "checked" && !this.touched) this.on = after !== null;
      if (this.isConnected) this.draw();
    }
    draw() {
      const refused = attribute(this, "error");
      const said = this.hasAttribute("accessibilitylabel") ? ` aria-label="${attribute(this, "accessibilitylabel")}"` : "";
      this.dress(CHECK, `<label><input type="checkbox" ${role}${said} aria-describedby="details error"${this.on ? " checked" : ""}${this.hasAttribute("disabled") ? " disabled" : ""}>
        <span><span>${attribute(this, "label")}</span><small id="details" aria-hidden="true">${attribute(this, "details")}</small></span></label>
        <small id="error" class="error">${refused}</small>`);
      this.internals.setFormValue(this.on ? this.value : null);
      const box = this.shadowRoot.querySelector("input");
      box.addEventListener("change", () => {
        this.touched = true;
        this.on = box.checked;
        this.internals.setFormValue(this.on ? this.value : null);
        this.announce("input");
        this.announce("change");
      });
    }
    get value() { return this.getAttribute("value") ?? "on"; }
    get checked() { return this.on ?? this.hasAttribute("checked"); }
    set checked(on) { this.on = Boolean(on); this.touched = true; this.draw(); }
    get defaultChecked() { return this.hasAttribute("checked"); }
    set defaultChecked(on) { this.toggleAttribute("checked", on); }
    get error() { return this.getAttribute("error") ?? ""; }
    set error(words) { if (words) this.setAttribute("error", words); else this.removeAttribute("error"); }
    get disabled() { return this.hasAttribute("disabled"); }
    set disabled(on) { this.toggleAttribute("disabled", on); }
    formResetCallback() { this.touched = false; this.on = this.defaultChecked; this.draw(); }
  };
  customElements.define("s-switch", checkable('role="switch"'));
  customElements.define("s-checkbox", checkable(""));
  customElements.define("s-text-field", class extends FormElement {
    connectedCallback() {
      this.dress(":host { display: block; } label { display: grid; gap: 4px; } input { padding: 6px 12px; border: 1px solid #8a8a8a; border-radius: 8px; font: inherit; }",
        `<label><span>${attribute(this, "label")}</span><input value="${attribute(this, "value")}"></label>`);
      this.field = this.shadowRoot.querySelector("input");
      this.internals.setFormValue(this.field.value);
      this.field.addEventListener("input", () => {
        this.internals.setFormValue(this.field.value);
        this.announce("input");
      });
      this.field.addEventListener("change", () => this.announce("change"));
    }
    get value() { return this.field?.value ?? this.getAttribute("value") ?? ""; }
    set value(words) { this.field.value = words; this.internals.setFormValue(words); }
    formResetCallback() { this.value = this.getAttribute("value") ?? ""; }
  });

  const heading = (cell) =>
    cell.closest("s-table")?.querySelectorAll("s-table-header")[[...cell.parentElement.children].indexOf(cell)]?.textContent;
  for (const [tag, role, css] of [
    ["s-table", "table", "display: table; width: 100%; border-collapse: collapse;"],
    ["s-table-header-row", "row", "display: table-row; background: #f7f7f7;"],
    ["s-table-header", "columnheader", "display: table-cell; padding: 8px 16px; font-weight: 550; color: #616161;"],
    ["s-table-body", "rowgroup", "display: table-row-group;"],
    ["s-table-row", "row", "display: table-row;"],
    ["s-table-cell", "cell", "display: table-cell; padding: 8px 16px; border-top: 1px solid #ebebeb; vertical-align: top;"],
  ])
    define(tag, {
      // On narrow screens a table becomes a list, each cell with its heading.
      css: `:host { ${css} } span { display: none; color: #616161; } @media (width < 40rem) { :host { display: block; }
        :host(s-table-header-row) { display: none; } :host(s-table-row) { padding-block: 8px; border-top: 1px solid #ebebeb; }
        :host(s-table-cell) { display: flex; justify-content: space-between; gap: 16px; padding: 2px 16px; border: 0; } span { display: inline; } }`,
      html: (element) => (tag === "s-table-cell" ? `<span>${text(heading(element))}</span><slot></slot>` : "<slot></slot>"),
      wire: (element) => element.setAttribute("role", role),
    });
})();

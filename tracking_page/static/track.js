// Shows where an order is inside a shop's own pages, styled by track.css; how an order looks is in
// track_order.js, which comes first. Nothing is kept beyond the page. In the page:
// <div data-framme-tracking data-path="/apps/track" data-lang="sv" data-orders>
//   <form data-framme-form data-sorry="what to say when nothing can be reached">
//     <p data-framme-problem role="alert"></p> <input name="number"> <input name="proof"> <button>
//   <div data-framme-result></div>
// data-path: where the shop shows the app; else the page's own path. data-lang: else <html lang>.
// data-orders: list the orders of who is logged in. ?t=<token> or ?order=<id> opens that order.
(() => {
	"use strict";
	const POLITE = 20000, PATIENT = 300000, MINUTE = 60000;

	const { el, fill, said, whole } = window.framme;

	// "3 min ago", in the language of the words around it.
	function ago(instant, lang) {
		const minutes = Math.min(0, Math.round((Date.parse(instant) - Date.now()) / 60000));
		const write = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });
		for (const [unit, length] of [["day", 1440], ["hour", 60]])
			if (-minutes >= length) return write.format(Math.trunc(minutes / length), unit);
		return write.format(minutes, "minute");
	}

	function begin(root) {
		const [form, problem, result] = ["form", "problem", "result"].map((part) =>
			root.querySelector(`[data-framme-${part}]`));
		const given = root.dataset.path || "";
		const path = /^(\/[\w.~%-]+)+$/.test(given) ? given : location.pathname.replace(/\/+$/, "");
		const lang = root.dataset.lang || document.documentElement.lang;
		const status = root.appendChild(el("p.unseen", { role: "status" }));
		let shown = {}, timer, visit = "";

		async function ask(what, query, options) {
			const answer = await fetch(`${path}/${what}?${new URLSearchParams({ ...query, lang })}`,
				{ cache: "no-store", signal: AbortSignal.timeout(POLITE), ...options });
			const { status, headers } = answer;
			return status === 304 || status === 204 ? { status: 304 }
				: { ...(await answer.json()), status, etag: headers.get("ETag") };
		}

		function complain(text, fields = {}) {
			problem.textContent = Object.values(fields).join(" ") || text;
			for (const input of form.querySelectorAll("input"))
				input.setAttribute("aria-invalid", input.name in fields);
		}

		// One question of the reader's at a time; whatever goes wrong is said above the form.
		async function busy(query, what, options) {
			if (root.ariaBusy === "true") return;
			root.ariaBusy = "true";
			complain("");
			try {
				const told = await ask(what, query, options);
				if (told.order) {
					if (!query) visit = told.visit || "";
					show(told, query || { t: told.token }, !query);
				}
				else complain(told.error || form.dataset.sorry, told.fields);
			} catch {
				complain(form.dataset.sorry);
			}
			root.ariaBusy = "false";
			form.hidden = !!shown.query;
		}

		function show({ order, words, etag, lang: code, dir }, query, focus) {
			const told = JSON.stringify(order), fresh = told !== shown.told;
			const news = shown.headline && shown.headline !== order.headline;
			shown = { query, told, etag, headline: order.headline, live: order.live, words, code };
			if (fresh) {
				// What the reader has opened stays open, and the keyboard stays where it is.
				const all = (what) => [...result.querySelectorAll(what)];
				const open = all("details").map((one) => one.open);
				const at = all("a, button, summary").indexOf(document.activeElement);
				const another = el("button.plain", { type: "button" }, words.another);
				another.onclick = again;
				result.replaceChildren(whole(order, words), another);
				if (code) result.lang = code;
				if (dir) result.dir = dir;
				all("details").forEach((one, n) => (one.open = open[n]));
				all("a, button, summary")[at]?.focus({ preventScroll: true });
			}
			age();
			if (news) status.textContent = order.headline;
			if (focus) result.querySelector("h2").focus();
			plan(POLITE);
		}

		function age() {
			const { words, code } = shown, time = result.querySelector("time[data-framme-checked]");
			if (time) time.textContent = fill(words.updated, { when: ago(time.dateTime, code) });
		}

		function plan(delay) {
			clearTimeout(timer);
			if (shown.live && !document.hidden) timer = setTimeout(refresh, delay, delay);
		}

		async function refresh(delay) {
			const { query, etag } = shown;
			// What a look-up has proven is shown in a body: no address carries it, no log has it.
			const body = visit && new URLSearchParams({ ...query, visit, seen: etag || "" });
			const options = body ? { method: "POST", body }
				: etag && { headers: { "If-None-Match": etag } };
			let wait = Math.min(Math.max(delay, POLITE) * 2, PATIENT);
			try {
				const told = await ask("order", body ? {} : query, options);
				if (shown.query !== query) return;
				if (told.order) return show(told, query);
				if (told.status === 304) wait = POLITE;
				if (told.status === 404) shown.live = false;
			} catch {
				// The shopper still sees what was true a while ago; the next try comes later.
			}
			plan(wait);
		}

		function again() {
			shown = {};
			visit = "";
			result.replaceChildren();
			form.hidden = false;
			form.elements.number.focus();
		}

		async function list() {
			const { orders, words } = await ask("orders");
			if (!orders?.length || shown.query) return;
			result.replaceChildren(el("h2", words.orders), ...orders.map((order) =>
				el("p.card." + order.tone,
					el("a", { href: `${path}?order=${encodeURIComponent(order.id)}` },
						words.order, " ", el("bdi", order.number)),
					el("span.quiet", fill(words.placed, { day: order.placed })),
					said(order.headline))));
		}

		form.onsubmit = (event) => {
			event.preventDefault();
			const body = new URLSearchParams(new FormData(form));
			busy(null, "look-up", { method: "POST", body });
		};
		document.addEventListener("visibilitychange", () => plan(1000));
		setInterval(() => document.hidden || age(), MINUTE);
		const wish = new URLSearchParams(location.search);
		const [t] = /^[\w-]{32}$/.exec(wish.get("t")) || [], [id] = /^\d+$/.exec(wish.get("order")) || [];
		form.hidden = !!(t || id);
		if (form.hidden) busy(t ? { t } : { id }, "order");
		else if ("orders" in root.dataset) list().catch(() => {}); // the form is there still
	}

	document.querySelectorAll("[data-framme-tracking]").forEach(begin);
})();

// Shows where an order is inside a shop's own pages, styled by track.css. It remembers nothing,
// and what it is told it writes as text. In the page:
// <div data-framme-tracking data-path="/apps/track" data-lang="sv" data-orders>
//   <form data-framme-form data-sorry="what to say when nothing can be reached">
//     <p data-framme-problem role="alert"></p> <input name="number"> <input name="proof"> <button>
//   <div data-framme-result></div>
// data-path: where the shop shows the app; else the page's own path. data-lang: else <html lang>.
// data-orders: list the orders of who is logged in. ?t=<token> or ?order=<id> opens that order.
(() => {
	"use strict";
	const POLITE = 20000, PATIENT = 300000, SHOWN_AT_ONCE = 4;

	// el("p.quiet", { id: "x" }, "text", child): classes get our prefix, empty children go.
	function el(what, ...children) {
		const [tag, ...names] = what.split(".");
		const made = document.createElement(tag);
		if (names.length) made.className = names.map((name) => "framme-" + name).join(" ");
		if (children[0] && Object.getPrototypeOf(children[0]) === Object.prototype)
			for (const [name, value] of Object.entries(children.shift()))
				if (value) made.setAttribute(name, value);
		made.append(...children.flat(3).filter(Boolean));
		return made;
	}
	const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
	const web = (link) => (/^(https?:\/\/|\/(?![/\\]))/i.test(link) ? link : "");
	const said = (text) => el("span", { dir: "auto" }, text);
	const quiet = (text) => text && el("p.quiet", text);

	function steps(all, words) {
		const here = all.filter((step) => step.reached !== "ahead").length - 1;
		return el("ol.steps", { "aria-label": words.progress }, all.map(({ label, reached }, n) =>
			el("li." + reached, { "aria-current": n === here && "step" }, el("span", label),
				words[reached] && el("span.unseen", " " + words[reached]))));
	}

	const items = (level, title, all, words, ...more) => all.length && [el(level, title), el("ul",
		all.map((one) => el("li",
			el("span.unseen", words.quantity), ` ${one.quantity} × `, said(one.title),
			one.variant && el("span.quiet", { dir: "auto" }, one.variant)))), more];

	const pickup = (place, words) => place && el("div.pickup", el("h4", words.pickup_point),
		el("address", { dir: "auto" }, el("b", place.name),
			[place.street, place.town].map((line) => line && [el("br"), line])),
		place.hours.length && el("p", words.opening_hours,
			place.hours.map(({ days, times }) => [el("br"), said(`${days} ${times}`)])));

	function story(days, words) {
		let left = SHOWN_AT_ONCE;
		const recent = [], earlier = [];
		for (const { label, happenings } of days) {
			const parts = [happenings.slice(0, left), happenings.slice(left)];
			left -= parts[0].length;
			[recent, earlier].forEach((to, n) => parts[n].length && to.push(day(label, parts[n])));
		}
		return days.length && [el("h4", words.happened), recent,
			earlier.length && el("details", el("summary", words.earlier), earlier)];
	}

	const day = (label, happenings) => [el("h5", label), el("ol.day", happenings.map((one) =>
		el("li", said(one.what), el("span.quiet", el("time", { datetime: one.instant }, one.time),
			one.zone && " " + one.zone, one.where && [" · ", el("bdi", one.where)]))))];

	function parcel(one, count, words) {
		const fact = (name, value, more) =>
			value && el("div", el("dt", name), el("dd", { dir: "auto" }, value, more));
		const link = web(one.link), carrier = one.carrier;
		const title = !one.position ? words.cancelled_parcel : count < 2 ? words.parcel
			: fill(words.parcel_of, { position: one.position, count });
		return el("section.card." + one.tone,
			el("h3", title, " ", el("span.pill", one.status)),
			one.action_required &&
				el("p.notice", link ? words.action_at_carrier : words.action_at_shop),
			pickup(one.pickup, words),
			el("dl", fact(one.late ? words.was_expected : words.expected, one.expected,
					one.late && [" ", el("span.pill", words.late)]),
				fact(words.since, one.since), fact(words.carrier, carrier),
				fact(words.tracking_number, one.number)),
			link && el("p", el("a", { href: link, rel: "noopener noreferrer nofollow external" },
				carrier ? fill(words.follow, { carrier }) : words.carrier_page)),
			items("h4", words.in_this_parcel, one.items, words),
			story(one.days, words),
			quiet(one.note),
			quiet(one.checked && fill(words.last_checked, { when: one.checked })));
	}

	function whole(order, words) {
		const card = (...inside) => inside[0] && el("section.card", inside);
		const { counted, steps: way, parcels, total } = order;
		return el("section",
			el("p.quiet", words.order, " ", el("bdi", order.number), " · ",
				fill(words.placed, { day: order.placed }), order.live && " · " + words.live),
			el("h2", { tabindex: "-1", dir: "auto" }, order.headline),
			way.length && steps(way, words),
			counted > 1 && el("p", el("b", words.so_far)),
			parcels.map((one) => parcel(one, counted, words)),
			card(way.length && !parcels.length &&
				[el("h3", words.no_parcel), quiet(words.no_parcel_yet)]),
			card(items("h3", words.not_sent_yet, order.unsent, words)),
			card(items("h3", words.items, order.items, words,
				total && el("p", words.total, " ", el("b", total)))));
	}

	function begin(root) {
		const [form, problem, result] = ["form", "problem", "result"].map((part) =>
			root.querySelector(`[data-framme-${part}]`));
		const given = root.dataset.path || "";
		const path = /^(\/[\w.~%-]+)+$/.test(given) ? given : location.pathname.replace(/\/+$/, "");
		const lang = root.dataset.lang || document.documentElement.lang;
		const status = root.appendChild(el("p.unseen", { role: "status" }));
		let shown = {}, timer;

		async function ask(what, query, options) {
			const answer = await fetch(`${path}/${what}?${new URLSearchParams({ ...query, lang })}`,
				{ cache: "no-store", signal: AbortSignal.timeout(POLITE), ...options });
			const { status, headers } = answer;
			return status === 304 ? { status }
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
				if (told.order) show(told, query || { t: told.token }, !query);
				else complain(told.error || form.dataset.sorry, told.fields);
			} catch {
				complain(form.dataset.sorry);
			}
			root.ariaBusy = "false";
			form.hidden = !!shown.query;
		}

		function show({ order, words, etag }, query, focus) {
			const told = JSON.stringify(order), fresh = told !== shown.told;
			const news = shown.headline && shown.headline !== order.headline;
			shown = { query, told, etag, headline: order.headline, live: order.live };
			if (fresh) {
				// What the reader has opened stays open, and the keyboard stays where it is.
				const all = (what) => [...result.querySelectorAll(what)];
				const open = all("details").map((one) => one.open);
				const at = all("a, button, summary").indexOf(document.activeElement);
				const another = el("button.plain", { type: "button" }, words.another);
				another.onclick = again;
				result.replaceChildren(whole(order, words), another);
				all("details").forEach((one, n) => (one.open = open[n]));
				all("a, button, summary")[at]?.focus({ preventScroll: true });
			}
			if (news) status.textContent = order.headline;
			if (focus) result.querySelector("h2").focus();
			plan(POLITE);
		}

		function plan(delay) {
			clearTimeout(timer);
			if (shown.live && !document.hidden) timer = setTimeout(refresh, delay, delay);
		}

		async function refresh(delay) {
			const { query, etag } = shown;
			let wait = Math.min(Math.max(delay, POLITE) * 2, PATIENT);
			try {
				const told = await ask("order", query, etag && { headers: { "If-None-Match": etag } });
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
		const wish = new URLSearchParams(location.search);
		const [t] = /^[\w-]{32}$/.exec(wish.get("t")) || [], [id] = /^\d+$/.exec(wish.get("order")) || [];
		form.hidden = !!(t || id);
		if (form.hidden) busy(t ? { t } : { id }, "order");
		else if ("orders" in root.dataset) list().catch(() => {}); // the form is there still
	}

	document.querySelectorAll("[data-framme-tracking]").forEach(begin);
})();

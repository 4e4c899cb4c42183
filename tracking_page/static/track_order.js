// How an order looks inside a shop's own pages, for track.js. What it is told it writes as text; the
// one picture it is told as markup, the route, it takes only if it is made of plain shapes.
(() => {
	"use strict";
	const SHOWN_AT_ONCE = 4;
	const SVG = "http://www.w3.org/2000/svg";
	const SHAPES = /^(svg|g|path|circle|ellipse|rect|line|polyline|polygon|text|tspan|title|desc)$/;

	// el("p.quiet", { id: "x" }, "text", child): classes get our prefix, empty children go.
	function el(what, ...children) {
		const [tag, ...names] = what.split(".");
		const made = document.createElement(tag);
		if (names.length) made.className = names.map((name) => "framme-" + name).join(" ");
		if (children[0] && Object.getPrototypeOf(children[0]) === Object.prototype)
			for (const [name, value] of Object.entries(children.shift()))
				if (value || value === "") made.setAttribute(name, value);
		made.append(...children.flat(4).filter(Boolean));
		return made;
	}
	const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
	const web = (link) => (/^(https?:\/\/|\/(?![/\\]))/i.test(link) ? link : "");
	const said = (text) => el("span", { dir: "auto" }, text);
	const quiet = (text) => text && el("p.quiet", text);
	const own = (text, kind = "p.own") => text && el(kind, { dir: "auto" }, text);
	const way = (kind, link, text, rel = "noopener noreferrer") =>
		web(link) && text && el(kind, { href: web(link), rel }, text);
	const picture = (kind, src, alt = "") => /^https:/i.test(src) && el(kind,
		{ src, alt, loading: "lazy", decoding: "async", referrerpolicy: "no-referrer" });

	const steps = (all, words, here) => all.length && el("ol.steps", { "aria-label": words.progress },
		all.map(({ label, reached }, n) => el("li." + reached, { "aria-current": n === here && "step" },
			el("span", label), words[reached] && el("span.unseen", " " + words[reached]))));

	const items = (level, title, all, words, ...more) => all.length && [el(level, title), el("ul.items",
		all.map((one) => el("li", picture("img.thumb", one.image), el("span",
			el("span.unseen", words.quantity), ` ${one.quantity} × `, said(one.title), " ",
			one.variant && el("span.quiet", { dir: "auto" }, one.variant)),
			one.price && el("span.price", one.price)))), more];

	const pickup = (place, words) => place && el("div.pickup", el("h4", words.pickup_point),
		place.code && el("p", words.pickup_code, " ", el("b.code", place.code)),
		el("address", el("b", el("bdi", place.name)),
			[place.street, place.town].map((line) => line && [el("br"), el("bdi", line)])),
		place.hours.length && el("p", words.opening_hours,
			place.hours.map(({ days, times }) => [el("br"), said(`${days} ${times}`)])),
		way("a", place.map, words.map));

	const proof = (told, words) => told && [el("h4", words.handed_over),
		told.signed_by && el("p", { dir: "auto" }, fill(words.signed_by, { name: told.signed_by })),
		el("p", way("a", told.document, words.document))];

	function story(days, words) {
		let left = SHOWN_AT_ONCE;
		const recent = [], earlier = [];
		for (const { label, happenings } of days) {
			const parts = [happenings.slice(0, left), happenings.slice(left)];
			left -= parts[0].length;
			[recent, earlier].forEach((to, n) => parts[n].length && to.push(day(label, parts[n])));
		}
		return days.length && [el("h4", words.happened), recent,
			earlier.length && el("details", el("summary", words.earlier), earlier),
			originals(days, words)];
	}

	function originals(days, words) {
		const told = days.flatMap(({ label, happenings }) =>
			happenings.filter((one) => one.original).map((one) => el("li", said(one.original),
				el("span.quiet", label, " ", el("time", { datetime: one.instant }, one.time)))));
		return told.length && words.originals &&
			el("details", el("summary", words.originals), el("ol.day", told));
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
				fact(words.tracking_number, one.number), fact(words.partner, one.partner)),
			link && el("p", way("a", link, carrier ? fill(words.follow, { carrier })
				: words.carrier_page, "noopener noreferrer nofollow external")),
			proof(one.proof, words),
			items("h4", words.in_this_parcel, one.items, words),
			story(one.days, words),
			quiet(one.note),
			quiet(one.checked && fill(words.last_checked, { when: one.checked })));
	}

	function drawing({ svg, words }) {
		const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
		const fits = (one) => one.namespaceURI === SVG && SHAPES.test(one.localName) &&
			[...one.attributes].every(({ localName, value }) =>
				!/^(on|href|src|style|base)/i.test(localName) && !/url\(|script:/i.test(value));
		if (drawn.localName !== "svg" || ![drawn, ...drawn.querySelectorAll("*")].every(fits)) return;
		return el("figure.route", document.importNode(drawn, true),
			words && el("figcaption", { dir: "auto" }, words));
	}

	const card = (...inside) => inside[0] && el("section.card", inside);
	const titled = (title, all) => all.length && card(el("h3", title), all);

	// Every section by the name the shop's choice of sections has for it.
	const SECTIONS = {
		parcels: ({ parcels, counted, awaits_parcel: awaits, unsent }, words) => [
			parcels.map((one) => parcel(one, counted, words)),
			card(awaits && el("h3", words.no_parcel), quiet(words.no_parcel_yet)),
			card(items("h3", words.not_sent_yet, unsent, words))],
		route: ({ route }) => route && drawing(route),
		notes: ({ notes }, words) => titled(words.notes, notes.map((note) => own(note))),
		actions: ({ manage }, words) => way("a.main", manage, words.manage),
		items: ({ items: all, amounts, total }, words) => card(items("h3", words.items, all, words,
			amounts.length ? el("dl.sums", amounts.map(({ label, value }) =>
				el("div", el("dt", label), el("dd", value))))
				: total && el("p", words.total, " ", el("b", total)))),
		addresses: ({ addresses }) => addresses.map(({ title, lines }) => card(el("h3", title),
			el("address", lines.map((line, n) => [n && el("br"), el("bdi", line)])))),
		campaigns: ({ campaigns }) => campaigns.map((one) => el("section.card.campaign",
			picture("img.wide", one.picture), el("h3", { dir: "auto" }, one.title), own(one.text),
			one.link && way("a", one.link, one.button || one.title, "noopener noreferrer"))),
		faq: ({ faq }, words) => titled(words.questions, faq.map(({ question, answer }) =>
			el("details", el("summary", { dir: "auto" }, question), own(answer)))),
		other_orders: ({ others }, words) => titled(words.others, others.map((one) => el("p",
			way("a", one.page, [words.order, " ", el("bdi", one.number)]),
			" ", el("span.quiet", fill(words.placed, { day: one.placed })), el("br"), said(one.headline)))),
		contact: ({ contact }, words) => contact && titled(words.contact, [
			way("a", contact.page, words.contact_page),
			/^mailto:/.test(contact.mail) && el("p", el("a", { href: contact.mail }, el("bdi", contact.address)))]
			.filter(Boolean)),
	};

	// What an older server does not tell of is empty.
	const UNTOLD = Object.fromEntries(["notes", "amounts", "addresses", "campaigns", "faq", "others"]
		.map((name) => [name, []]));

	function whole(told, words) {
		const order = { ...UNTOLD, sections: Object.keys(SECTIONS), ...told };
		const { counted, steps: road, picture: top, manage, page } = order;
		const here = road.filter((step) => step.reached !== "ahead").length - 1;
		return el("section",
			top && picture("img.wide", top.url, top.text),
			own(order.welcome),
			el("p.quiet", words.order, " ", el("bdi", order.number), " · ",
				fill(words.placed, { day: order.placed }), order.live && " · " + words.live),
			el("h2", { tabindex: "-1", dir: "auto" }, order.headline),
			own(order.note, "p.note.own"),
			steps(road, words, here),
			counted > 1 && el("p", el("b", words.so_far)),
			order.checked_at && el("p.quiet", el("time", { datetime: order.checked_at, "data-framme-checked": "" })),
			!manage && page && el("p", way("a", page, words.prove)),
			order.sections.map((name) => Object.hasOwn(SECTIONS, name) && SECTIONS[name](order, words)),
			own(order.footer, "p.quiet"));
	}

	window.framme = { el, fill, said, whole };
})();

/* Questions are searched as one types, and one that is linked to is open. Without it the server
   searches, and says the same. */
(() => {
  "use strict";
  const form = document.querySelector("form.search");
  const all = [...document.querySelectorAll("#questions > details")];
  const none = document.getElementById("none");
  const spelt = { "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss" };
  const folded = (text) => text.toLowerCase().replace(/[øđłæœß]/g, (sign) => spelt[sign])
    .normalize("NFKD").replace(/\p{M}/gu, "");
  const texts = all.map((one) => folded(one.textContent));

  const filter = () => {
    const words = folded(form.elements.q.value).match(/[\p{L}\p{N}_]+/gu) ?? [];
    all.forEach((one, n) => { one.hidden = !words.every((word) => texts[n].includes(word)); });
    none.textContent = all.every((one) => one.hidden) ? none.dataset.none : "";
  };
  // What the server has searched for is not all there is: another search goes there again.
  if (!new URLSearchParams(location.search).get("q")) {
    form.elements.q.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    if (form.elements.q.value) filter();
  }

  const open = () => {
    const linked = all.find((one) => `#${one.id}` === location.hash);
    if (linked) linked.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();

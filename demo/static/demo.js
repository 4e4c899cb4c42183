// Keep the parts of a page marked data-live fresh; without it, the page reloads itself.
"use strict";

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const news = fresh.getElementById(part.id);
    const busy = part.contains(document.activeElement);
    if (news && !busy && news.innerHTML !== part.innerHTML) part.innerHTML = news.innerHTML;
  }
}

setInterval(() => refresh().catch(() => {}), 2000);

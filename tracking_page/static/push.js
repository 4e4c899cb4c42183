// Shows what a shop tells of an order, and opens our own page of it when pressed; never another's.
"use strict";

self.addEventListener("push", (event) => {
  let told = null;
  try {
    told = event.data.json();
  } catch {
    // Not ours; nothing is shown.
  }
  if (!told || !told.title) return;
  const options = { body: String(told.body || ""), data: { url: String(told.url || "") } };
  event.waitUntil(self.registration.showNotification(String(told.title), options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { origin } = self.location;
  const wanted = event.notification.data.url;
  const url = URL.canParse(wanted, origin) ? new URL(wanted, origin) : null;
  if (url && url.origin === origin) event.waitUntil(self.clients.openWindow(url.href));
});

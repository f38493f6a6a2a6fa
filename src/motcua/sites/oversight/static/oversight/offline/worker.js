// The page works without a line: it and its parts are kept here, each version whole. Notes do not pass through here.
// The server writes VERSION, PAGE and FILES above these lines.

const CACHE = `motcua-kiem-tra-${VERSION}`;

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const wanted = address.pathname === PAGE ? PAGE : FILES.find((one) => one === address.pathname);
  if (wanted) event.respondWith(kept(wanted, event.request));
});

/** Keep all parts, or nothing: an answer that leads elsewhere, as to the sign-in, is none. */
async function fill() {
  const cache = await caches.open(CACHE);
  const fresh = (address) => new Request(address, { cache: "no-cache", redirect: "error" });
  await cache.addAll([PAGE, ...FILES].map(fresh));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("motcua-kiem-tra-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

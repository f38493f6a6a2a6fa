// Between the tablet and the server: what is taken along, and the notes that go back until the server has confirmed each.

import * as notes from "./notes.js";
import { said, Told } from "./page.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

const PATIENCE = 120_000;
const MOST_NOTES = 25;
const MOST_BYTES = 6_000_000;
const HERE = new URL(".", document.baseURI);

async function asked(address, how = {}) {
  const asks = { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE), ...how };
  const begun = Date.now();
  const answer = await fetch(new URL(address, HERE), asks).catch(() => {
    throw new Told("no_line");
  });
  if (answer.type === "opaqueredirect") throw new Told("sign_in");
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Told("server_refused", { reason: told.reason ?? answer.status });
  return { ...told, slow: told.now - (begun + Date.now()) / 2 };
}

/** Ask what the post that is signed in may inspect. */
export const offered = () => asked("noi/");

/**
 * Take a place along: its checklist with the figures as they are now. What was there of it is replaced, but never by
 * another post while notes of the one before wait.
 */
export async function takeAlong(place) {
  const { taken, slow } = await asked(`noi/${place}/`);
  const there = await placeAlong(place);
  if (there && there.post !== taken.post && (await notes.countOf(place))) {
    throw new Told("other_post", { title: there.post_title });
  }
  const kept = { place, ...(await vault.seal(taken, about(place))) };
  await store.write(["places"], (at) => at("places").put(kept));
  return { taken, slow };
}

/** Give what was taken along, all places or one; what was altered on the disk is as if it were not there. */
export async function along() {
  const kept = await store.all("places");
  const opened = await Promise.all(kept.map(openPlace));
  return opened.filter(Boolean);
}

export async function placeAlong(place) {
  const kept = await store.get("places", place);
  return kept ? openPlace(kept) : null;
}

const openPlace = (kept) => vault.open(kept, about(kept.place)).catch(() => null);

/** Wipe a place from the tablet, once no note of it waits any more. */
export async function leave(place) {
  if (await notes.countOf(place)) throw new Told("still_waiting");
  await store.write(["places"], (at) => at("places").delete(place));
}

/**
 * Send the notes of a place in their order, a few at a time, and wipe each lot that was confirmed.
 * Gives the note at which it had to stop, with the reason; how many the server kept aside of the visit; and by how much
 * this tablet's clock is slow.
 */
export function send(place, progress = () => {}) {
  return navigator.locks.request(`motcua-kiem-tra-gui-${place}`, async () => {
    const { csrf, post, slow } = await offered();
    const { post: of, post_title: title } = await placeAlong(place);
    let aside = 0;
    if (post !== of) throw new Told("other_post", { title });
    for (;;) {
      const waiting = await notes.waiting(place);
      progress(waiting.length);
      if (!waiting.length) return { slow, aside, stopped: null };
      const { form, lot } = await packed(waiting, post);
      if (!lot.length) return { slow, stopped: { note: waiting[0], altered: true, reason: said("altered") } };
      const headers = { "X-CSRFToken": csrf };
      const answer = await asked(`noi/${place}/gui/`, { method: "POST", headers, body: form });
      const confirmed = lot.filter((one) => answer.notes[one.uuid]?.received_at);
      if (confirmed.length) await notes.wipe(place, confirmed);
      aside += confirmed.filter((one) => answer.notes[one.uuid].aside).length;
      const refused = lot.find((one) => answer.notes[one.uuid]?.refused);
      if (refused) {
        const { refused: reason, broken } = answer.notes[refused.uuid];
        return { slow, stopped: { note: refused, reason, broken, last: answer.last } };
      }
      if (!confirmed.length) throw new Told("server_refused", { reason: "?" });
    }
  });
}

/** Put the oldest notes into a form, as many as go at once; none that comes after an altered one. */
async function packed(waiting, post) {
  const form = new FormData();
  const lot = [];
  let size = 0;
  for (const note of waiting) {
    if (note.altered || lot.length === MOST_NOTES || size > MOST_BYTES) break;
    if (note.kind === "photograph") {
      const picture = await notes.photographOf(note.uuid).catch(() => null);
      if (!picture) break;
      size += picture.byteLength;
      form.append(note.uuid, new Blob([picture], { type: "image/jpeg" }), `${note.uuid}.jpg`);
    }
    lot.push(note);
  }
  form.append("notes", JSON.stringify({ post, sent_at: Date.now(), notes: lot }));
  return { form, lot };
}

const about = (place) => `place/${place}`;

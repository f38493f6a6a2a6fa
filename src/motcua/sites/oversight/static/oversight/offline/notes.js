// Notes: each is hashed with the hash of the one before it, sealed, and on the disk before anyone is told that it is kept.

import { canonical, bytes, sha256 } from "./bytes.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

const LOCK = "motcua-kiem-tra";

/** Do one thing at a time with the chains of this tablet, whatever pages of it are open. */
export const alone = (work) => navigator.locks.request(LOCK, work);

/** Give the hash of a note: of what the server hashes too, see rules/notes.py. */
async function hashOf({ uuid, device, captured_at, kind, line, payload, previous }) {
  return sha256(bytes(canonical({ uuid, device, captured_at, kind, line, payload, previous })));
}

const PARTS = ["notes", "photographs", "thumbnails", "chains"];

/**
 * Keep a note, and give it back once it is on the disk.
 * A photograph is its bytes and those of a small one; the digest of its bytes stands in the payload, they stand apart.
 */
export function keep(place, { kind, line, payload, photograph = null }) {
  return alone(async () => {
    const chain = (await store.get("chains", place)) ?? { place, number: 0, hash: "", sent: "" };
    const note = {
      uuid: crypto.randomUUID(),
      device: vault.device(),
      captured_at: Date.now(),
      kind,
      line,
      payload: photograph ? { ...payload, digest: await sha256(photograph.bytes) } : payload,
      previous: chain.hash,
    };
    note.hash = await hashOf(note);
    const kept = { uuid: note.uuid, place, number: chain.number + 1, ...(await vault.seal(note, about(note.uuid))) };
    const { uuid } = note;
    const picture = photograph && { uuid, ...(await vault.sealBytes(photograph.bytes, picturing(uuid))) };
    const small = photograph && { uuid, ...(await vault.sealBytes(photograph.small, showing(uuid))) };
    await store.write(PARTS, (at) => {
      at("notes").add(kept);
      if (picture) at("photographs").add(picture);
      if (small) at("thumbnails").add(small);
      at("chains").put({ ...chain, number: kept.number, hash: note.hash });
    });
    return note;
  });
}

/** Give the notes of a place that the server has not confirmed, oldest first; of an altered one, that it was. */
export async function waiting(place) {
  const notes = [];
  for (const one of inOrder(await store.allOf("notes", place))) {
    notes.push(await vault.open(one, about(one.uuid)).catch(() => ({ uuid: one.uuid, altered: true })));
  }
  return notes;
}

export const countOf = async (place) => (await store.allOf("notes", place)).length;

/** Give the bytes of a note's photograph. */
export async function photographOf(uuid) {
  return vault.openBytes(await store.get("photographs", uuid), picturing(uuid));
}

/** Give the bytes of the small picture of a note's photograph. */
export async function thumbnailOf(uuid) {
  return vault.openBytes(await store.get("thumbnails", uuid), showing(uuid));
}

/**
 * Chain what waits anew to the last note that the server has, and say why in a remark at the end. All of it or nothing.
 * `without` is the number of a note that is set aside for good, because it cannot be sent and those after it can.
 */
export function chainAnew(place, { last, without, text }) {
  return alone(async () => {
    const kept = inOrder(await store.allOf("notes", place)).filter((one) => one.uuid !== without);
    const chain = await store.get("chains", place);
    const number = chain.number + 1;
    const remark = { uuid: crypto.randomUUID(), device: vault.device(), captured_at: Date.now() };
    const follow = [{ number, note: { ...remark, kind: "remark", line: "", payload: { text } } }];
    for (const one of kept.reverse()) {
      const note = await vault.open(one, about(one.uuid)).catch(() => null); // altered too: its turn comes
      if (note) follow.unshift({ number: one.number, note });
    }
    let before = last ?? chain.sent;
    const again = [];
    for (const { number, note } of follow) {
      note.previous = before;
      note.hash = before = await hashOf(note);
      again.push({ uuid: note.uuid, place, number, ...(await vault.seal(note, about(note.uuid))) });
    }
    await store.write(PARTS, (at) => {
      if (without) forget(at, without);
      for (const one of again) at("notes").put(one);
      at("chains").put({ ...chain, number, hash: before });
    });
  });
}

/** Wipe notes that the server has confirmed. The chain goes on from where it stands. */
export function wipe(place, notes) {
  return alone(async () => {
    const chain = await store.get("chains", place);
    await store.write(PARTS, (at) => {
      for (const { uuid } of notes) forget(at, uuid);
      at("chains").put({ ...chain, sent: notes.at(-1).hash });
    });
  });
}

function forget(at, uuid) {
  for (const name of ["notes", "photographs", "thumbnails"]) at(name).delete(uuid);
}

const inOrder = (kept) => kept.sort((one, other) => one.number - other.number);
const about = (uuid) => `note/${uuid}`;
const picturing = (uuid) => `photograph/${uuid}`;
const showing = (uuid) => `thumbnail/${uuid}`;

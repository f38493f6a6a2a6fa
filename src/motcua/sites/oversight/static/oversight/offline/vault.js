// The keys of the tablet. A PIN makes a key that unwraps the data key; the data key lives in memory and cannot be taken out.

import { bytes, canonical, hex, text } from "./bytes.js";
import * as store from "./store.js";

const ROUNDS = 600_000; // of PBKDF2 with SHA-256, as OWASP asks
const FREE_TRIES = 5;
const LONGEST_WAIT = 15 * 60_000;
const AES = "AES-GCM";

export class WrongPin extends Error {}

/** Too many wrong PINs: `until` says when the next one may be tried. */
export class TooSoon extends Error {
  constructor(until) {
    super("too soon");
    this.until = until;
  }
}

let key = null;
let id = "";

export const device = () => id;
export const isOpen = () => key !== null;
export const exists = async () => (await store.get("vault", "vault")) !== undefined;

const random = (length) => crypto.getRandomValues(new Uint8Array(length));

async function wrapping(pin, salt, rounds) {
  const given = await crypto.subtle.importKey("raw", bytes(pin.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, given, { name: AES, length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/** Make the keys of this tablet, and open them. */
export async function create(pin) {
  const [salt, iv, called] = [random(16), random(12), hex(random(16))];
  const fresh = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", fresh, await wrapping(pin, salt, ROUNDS), { name: AES, iv });
  await store.write(["vault"], (at) => {
    at("vault").add({ device: called, salt, iv, wrapped, rounds: ROUNDS, wrong: 0, until: 0 }, "vault");
  });
  await unlock(pin);
}

/** Open the keys. Wrong PINs are counted, and after some the next has to wait, longer each time. */
export async function unlock(pin) {
  const kept = await store.get("vault", "vault");
  if (Date.now() < kept.until) throw new TooSoon(kept.until);
  const put = (wrong, until) =>
    store.write(["vault"], (at) => at("vault").put({ ...kept, wrong, until }, "vault"));
  const opener = await wrapping(pin, kept.salt, kept.rounds);
  try {
    const use = ["encrypt", "decrypt"];
    key = await crypto.subtle.unwrapKey("raw", kept.wrapped, opener, { name: AES, iv: kept.iv }, AES, false, use);
  } catch {
    const wrong = kept.wrong + 1;
    const wait = wrong < FREE_TRIES ? 0 : Math.min(30_000 * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT);
    await put(wrong, wait && Date.now() + wait);
    throw new WrongPin();
  }
  id = kept.device;
  if (kept.wrong) await put(0, 0);
}

/** Seal bytes. What they are about is bound to them, so that one sealed thing cannot be put in another's place. */
export async function sealBytes(given, about) {
  const iv = random(12);
  return { iv, sealed: await crypto.subtle.encrypt({ name: AES, iv, additionalData: bytes(about) }, key, given) };
}

export async function openBytes({ iv, sealed }, about) {
  return crypto.subtle.decrypt({ name: AES, iv, additionalData: bytes(about) }, key, sealed);
}

export const seal = (value, about) => sealBytes(bytes(canonical(value)), about);
export const open = async (kept, about) => JSON.parse(text(await openBytes(kept, about)));

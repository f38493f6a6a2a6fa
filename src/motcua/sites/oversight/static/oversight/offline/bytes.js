// Bytes as text and text as bytes; digests; the one way in which a note is written before it is hashed.

export const bytes = (text) => new TextEncoder().encode(text);
export const text = (given) => new TextDecoder().decode(given);
export const hex = (given) => Array.from(new Uint8Array(given), (one) => one.toString(16).padStart(2, "0")).join("");

export async function sha256(given) {
  return hex(await crypto.subtle.digest("SHA-256", given));
}

/** Write objects, lists, texts and whole numbers with sorted keys and no spaces, as the server does. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const said = (key) => `${JSON.stringify(key)}:${canonical(value[key])}`;
    return `{${Object.keys(value).sort().map(said).join(",")}}`;
  }
  return JSON.stringify(value);
}

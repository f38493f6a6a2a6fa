// The tablet's own database. What it holds of an inspection is sealed before it comes here.
// A write counts only once the disk has it: `write` settles when the transaction is complete, not when it was asked for.

const NAME = "motcua-kiem-tra";
const VERSION = 1;

let opening = null;

function opened() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore("vault"); // one record: how the PIN opens the data key
      db.createObjectStore("places", { keyPath: "place" }); // what was taken along of a place
      db.createObjectStore("chains", { keyPath: "place" }); // the last hash of a place's notes; never wiped alone
      db.createObjectStore("notes", { keyPath: "uuid" }).createIndex("place", "place");
      db.createObjectStore("photographs", { keyPath: "uuid" });
      db.createObjectStore("thumbnails", { keyPath: "uuid" }); // of photographs, to show them without opening these
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function asked(store, ask) {
  const db = await opened();
  return new Promise((resolve, reject) => {
    const request = ask(db.transaction(store).objectStore(store));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export const get = (store, key) => asked(store, (from) => from.get(key));
export const all = (store) => asked(store, (from) => from.getAll());
export const allOf = (store, place) => asked(store, (from) => from.index("place").getAll(place));

/** Change some stores, all of it or nothing; settles when it is on the disk, not before. */
export async function write(stores, change) {
  const db = await opened();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the write was given up"));
    change((name) => transaction.objectStore(name));
  });
}

/** Forget everything. Other pages of this site let go of the database when they are told to. */
export async function erase() {
  (await opened()).close();
  opening = null;
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

// What this browser keeps of dispatches, in IndexedDB and nowhere else: keys, always locked and only by choice; when a key was unlocked
// here; which dispatches were opened here; drafts that could not be sent yet, sealed.

const NAME = "bartholdi-dispatches", STORES = ["keys", "unlocks", "seen", "drafts", "pins"];

let opening;

function opened() {
  opening ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name, name === "unlocks" ? { autoIncrement: true } : {}));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opening;
}

async function asked(store, mode, how) {
  const base = await opened();
  return new Promise((done, failed) => {
    const request = how(base.transaction(store, mode).objectStore(store));
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

// A browser whose store is closed (a private window, say) forgets; nothing else depends on it.
async function kept(store, mode, how, otherwise) {
  try {
    return await asked(store, mode, how);
  } catch {
    return otherwise;
  }
}

export const put = (store, value, key) => kept(store, "readwrite", (rows) => rows.put(value, key), null);
export const get = (store, key) => kept(store, "readonly", (rows) => rows.get(key), undefined);
export const all = (store) => kept(store, "readonly", (rows) => rows.getAll(), []);
export const forget = (store, key) => kept(store, "readwrite", (rows) => rows.delete(key), null);

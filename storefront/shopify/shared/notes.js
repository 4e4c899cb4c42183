// What our blocks on a page tell each other. Each runs in a worker of its own, so all they share is
// Shopify's storage, in the reader's browser. Nothing of an order is in it but its id.
// https://shopify.dev/docs/api/customer-account-ui-extensions/latest/target-apis/platform-apis/storage-api

/**
 * When a question was asked last, which version that told of, and how long nobody need ask again.
 * @typedef {{ version: string, at: number, wait: number }} Note
 */

// Storage may be full or forbidden: then every block asks for itself.
const nothing = () => null;

/**
 * @param {string} question
 * @returns {Promise<Note | null>}
 */
export const read = (question) =>
  /** @type {Promise<Note | null>} */ (shopify.storage.read(question)).catch(nothing);

/**
 * @param {string} question
 * @param {Note} note
 */
export const write = (question, note) => shopify.storage.write(question, note).catch(nothing);

/** @param {string} question */
export const erase = (question) => shopify.storage.delete(question).catch(nothing);

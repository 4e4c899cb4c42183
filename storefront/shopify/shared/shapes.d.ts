// What our server answers the account pages with; texts are in the reader's language.

export type Tone = "waiting" | "moving" | "ready" | "good" | "trouble" | "over";

export interface Item {
  title: string;
  variant: string;
  quantity: number;
  image?: string;
  /** Of the whole line; empty where the shop does not say. */
  price?: string;
}

export interface Happening {
  instant: string;
  time: string;
  zone: string;
  what: string;
  where: string;
  original: string;
}

export interface Parcel {
  position: number;
  fulfilment: string;
  status: string;
  tone: Tone;
  since: string;
  carrier: string;
  number: string;
  link: string;
  /** Who carries it on, with what number. */
  partner?: string;
  expected: string;
  late: boolean;
  checked: string;
  action_required: boolean;
  /** Why there are no scans; empty when there are. */
  note: string;
  items: Item[];
  pickup: {
    name: string;
    street: string;
    town: string;
    hours: { days: string; times: string }[];
    /** Opens the locker; only to who has proven that the parcel is theirs. */
    code?: string;
    /** Where it is on a map. */
    map?: string;
  } | null;
  /** What shows that it was handed over. */
  proof?: { signed_by: string; document: string } | null;
  days: { label: string; happenings: Happening[] }[];
}

export interface Order {
  number: string;
  placed: string;
  headline: string;
  tone: Tone;
  live: boolean;
  page: string;
  counted: number;
  delivered: number;
  /** There is no parcel yet, and one is to come. */
  awaits_parcel?: boolean;
  parcels: Parcel[];
  unsent: Item[];
  steps?: { label: string; reached: "done" | "now" | "trouble" | "ahead" }[];
  /** Which parts the shop shows, in its order. */
  sections?: string[];
  welcome?: string;
  note?: string;
  footer?: string;
  notes?: string[];
  campaigns?: { title: string; text: string; button: string; link: string; picture: string }[];
  faq?: { question: string; answer: string }[];
  others?: { number: string; placed: string; headline: string; page: string }[];
  /** How the shop is reached; either link may be empty. `address` is the one that `mail` writes to. */
  contact?: { page: string; mail: string; address: string } | null;
  /** What a drawing of the way shows, in words. */
  route?: { words: string } | null;
  /** Lets its reader in to everything that can be done about the order, for an hour; not a stranger. */
  manage?: string;
}

/** Short texts around an order, in the reader's language, with places written {name}. */
export type Words = Record<string, string>;

export interface ListedOrder {
  id: string;
  number: string;
  placed: string;
  headline: string;
  tone: Tone;
  counted: number;
  delivered: number;
}

export interface OrderAnswer {
  order: Order;
  words?: Words;
}

export interface ListAnswer {
  orders: ListedOrder[];
}
